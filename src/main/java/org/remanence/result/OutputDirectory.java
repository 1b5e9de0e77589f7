package org.remanence.result;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.remanence.tensor.Rows;
import org.remanence.text.BadInput;
import org.remanence.text.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The directory in which a run leaves its files, seen under its name only when it is complete.
///
/// Files are written to a sibling, `NAME.partial-…`. [#publish] moves it into place; [#close] without it leaves everything
/// as it was before. A directory already there is replaced as a whole if it is empty or the result of an earlier run.
/// From [#open] to [#close] no other run can open the same directory, and what killed runs left beside it is removed.
/// ```
/// try (var out = OutputDirectory.open(path)) {     // before any computation: refuses what cannot be written
///     out.json("result.json", document);
///     out.publish();
/// }
/// ```
public final class OutputDirectory implements AutoCloseable {
    /// The file by which an earlier result is known.
    public static final String MANIFEST = "manifest.json";

    private static final String PARTIAL = "partial";
    private static final String REPLACED = "replaced";

    private final Path target;
    private final Path partial;
    private final Deque<Path> parents;
    private final OutputLock lock;
    private boolean published;

    private OutputDirectory(Path target, Path partial, Deque<Path> parents, OutputLock lock) {
        this.target = target;
        this.partial = partial;
        this.parents = parents;
        this.lock = lock;
    }

    /// Prepares to write a result, creating missing parents.
    /// @throws BadInput if the name is taken by something that is not an earlier result, another run writes there, or nothing can
    /// be created there
    public static OutputDirectory open(Path directory) {
        if (directory.toString().isEmpty()) {
            throw new BadInput("the output directory must have a name, got ''");
        }
        Path target = resolved(directory);
        refuseForeign(target, directory);
        Deque<Path> parents = new ArrayDeque<>();
        for (Path missing = target.getParent(); !Files.exists(missing); missing = missing.getParent()) {
            parents.addLast(missing);
        }
        try {
            Files.createDirectories(target.getParent());
            return locked(target, parents, OutputLock.take(target, "the output directory " + target));
        } catch (IOException e) {
            throw new BadInput(e, "the output directory %s cannot be created (%s): name one whose parent is writable", directory,
                    OutputFailure.reason(e));
        }
    }

