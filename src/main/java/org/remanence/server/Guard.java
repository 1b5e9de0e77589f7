package org.remanence.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Who may ask at all: by the name the server is called, by the page a browser asks from, and by a token.
///
/// A page of another site can make a browser on this machine send requests here, and a name of that site can be made to
/// lead here: both are refused before anything is read.
final class Guard {
    /// The cookie of browsers.
    static final String COOKIE = "remanence";

    private static final Set<String> OPEN = Set.of("/v2/health/live", "/v2/health/ready");

    private final List<String> hosts;
    private final Optional<AccessToken> token;

    /// @param hosts names by which the server may be called, in lower case, without port
    /// @param token that each request must bring, if any
    Guard(List<String> hosts, Optional<AccessToken> token) {
        this.hosts = List.copyOf(hosts);
        this.token = token;
    }

    /// @throws Refusal unless the request may be answered
    void check(Request request) {
        String host = request.header("Host").orElse("");
        if (!hosts.contains(name(host))) {
            throw Refusal.of(Refusal.MISDIRECTED, "this server is not called %s: allow the name by --allowed-hosts",
                    host);
        }
        if (!request.isSafe()) {
            checkSite(request, host);
        }
        if (token.isPresent() && !isOpen(request) && !isKnown(request, token.get())) {
            throw Refusal.of(Refusal.UNAUTHORIZED,
                    "the request must bring the token of this server, as Authorization: Bearer TOKEN")
                    .with("WWW-Authenticate", "Bearer realm=\"remanence\"");
        }
    }

    private static boolean isOpen(Request request) {
        return OPEN.contains(request.path()) || request.isSafe() && (Dashboard.isPage(request.path())
                || PythonClient.isClient(request.path()));
    }

    /// What is in the place of the host, without a port.
    private static String name(String host) {
        return host.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
    }

    /// The page a request comes from must be of this server; what names no page is no browser.
    private static void checkSite(Request request, String host) {
        Optional<String> site = request.header("Sec-Fetch-Site");
        boolean same = site.isPresent() ? Set.of("same-origin", "none").contains(site.get())
                : request.header("Origin").map(origin -> authority(origin).equalsIgnoreCase(host)).orElse(true);
        if (!same) {
            throw Refusal.of(Refusal.FORBIDDEN, "a page of another site may not ask this server");
        }
    }

    private static String authority(String origin) {
        try {
            return Optional.ofNullable(new URI(origin).getAuthority()).orElse("");
        } catch (URISyntaxException e) {
            return "";
        }
    }

    private static boolean isKnown(Request request, AccessToken token) {
        Optional<String> bearer = request.header("Authorization").filter(each ->
                each.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(each -> each.substring(7).strip());
        return bearer.map(token::is).orElseGet(() -> request.header("Cookie").map(cookies -> cookie(cookies, token))
                .orElse(false));
    }

    private static boolean cookie(String cookies, AccessToken token) {
        for (String each : cookies.split(";")) {
            String[] pair = each.strip().split("=", 2);
            if (pair.length == 2 && pair[0].equals(COOKIE) && token.is(pair[1])) {
                return true;
            }
        }
        return false;
    }
}
