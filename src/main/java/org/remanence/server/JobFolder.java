package org.remanence.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.remanence.result.OutputDirectory;
import org.remanence.result.OutputFailure;
import org.remanence.result.ResultJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The folder of one job: `job.json`, `result/` when there is one, finished parts beside it, `summary.txt` and
/// `log.txt`.
/// @param path of the folder
record JobFolder(Path path) {
    private static final String STATE = "job.json";
    private static final String RESULT = "result";
    private static final Pattern TEXTS = Pattern.compile(".*\\.(json|html|svg|txt|csv)");
    private static final JsonMapper MAPPER = new JsonMapper();

    /// Where the result appears, all at once.
    Path result() {
        return path.resolve(RESULT);
    }

    boolean hasResult() {
        return Files.isRegularFile(result().resolve(OutputDirectory.MANIFEST));
    }

    Path log() {
        return path.resolve("log.txt");
    }

    Path summary() {
        return path.resolve("summary.txt");
    }

    /// Where the process of the job works: nothing is there that a name could reach.
    Path work() {
        return path.resolve("work");
    }

    /// Writes what is known of the job; a reader sees all of it or what was there before.
    /// @throws OutputFailure if it cannot be written
    void write(Job job) {
        try {
            Files.createDirectories(work());
            Path unfinished = path.resolve(STATE + ".unfinished");
            Files.writeString(unfinished, ResultJson.compact(job));
            Files.move(unfinished, path.resolve(STATE), StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new OutputFailure(path.resolve(STATE), e);
        }
    }

    /// What was written last; nothing if the folder is no job's.
    Optional<Job> read() {
        try {
            Path state = path.resolve(STATE);
            return Files.exists(state) ? Optional.of(MAPPER.readValue(state.toFile(), Job.class)) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /// Files of the result, relative to it, sorted.
    List<Path> files() {
        if (!hasResult()) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(result())) {
            return all.filter(Files::isRegularFile).map(result()::relativize).sorted().toList();
        } catch (IOException e) {
            throw new OutputFailure(result(), e);
        }
    }

    /// Rewrites what texts of the result say of paths. Once it is done, doing it again changes nothing.
    /// @param shown a text as clients may see it
    void rewrite(UnaryOperator<String> shown) throws IOException {
        for (Path each : files()) {
            if (TEXTS.matcher(each.toString()).matches()) {
                rewrite(result().resolve(each), shown);
            }
        }
        rewrite(summary(), shown);
    }

    private void rewrite(Path file, UnaryOperator<String> shown) throws IOException {
        String text = Files.isRegularFile(file) ? Files.readString(file) : "";
        String replaced = shown.apply(text);
        if (!replaced.equals(text)) {
            Path unfinished = path.resolve("text.unfinished");
            Files.writeString(unfinished, replaced);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Removes the result: at once for whoever looks for it, then from the disk.
    void removeResult() {
        Path removed = path.resolve("result.removed");
        try {
            remove(removed);
            if (Files.exists(result())) {
                Files.move(result(), removed, StandardCopyOption.ATOMIC_MOVE);
                remove(removed);
            }
        } catch (IOException e) {
            throw new OutputFailure(result(), e);
        }
    }

    /// Removes all of it. The state goes first: without it, the rest is no job's folder.
    void remove() {
        try {
            Files.deleteIfExists(path.resolve(STATE));
            remove(path);
        } catch (IOException e) {
            throw new OutputFailure(path, e);
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
