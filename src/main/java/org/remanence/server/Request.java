package org.remanence.server;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A request over HTTP, its body not yet read.
interface Request {
    /// The method, in capitals.
    String method();

    /// Whether the method changes nothing.
    default boolean isSafe() {
        return Set.of("GET", "HEAD", "OPTIONS").contains(method());
    }

    /// The path, decoded, from its first slash.
    String path();

    /// The value of a query parameter, decoded; the first of several.
    Optional<String> query(String name);

    /// Names of the query parameters.
    List<String> queryNames();

    /// The value of a header, whatever the case of its name; the first of several.
    Optional<String> header(String name);

    /// What stood in the place of that name of the route's pattern.
    String part(String name);

    /// The same request, known to match a route.
    Request matched(Map<String, String> parts);

    /// Address of the other side.
    String peer();

    /// All bytes of the body, unpacked.
    /// @throws Refusal if it is too large, damaged, or packed in an unknown way
    byte[] body();

    /// Gives the body to a reader as it comes, however large; it must not be packed.
    /// @return what the reader returns
    /// @throws Refusal if it is packed, or damaged
    /// @throws IOException if the reader cannot keep it
    <T> T upload(Upload<T> reader) throws IOException;

    /// Takes a body in.
    /// @param <T> what it returns
    @FunctionalInterface
    interface Upload<T> {
        /// @param length in bytes, -1 if it is not known beforehand
        T take(InputStream in, long length) throws IOException;
    }
}
