package org.remanence.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.remanence.result.OutputFailure;
import org.remanence.text.Text;

/// One line for each request that may change something: when, who, what, with which outcome. No body, no token.
final class AuditLog implements AutoCloseable {
    private final Writer out;

    /// @throws OutputFailure if the file cannot be written
    AuditLog(Path file) {
        try {
            this.out = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new OutputFailure(file, e);
        }
    }

    synchronized void line(String peer, String method, String path, int status, String outcome) {
        try {
            out.write(Text.of("%s %s %s %s %d %s", Instant.now(), peer, method, path.replaceAll("[^!-~]", "?"), status,
                    outcome)
                    .stripTrailing() + "\n");
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
