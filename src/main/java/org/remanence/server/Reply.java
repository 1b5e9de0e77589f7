package org.remanence.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.remanence.result.ResultJson;

/// What a request is answered with.
/// @param status of HTTP
/// @param type media type; empty without a body
/// @param headers further headers
/// @param body writes it
/// @param length of the body in bytes, -1 if it is not known beforehand
record Reply(int status, String type, Map<String, String> headers, Body body, long length) {
    static final String JSON = "application/json";
    static final String BINARY = "application/octet-stream";
    static final String HTML = "text/html; charset=utf-8";
    static final int OK = 200;
    static final int ACCEPTED = 202;
    static final int CREATED = 201;
    static final int NO_CONTENT = 204;

    /// Writes a body.
    @FunctionalInterface
    interface Body {
        void to(OutputStream out) throws IOException;
    }

    static Reply of(int status, String type, byte[] body) {
        return new Reply(status, type, Map.of(), out -> out.write(body), body.length);
    }

    static Reply json(int status, Object document) {
        return of(status, JSON, ResultJson.compact(document).getBytes(StandardCharsets.UTF_8));
    }

    static Reply json(Object document) {
        return json(OK, document);
    }

    static Reply text(String type, String text) {
        return of(OK, type, text.getBytes(StandardCharsets.UTF_8));
    }

    static Reply empty(int status) {
        return new Reply(status, "", Map.of(), _ -> { }, 0);
    }

    /// The same with one more header.
    Reply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, type, more, body, length);
    }
}
