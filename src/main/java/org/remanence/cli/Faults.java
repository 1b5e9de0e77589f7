package org.remanence.cli;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.remanence.result.OutputFailure;
import org.remanence.session.Cancelled;
import org.remanence.text.BadInput;
import org.remanence.text.EditDistance;
import org.remanence.text.Text;
import org.remanence.theory.NotConverged;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Exit codes, and the one sentence that explains each.
final class Faults {
    static final int DONE = 0;
    static final int NO = 1;
    static final int INPUT = 2;
    static final int OURS = 3;
    static final int INTERRUPTED = 130;

    private static final int FRAMES = 8;

    private Faults() { }

    /// The exit code for a failure.
    static int code(Throwable failure) {
        return switch (cause(failure)) {
            case Cancelled _ -> INTERRUPTED;
            case OutputFailure _ -> OURS;
            case BadInput _, UncheckedIOException _, ParameterException _, OutOfMemoryError _ -> INPUT;
            default -> OURS;
        };
    }

    /// What to tell the user.
    static String sentence(Throwable thrown) {
        Throwable failure = cause(thrown);
        return switch (failure) {
            case Cancelled e -> e.getMessage();
            case UnmatchedArgumentException e -> unmatched(e);
            case ParameterException e -> line(e.getMessage());
            case OutputFailure e -> line(e.getMessage());
            case UncheckedIOException e -> line(file(e));
            case OutOfMemoryError e -> Text.of("""
                    the machine ran out of memory (%s): use fewer draws, --precision float, or a larger -Xmx""", line(String.valueOf(e.getMessage())));
            case BadInput e -> line(String.valueOf(e.getMessage()));
            case NotConverged e -> Text.of("this is our fault, please report it: %s", line(e.getMessage()));
            default -> trace(failure);
        };
    }

    /// A system property that is refused keeps the class which reads it from being loaded.
    private static Throwable cause(Throwable failure) {
        return failure instanceof ExceptionInInitializerError && failure.getCause() instanceof BadInput refused ? refused : failure;
    }

    private static String unmatched(UnmatchedArgumentException e) {
        String unknown = e.getUnmatched().getFirst();
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        Set<String> verbs = e.getCommandLine().getSubcommands().keySet();
        Set<String> options = e.getCommandLine().getCommandSpec().optionsMap().keySet();
        if (unknown.startsWith("-")) {
            return Text.of("unknown option '%s': %s", unknown, hint(unknown, options, command));
        }
        return verbs.isEmpty() ? Text.of("unknown argument '%s': see '%s --help'", unknown, command)
                : Text.of("unknown command '%s', there are %s: %s", unknown, String.join(", ", verbs), hint(unknown, verbs, command));
    }

    private static String hint(String unknown, Set<String> known, String command) {
        String nearest = EditDistance.nearest(unknown, known).map(word -> Text.of("did you mean '%s'? ", word)).orElse("");
        return Text.of("%ssee '%s --help'", nearest, command);
    }

    private static String file(UncheckedIOException e) {
        return switch (e.getCause()) {
            case NoSuchFileException missing -> "there is no file " + missing.getFile();
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case FileSystemException other -> other.getFile() + ": " + other.getReason();
            default -> e.getMessage();
        };
    }

    private static String line(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private static String trace(Throwable failure) {
        return Text.of("this is our fault, please report it: %s%n%s", failure,
                Arrays.stream(failure.getStackTrace()).limit(FRAMES).map(frame -> "    at " + frame)
                        .collect(Collectors.joining(System.lineSeparator())));
    }
}
