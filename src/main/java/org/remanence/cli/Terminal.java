package org.remanence.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.remanence.session.Progress;

/// Where a command speaks: results on one stream, talk on the other.
/// @param out results
/// @param err talk
/// @param width characters in a line of help and tables
record Terminal(ResultStream out, PrintStream err, int width) {
    private static final int USUAL_WIDTH = 80;
    private static final int LEAST_WIDTH = 60;
    private static final int MOST_WIDTH = 200;
    private static final Path STANDARD_OUTPUT = Path.of("/dev/fd/1");
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");
    /// Bits of a file's mode that tell what it is, and two of the answers.
    private static final int KIND = 0170000;
    private static final int PIPE = 0010000;
    private static final int SOCKET = 0140000;

    /// As wide as `COLUMNS` in the environment says.
    Terminal(ResultStream out, PrintStream err) {
        this(out, err, width(System.getenv("COLUMNS")));
    }

    /// The width that `COLUMNS` says, within reason; 80 where it says nothing.
    static int width(String columns) {
        return columns == null || !columns.matches("\\d{1,9}") ? USUAL_WIDTH : Math.clamp(Integer.parseInt(columns), LEAST_WIDTH, MOST_WIDTH);
    }

    /// The streams of this process.
    static Terminal standard() {
        return new Terminal(new ResultStream(new FileOutputStream(FileDescriptor.out), leadsToReader()),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    }

    /// Notices on stderr, with a bar if someone is there to see it, or lines for programs.
    Progress progress(boolean quiet, boolean json) {
        if (json) {
            return new ProgressLines(err);
        }
        return quiet ? Progress.SILENT : isWatched() ? new ProgressBars(err) : new NoticesOnly(err);
    }

    /// Prints talk, unless asked to be quiet.
    void say(boolean quiet, String sentence) {
        if (!quiet) {
            err.println(sentence);
        }
    }

    private static boolean leadsToReader() {
        try {
            int kind = (int) Files.getAttribute(STANDARD_OUTPUT, "unix:mode") & KIND;
            return kind == PIPE || kind == SOCKET;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static boolean isWatched() {
        try {
            String device = Files.readSymbolicLink(STANDARD_ERROR).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return System.console() != null && System.console().isTerminal();
        }
    }
}
