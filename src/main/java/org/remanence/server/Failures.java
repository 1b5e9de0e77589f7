package org.remanence.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.remanence.result.ResultJson;

/// Errors as clients read them: `{"error"}` for inference, problem details (RFC 9457) for everything else.
final class Failures {
    private static final String PROBLEM = "application/problem+json";

    private Failures() { }

    /// @param path that was asked for
    /// @param more members of the document
    static Reply reply(String path, int status, String sentence, Map<String, Object> more) {
        Map<String, Object> document = new LinkedHashMap<>();
        boolean inference = path.startsWith("/v2");
        if (inference) {
            document.put("error", sentence);
        } else {
            document.put("type", "about:blank");
            document.put("title", title(status));
            document.put("status", status);
            document.put("detail", sentence);
        }
        document.putAll(more);
        return Reply.of(status, inference ? Reply.JSON : PROBLEM,
                ResultJson.compact(document).getBytes(StandardCharsets.UTF_8));
    }

    static byte[] bytes(Reply reply) {
        var out = new ByteArrayOutputStream();
        try {
            reply.body().to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String title(int status) {
        return switch (status) {
            case Refusal.BAD_REQUEST -> "Bad Request";
            case Refusal.UNAUTHORIZED -> "Unauthorized";
            case Refusal.FORBIDDEN -> "Forbidden";
            case Refusal.NOT_FOUND -> "Not Found";
            case Refusal.METHOD_NOT_ALLOWED -> "Method Not Allowed";
            case Refusal.CONFLICT -> "Conflict";
            case Refusal.TOO_LARGE -> "Content Too Large";
            case Refusal.UNSUPPORTED -> "Unsupported Media Type";
            case Refusal.NO_SUCH_RANGE -> "Range Not Satisfiable";
            case Refusal.MISDIRECTED -> "Misdirected Request";
            case Refusal.UNPROCESSABLE -> "Unprocessable Content";
            case Refusal.TOO_MANY -> "Too Many Requests";
            case Refusal.NOT_IMPLEMENTED -> "Not Implemented";
            case Refusal.UNAVAILABLE -> "Service Unavailable";
            case 500 -> "Internal Server Error";
            // what the library refuses by itself
            default -> status < 500 ? "Request Refused" : "Request Failed";
        };
    }
}
