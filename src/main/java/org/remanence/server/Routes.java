package org.remanence.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which part of the server answers which method and path.
final class Routes {
    private static final String GET = "GET";
    private static final String HEAD = "HEAD";

    private final List<Route> all = new ArrayList<>();

    /// @param method in capitals
    /// @param pattern names and `{parts}` between slashes; `{part...}` at the end takes the rest of the path
    private record Route(String method, String pattern, Function<Request, Reply> action) {
        Optional<Map<String, String>> match(String path) {
            String[] pieces = pattern.split("/", -1);
            boolean rest = pattern.endsWith("...}");
            String[] given = rest ? path.split("/", pieces.length) : path.split("/", -1);
            if (given.length != pieces.length) {
                return Optional.empty();
            }
            Map<String, String> parts = new LinkedHashMap<>();
            for (int i = 0; i < pieces.length; i++) {
                if (pieces[i].startsWith("{")) {
                    parts.put(pieces[i].replaceAll("[{}.]", ""), given[i]);
                } else if (!pieces[i].equals(given[i])) {
                    return Optional.empty();
                }
            }
            return Optional.of(parts);
        }
    }

    /// Adds a route; the first that matches answers.
    Routes add(String method, String pattern, Function<Request, Reply> action) {
        all.add(new Route(method, pattern, action));
        return this;
    }

    Routes get(String pattern, Function<Request, Reply> action) {
        return add(GET, pattern, action);
    }

    Routes post(String pattern, Function<Request, Reply> action) {
        return add("POST", pattern, action);
    }

    /// Methods in lower case and patterns, in the order they were added.
    List<String> described() {
        return all.stream().map(each -> each.method.toLowerCase(Locale.ROOT) + " " + each.pattern).toList();
    }

    /// The answer of the route that matches. A HEAD is answered as a GET, its body left out by whoever sends it.
    /// @throws Refusal if no route has the path, or none of those that have it knows the method
    Reply answer(Request request) {
        String method = request.method().equals(HEAD) ? GET : request.method();
        List<Route> there = all.stream().filter(each -> each.match(request.path()).isPresent()).toList();
        Route route = there.stream().filter(each -> each.method.equals(method)).findFirst()
                .orElseThrow(() -> there.isEmpty()
                ? Refusal.of(Refusal.NOT_FOUND, "there is nothing at %s", request.path())
                : notAllowed(request, there));
        return route.action.apply(request.matched(route.match(request.path()).orElseThrow()));
    }

    private static Refusal notAllowed(Request request, List<Route> there) {
        String known = there.stream().map(Route::method).flatMap(each -> each.equals(GET) ? Stream.of(GET, HEAD)
                : Stream.of(each))
                .distinct().collect(Collectors.joining(", "));
        return Refusal.of(Refusal.METHOD_NOT_ALLOWED, "%s takes %s, not %s", request.path(), known, request.method())
                .with("Allow", known);
    }
}