    private static OutputDirectory locked(Path target, Deque<Path> parents, OutputLock lock) throws IOException {
        try {
            clear(target);
            Path partial = sibling(target, PARTIAL);
            Files.createDirectory(partial);
            return new OutputDirectory(target, partial, parents, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            removeEmpty(parents);
            throw e;
        }
    }

    /// Removes what killed runs left. One that ended between the two moves of [#publish] had set the earlier result aside: it is put
    /// back first.
    private static void clear(Path target) throws IOException {
        if (!Files.exists(target)) {
            List<Path> aside = leftovers(target, REPLACED).stream().filter(OutputDirectory::isResult).toList();
            if (!aside.isEmpty()) {
                Files.move(aside.getLast(), target, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        for (Path each : leftovers(target, PARTIAL + "|" + REPLACED)) {
            delete(each);
        }
    }

    /// In the order of their last change.
    private static List<Path> leftovers(Path target, String kinds) throws IOException {
        Pattern name = Pattern.compile(Pattern.quote(target.getFileName().toString()) + "\\.(" + kinds + ")-\\d+-[0-9a-f]+");
        try (Stream<Path> beside = Files.list(target.getParent())) {
            return beside.filter(each -> name.matcher(each.getFileName().toString()).matches() && Files.isDirectory(each))
                    .sorted(Comparator.comparing(each -> each.toFile().lastModified())).toList();
        }
    }

    /// Refuses, before any computation, a directory that could not be written at its end.
    /// @throws BadInput as [#open]
    public static void checkWritable(Path directory) {
        open(directory).close();
    }

    /// The name under which the files will appear.
    public Path target() {
        return target;
    }

    /// Where a file has to be written now.
    /// @param name relative, for example `figures/collapse.svg`; missing folders are created
    /// @throws IllegalArgumentException if the name leads outside
    /// @throws OutputFailure if a folder cannot be created
    public Path file(String name) {
        Path file = partial.resolve(name).normalize();
        if (!file.startsWith(partial) || file.equals(partial)) {
            throw new IllegalArgumentException("a file of a result must lie inside its directory, got " + name);
        }
        return writing(name, () -> {
            Files.createDirectories(file.getParent());
            return file;
        });
    }

    /// Writes a document; large tables in it become `.npy` files beside it.
    /// @throws OutputFailure if it cannot be written
    public void json(String name, Object value) {
        Path file = file(name);
        writing(name, () -> {
            try (OutputStream out = Files.newOutputStream(file)) {
                ResultJson.write(value, out, this::array);
                out.write('\n');
            }
            return file;
        });
    }

    /// Writes a table as `.npy`.
    /// @throws OutputFailure if it cannot be written
    public void array(String name, Rows table) {
        Npy.write(file(name), table);
    }

    /// Writes text as UTF-8.
    /// @throws OutputFailure if it cannot be written
    public void text(String name, String text) {
        Path file = file(name);
        writing(name, () -> Files.writeString(file, text));
    }

    /// Moves everything into place. An earlier result is set aside first, and put back if that fails.
    /// @throws OutputFailure if the directory cannot be moved; nothing has changed then
    /// @throws BadInput if the name has been taken meanwhile
    public synchronized void publish() {
        refuseForeign(target, target);
        writing("", () -> {
            Path earlier = sibling(target, REPLACED);
            boolean replaces = Files.exists(target);
            if (replaces) {
                Files.move(target, earlier, StandardCopyOption.ATOMIC_MOVE);
            }
            try {
                Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                if (replaces) {
                    Files.move(earlier, target, StandardCopyOption.ATOMIC_MOVE);
                }
                throw e;
            }
            published = true;
            if (replaces) {
                delete(earlier);
            }
            return target;
        });
    }

    /// Removes what was not published, and lets other runs write here. It may be called twice, and from any thread.
    @Override
    public synchronized void close() {
        try {
            if (!published) {
                writing("", () -> {
                    delete(partial);
                    return partial;
                });
            }
        } finally {
            lock.close();
        }
        if (!published) {
            writing("", () -> {
                removeEmpty(parents);
                return partial;
            });
        }
    }

    private static Path resolved(Path directory) {
        try {
            Path target = Files.exists(directory) ? directory.toRealPath() : directory.toAbsolutePath().normalize();
            if (target.getParent() == null) {
                throw new BadInput("the output directory must have a parent, got " + directory);
            }
            return target;
        } catch (IOException e) {
            throw new BadInput(e, "the output directory %s cannot be reached: %s", directory, OutputFailure.reason(e));
        }
    }

    private static void refuseForeign(Path target, Path named) {
        if (!Files.exists(target)) {
            return;
        }
        if (!Files.isDirectory(target)) {
            throw new BadInput("the output directory %s is a file: name another", named);
        }
        try (Stream<Path> inside = Files.list(target)) {
            if (inside.findAny().isPresent() && !isResult(target)) {
                throw new BadInput("the output directory %s is not empty and no earlier result: name another, or empty it", named);
            }
        } catch (IOException e) {
            throw new BadInput(e, "the output directory %s cannot be read: %s", named, OutputFailure.reason(e));
        }
    }

    private static boolean isResult(Path directory) {
        Path manifest = directory.resolve(MANIFEST);
        try {
            JsonNode root = Files.isRegularFile(manifest) ? new JsonMapper().readTree(manifest.toFile()) : null;
            return root != null && Manifest.SOFTWARE.equals(root.path("software").asString(""));
        } catch (JacksonException _) {
            return false;
        }
    }

    private static Path sibling(Path target, String kind) {
        return target.resolveSibling(Text.of("%s.%s-%d-%x", target.getFileName(), kind, ProcessHandle.current().pid(), System.nanoTime()));
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> inside = Files.walk(directory)) {
            for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (NoSuchFileException _) {
            // someone else removed it first
        }
    }

    private static void removeEmpty(Deque<Path> innermostFirst) throws IOException {
        try {
            for (Path each : innermostFirst) {
                Files.deleteIfExists(each);
            }
        } catch (DirectoryNotEmptyException _) {
            // someone else has begun to use it
        }
    }

    private <T> T writing(String name, Body<T> body) {
        try {
            return body.run();
        } catch (IOException e) {
            throw new OutputFailure(target.resolve(name), e);
        } catch (JacksonException e) {
            throw new OutputFailure(target.resolve(name), e.getCause() instanceof IOException cause ? cause : new IOException(e.getOriginalMessage(), e));
        }
    }

    @FunctionalInterface
    private interface Body<T> {
        T run() throws IOException;
    }
}
