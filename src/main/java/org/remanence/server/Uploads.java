package org.remanence.server;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.remanence.result.Npy;
import org.remanence.result.OutputFailure;
import org.remanence.text.BadInput;

/// Arrays that clients sent, as files of one folder: whole or not at all, and no more of them than a quota.
final class Uploads {
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}\\.npy";
    private static final String UNFINISHED = ".unfinished-";
    private static final Pattern NUMBERS = Pattern.compile("[<>|=][fiub]([1248])");
    private static final int BLOCK = 1 << 16;

    private final Path folder;
    private final long quota;
    /// Bytes of all files, with those that are on their way.
    private final AtomicLong used = new AtomicLong();
    private final AtomicLong begun = new AtomicLong();

    /// Removes what a server that was killed left unfinished.
    /// @param folder made if there is none
    /// @param quota bytes of all arrays together
    Uploads(Path folder, long quota) {
        this.folder = folder;
        this.quota = quota;
        try {
            Files.createDirectories(folder);
            for (Path each : files()) {
                if (each.getFileName().toString().startsWith(UNFINISHED)) {
                    Files.delete(each);
                }
            }
            for (Path each : files()) {
                used.addAndGet(Files.size(each));
            }
        } catch (IOException e) {
            throw new OutputFailure(folder, e);
        }
    }

    Path folder() {
        return folder;
    }

    /// Keeps an array. Who has the array of that name open keeps the earlier one.
    /// @param in a whole `.npy` file
    /// @param expected its bytes, or -1
    /// @return whether there was none of that name
    /// @throws BadInput if it is no array, or the name cannot be one
    /// @throws Refusal if the quota is too small for it
    boolean put(String name, InputStream in, long expected) throws IOException {
        checkName(name);
        refuseBeyond(used.get() + Math.max(0, expected));
        Path unfinished = folder.resolve(UNFINISHED + begun.incrementAndGet());
        long bytes = 0;
        try {
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                byte[] block = new byte[BLOCK];
                for (int count = in.read(block); count >= 0; count = in.read(block)) {
                    bytes += count;
                    refuseBeyond(used.addAndGet(count));
                    out.write(block, 0, count);
                }
            }
            checkArray(unfinished, bytes, expected);
            return publish(unfinished, folder.resolve(name));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(unfinished);
            used.addAndGet(-bytes);
            throw e;
        }
    }

    /// @throws Refusal if there is none
    synchronized void remove(String name) throws IOException {
        Path file = folder.resolve(name.matches(NAME) ? name : "no such name");
        if (!Files.isRegularFile(file)) {
            throw Refusal.of(Refusal.NOT_FOUND, "no array %s was uploaded", name);
        }
        long bytes = Files.size(file);
        Files.delete(file);
        used.addAndGet(-bytes);
    }

    /// Refuses what cannot be the name of an array.
    static void checkName(String name) {
        if (!name.matches(NAME)) {
            throw new BadInput(
                    "the name of an array must be letters, digits and . _ - after a letter or digit, at most 100, "
                            + "then .npy, got '%s'", name);
        }
    }

    private synchronized boolean publish(Path unfinished, Path file) throws IOException {
        boolean isNew = !Files.exists(file);
        long before = isNew ? 0 : Files.size(file);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        used.addAndGet(-before);
        return isNew;
    }

    private void refuseBeyond(long bytes) {
        if (bytes > quota) {
            throw Refusal.of(Refusal.TOO_LARGE, "uploads may take %d bytes together, and this array would make it %d: "
                    + "DELETE one first, or start the server with a larger --upload-quota", quota, bytes);
        }
    }

    private static void checkArray(Path file, long bytes, long expected) throws IOException {
        if (expected >= 0 && bytes != expected) {
            throw new BadInput("the body ends after %d bytes of %d", bytes, expected);
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            Npy header = Npy.read(in, "the body");
            Matcher type = NUMBERS.matcher(header.type());
            if (!type.matches() || header.shape().size() < 2) {
                throw new BadInput(
                        "the body must be an array of numbers of two axes or more, patterns first, got %s of shape %s",
                        header.type(), header.shape());
            }
            long size;
            try {
                size = Math.addExact(header.offset(), Math.multiplyExact(header.count(),
                        Long.parseLong(type.group(1))));
            } catch (ArithmeticException e) {
                throw new BadInput(e, "the shape of the body multiplies to more than 2^63: %s", header.shape());
            }
            if (size != bytes) {
                throw new BadInput("an array of shape %s must have %d bytes with its header, got %d", header.shape(),
                        size, bytes);
            }
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
