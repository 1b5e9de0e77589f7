package org.remanence.server;

import java.nio.file.Path;
import java.util.Map;

/// What kind of file a name promises.
final class MediaTypes {
    private static final Map<String, String> BY_ENDING = Map.of("json", Reply.JSON, "html", Reply.HTML, "svg",
            "image/svg+xml", "png", "image/png",
            "npy", Reply.BINARY, "txt", "text/plain; charset=utf-8", "csv", "text/csv; charset=utf-8", "css",
                    "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8", "py", "text/x-python; charset=utf-8");

    private MediaTypes() { }

    static String of(Path file) {
        String name = file.getFileName().toString();
        return BY_ENDING.getOrDefault(name.substring(name.lastIndexOf('.') + 1), Reply.BINARY);
    }
}
