package org.remanence.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import javax.imageio.IIOException;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Opens files and says in one sentence what is wrong with one that cannot be read.
final class Reading {
    private static final int BUFFER = 1 << 16;

    private Reading() { }

    /// Something that reads.
    @FunctionalInterface
    interface Action<T> {
        T run() throws IOException;
    }

    /// Does it, and turns what the file is to blame for into a sentence.
    /// @throws IllegalArgumentException if the file is missing, truncated or damaged
    /// @throws UncheckedIOException if the disk fails
    static <T> T of(Object name, Action<T> action) {
        try {
            return action.run();
        } catch (NoSuchFileException e) {
            throw new BadInput(e, "%s does not exist", name);
        } catch (AccessDeniedException e) {
            throw new BadInput(e, "%s may not be read: check its permissions", name);
        } catch (EOFException e) {
            throw new BadInput(e, "%s is truncated: it ends too early", name);
        } catch (ZipException | IIOException | CharacterCodingException e) {
            throw new BadInput(e, "%s is damaged: %s", name, e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(Text.of("%s cannot be read: %s", name, e.getMessage()), e);
        }
    }

    /// The contents of a file, unpacked if it is compressed by gzip.
    static InputStream unpacked(Path file) throws IOException {
        boolean packed = isGzip(head(file, 2));
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        return packed ? unpacked(in) : in;
    }

    /// What a gzip stream holds.
    static InputStream unpacked(InputStream packed) throws IOException {
        return new BufferedInputStream(new GZIPInputStream(packed, BUFFER), BUFFER);
    }

    /// The first bytes of a file, fewer if it is shorter.
    static byte[] head(Path file, int count) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(count);
        }
    }

    /// Whether a file begins as gzip files do.
    static boolean isGzip(byte[] head) {
        return head.length >= 2 && head[0] == 0x1f && head[1] == (byte) 0x8b;
    }

    /// The name of a file without its folder, `.gz` and extension.
    static String stem(Path file) {
        return file.toAbsolutePath().normalize().getFileName().toString()
                .replaceFirst("\\.gz$", "").replaceFirst("(?<=.)\\.\\w+$", "");
    }
}
