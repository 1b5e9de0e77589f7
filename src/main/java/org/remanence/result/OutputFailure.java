package org.remanence.result;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.remanence.text.Text;

/// What was computed cannot be written, as on a full disk. What was asked is not to blame, unlike for any other
/// [UncheckedIOException] of this program, which is about a file that a user named to be read.
public final class OutputFailure extends UncheckedIOException {
    private static final long serialVersionUID = 1;

    /// @param output what was to be written: a file, a folder, or words for it
    /// @param cause why it was not
    public OutputFailure(Object output, IOException cause) {
        super(Text.of("%s cannot be written: %s", output, reason(cause)), cause);
    }

    /// What went wrong, in words that can stand behind a colon.
    public static String reason(IOException e) {
        return switch (e) {
            case FileAlreadyExistsException _ -> e.getMessage() + " is no directory";
            case AccessDeniedException _ -> e.getMessage() + " is not writable";
            case NoSuchFileException _ -> e.getMessage() + " does not exist";
            case FileSystemException system when system.getReason() != null -> system.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }
}
