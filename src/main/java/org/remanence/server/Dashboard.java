package org.remanence.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.remanence.text.Text;

/// The page for people, and the client for Python. They hold no secret, so everybody may load them; what they ask for
/// needs the token, which a link `/?token=…` turns into a cookie.
final class Dashboard {
    private static final Set<String> FILES = Set.of("page.css", "page.js", "dom.js", "server.js", "form.js", "job.js",
            "plot.js");
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src "
                    + "'self' data:; "
            + "frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    private final Optional<AccessToken> token;
    private final boolean secure;

    /// @param token that requests must bring, if they must
    /// @param secure whether cookies travel over TLS alone
    Dashboard(Optional<AccessToken> token, boolean secure) {
        this.token = token;
        this.secure = secure;
    }

    void addTo(Routes routes) {
        routes.get("/", request -> request.query("token").map(this::unlock).orElseGet(() -> file("index.html")));
        routes.get("/page/{name}", request -> Optional.of(request.part("name")).filter(FILES::contains)
                .map(Dashboard::file)
                .orElseThrow(() -> Refusal.of(Refusal.NOT_FOUND, "the page has no file %s", request.part("name"))));
    }

    /// Whether a path belongs to the page itself.
    static boolean isPage(String path) {
        return path.equals("/") || path.startsWith("/page/");
    }

    private Reply unlock(String given) {
        if (token.isEmpty() || !token.get().is(given)) {
            throw Refusal.of(Refusal.UNAUTHORIZED, "this is not the token of this server");
        }
        return Reply.empty(303).with("Location", "/").with("Set-Cookie",
                Text.of("%s=%s; Path=/; HttpOnly; SameSite=Strict%s", Guard.COOKIE, given, secure ? "; Secure" : ""));
    }

    private static Reply file(String name) {
        try (InputStream in = Dashboard.class.getResourceAsStream("page/" + name)) {
            return Reply.of(Reply.OK, MediaTypes.of(Path.of(name)), in.readAllBytes())
                    .with("Content-Security-Policy", POLICY).with("Referrer-Policy", "no-referrer");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
