package org.remanence.result;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
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
/// ```
/// try (var out = OutputDirectory.open(path)) {     // before any computation: refuses what cannot be written
///     out.json("result.json", document);
///     out.publish();
/// }
/// ```
public final class OutputDirectory implements AutoCloseable {
    /// The file by which an earlier result is known.
    public static final String MANIFEST = "manifest.json";

    private final Path target;
    private final Path partial;
    private final Deque<Path> parents;
    private boolean published;

    private OutputDirectory(Path target, Path partial, Deque<Path> parents) {
        this.target = target;
        this.partial = partial;
        this.parents = parents;
    }

    /// Prepares to write a result, creating missing parents.
    /// @throws IllegalArgumentException if the name is taken by something that is not an earlier result, or nothing can be
    /// created there
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
            Path partial = sibling(target, "partial");
            Files.createDirectory(partial);
            return new OutputDirectory(target, partial, parents);
        } catch (IOException e) {
            throw new BadInput(e, "the output directory %s cannot be created (%s): name one whose parent is writable", directory, reason(e));
        }
    }

    /// Refuses, before any computation, a directory that could not be written at its end.
    /// @throws IllegalArgumentException as [#open]
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
    /// @throws UncheckedIOException if a folder cannot be created
    public Path file(String name) {
        Path file = partial.resolve(name).normalize();
        if (!file.startsWith(partial) || file.equals(partial)) {
            throw new BadInput("a file of a result must lie inside its directory, got " + name);
        }
        return writing(name, () -> {
            Files.createDirectories(file.getParent());
            return file;
        });
    }

    /// Writes a document; large tables in it become `.npy` files beside it.
    /// @throws UncheckedIOException if it cannot be written
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
    /// @throws UncheckedIOException if it cannot be written
    public void array(String name, Rows table) {
        Npy.write(file(name), table);
    }

    /// Writes text as UTF-8.
    /// @throws UncheckedIOException if it cannot be written
    public void text(String name, String text) {
        Path file = file(name);
        writing(name, () -> Files.writeString(file, text));
    }

    /// Moves everything into place. An earlier result is set aside first, and put back if that fails.
    /// @throws UncheckedIOException if the directory cannot be moved; nothing has changed then
    /// @throws IllegalArgumentException if the name has been taken meanwhile
    public void publish() {
        refuseForeign(target, target);
        writing("", () -> {
            Path earlier = sibling(target, "replaced");
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

    /// Removes what was not published.
    @Override
    public void close() {
        if (!published) {
            writing("", () -> {
                delete(partial);
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
            throw new BadInput(e, "the output directory %s cannot be reached: %s", directory, reason(e));
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
            throw new BadInput(e, "the output directory %s cannot be read: %s", named, reason(e));
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
            throw new UncheckedIOException(Text.of("%s cannot be written: %s", target.resolve(name), reason(e)), e);
        } catch (JacksonException e) {
            throw new UncheckedIOException(Text.of("%s cannot be written: %s", target.resolve(name), e.getOriginalMessage()),
                    new IOException(e));
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case FileAlreadyExistsException _ -> e.getMessage() + " is no directory";
            case AccessDeniedException _ -> e.getMessage() + " is not writable";
            case NoSuchFileException _ -> e.getMessage() + " does not exist";
            default -> String.valueOf(e.getMessage());
        };
    }

    @FunctionalInterface
    private interface Body<T> {
        T run() throws IOException;
    }
}
