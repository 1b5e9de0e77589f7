package org.remanence.result;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.remanence.text.BadInput;

/// The right to write one output, or one folder of several, which one run at a time can hold.
///
/// It is a lock of the operating system on the file `NAME.remanence-lock` beside the output, and ends with the process however
/// that ends. The file of a killed run binds nobody. The number in the file serves the message alone.
public final class OutputLock implements AutoCloseable {
    private static final String ENDING = ".remanence-lock";
    private static final int LONGEST_NUMBER = 20;

    /// Somebody else holds it.
    public static final class Taken extends BadInput {
        private static final long serialVersionUID = 1;

        private Taken(String words, String process) {
            super("another run (process %s) is writing to %s: wait for its end, or name another", process, words);
        }
    }

    /// Those held by this process, which must not open their files again: on Unix, closing any channel to a file frees all locks on it.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;
    private boolean free;

    private OutputLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Takes it, or refuses at once.
    /// @param target what is to be written; absolute and normal, so that it has one name in this process
    /// @param words what the message calls it
    /// @throws Taken if another run holds it
    /// @throws IOException if there cannot be such a file
    public static OutputLock take(Path target, String words) throws IOException {
        Path file = target.resolveSibling(target.getFileName() + ENDING);
        if (!HELD.add(file)) {
            throw new Taken(words, String.valueOf(ProcessHandle.current().pid()));
        }
        try {
            Optional<FileChannel> channel = Optional.empty();
            while (channel.isEmpty()) {
                channel = locked(file, words);
            }
            return new OutputLock(file, channel.get());
        } catch (IOException | RuntimeException e) {
            HELD.remove(file);
            throw e;
        }
    }

    /// Gives it back, once.
    @Override
    public synchronized void close() {
        if (free) {
            return;
        }
        free = true;
        // removed while it is locked: whoever opened it before sees another file under the name afterwards, or none
        try (channel) {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            // what stays is not locked and does no harm
        } finally {
            HELD.remove(file);
        }
    }

    /// The locked file, or nothing if its holder removed it meanwhile.
    private static Optional<FileChannel> locked(Path file, String words) throws IOException {
        create(file);
        FileChannel channel = null;
        boolean kept = false;
        try {
            Object before = identity(file);
            channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw new Taken(words, read(channel));
            }
            kept = Objects.equals(before, identity(file));
            if (kept) {
                channel.truncate(0).write(StandardCharsets.US_ASCII.encode(String.valueOf(ProcessHandle.current().pid())));
            }
            return kept ? Optional.of(channel) : Optional.empty();
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } finally {
            if (channel != null && !kept) {
                channel.close();
            }
        }
    }

    private static void create(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException _) {
            // another run was faster
        }
    }

    private static Object identity(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_NUMBER);
        channel.read(bytes, 0);
        return StandardCharsets.US_ASCII.decode(bytes.flip()).toString();
    }
}
