package org.remanence.server;

import java.util.LinkedHashMap;
import java.util.Map;
import org.remanence.text.Text;

/// Why a request is not answered: a status of HTTP and one sentence.
final class Refusal extends RuntimeException {
    static final int BAD_REQUEST = 400;
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int CONFLICT = 409;
    static final int TOO_LARGE = 413;
    static final int UNSUPPORTED = 415;
    static final int NO_SUCH_RANGE = 416;
    static final int MISDIRECTED = 421;
    static final int UNPROCESSABLE = 422;
    static final int TOO_MANY = 429;
    static final int NOT_IMPLEMENTED = 501;
    static final int UNAVAILABLE = 503;

    private static final long serialVersionUID = 1;

    private final int status;
    private final transient Map<String, String> headers;

    private Refusal(int status, String sentence, Map<String, String> headers) {
        super(sentence);
        this.status = status;
        this.headers = headers;
    }

    /// A refusal with that status.
    /// @param format of the sentence, as [Text#of] reads it
    static Refusal of(int status, String format, Object... values) {
        return new Refusal(status, values.length == 0 ? format : Text.of(format, values), Map.of());
    }

    /// The same with one more header.
    Refusal with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Refusal(status, getMessage(), more);
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }
}
