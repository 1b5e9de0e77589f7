package org.remanence.session;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.remanence.result.OutputFailure;
import org.remanence.result.ResultJson;
import org.remanence.text.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/// Parts as JSON files in the folder `NAME.parts-KEY` beside the output they belong to.
///
/// The key is a hash of all that the computation depends on, so a changed parameter, seed, version or input never meets parts
/// that are not its own. A file is written under a temporary name and moved into place. Numbers that are not finite are
/// kept as words, and doubles read back to the same bits. One run at a time may use the parts of an output.
public final class StoredParts implements Parts {
    private static final int KEY_DIGITS = 12;
    private static final String ENDING = ".json";
    private static final String UNFINISHED = "unfinished";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .changeDefaultVisibility(visible -> visible.withFieldVisibility(Visibility.ANY)
                    .withGetterVisibility(Visibility.NONE).withIsGetterVisibility(Visibility.NONE))
            .build();

    private final Path target;
    private final Path folder;
    private final Runnable check;
    private final Set<String> asked = new HashSet<>();
    private String within = "";

    /// Parts that depend on nothing but the question.
    /// @param output whose parts these are; the folder lies beside it and appears with the first part
    /// @param question what they depend on, as a record or map: parameters, seed, version
    public StoredParts(Path output, Object question) {
        this(output, question, () -> { });
    }

    /// Removes what a killed run had begun to write.
    /// @param output whose parts these are; the folder lies beside it and appears with the first part
    /// @param question what they depend on, as a record or map: parameters, seed, version, bytes of the files that are read
    /// @param check asked before a part is kept; it throws if the part may depend on anything else
    public StoredParts(Path output, Object question, Runnable check) {
        this.target = output.toAbsolutePath().normalize();
        this.folder = target.resolveSibling(Text.of("%s.parts-%s", target.getFileName(), key(question)));
        this.check = check;
        delete(folder, file -> file.getFileName().toString().startsWith(UNFINISHED));
    }

    /// @throws UncheckedIOException if a part cannot be read
    /// @throws OutputFailure if a part cannot be written
    /// @throws IllegalStateException if a name is asked twice, or a value does not survive being written and read
    @Override
    public <T> T part(String name, Class<T> type, Supplier<T> compute) {
        String full = within + name;
        if (!asked.add(full)) {
            throw new IllegalStateException("two parts of one computation are called " + full);
        }
        Path file = folder.resolve(key(full) + ENDING);
        if (Files.exists(file)) {
            return read(file, type);
        }
        T value = computed(full, compute);
        check.run();
        write(file, full, value, type);
        return value;
    }

    /// @throws OutputFailure if the folder cannot be created
    @Override
    public Optional<Path> file(String name) {
        try {
            return Optional.of(Files.createDirectories(folder).resolve(name));
        } catch (IOException e) {
            throw new OutputFailure("the folder of finished parts " + folder, e);
        }
    }

    @Override
    public Optional<String> kept() {
        return !files(folder).isEmpty() ? Optional.of(folder.toString()) : Optional.empty();
    }

    /// Number of finished parts.
    public long count() {
        return files(folder).stream().filter(file -> file.toString().endsWith(ENDING)).count();
    }

    /// Removes all parts: the computation is over.
    /// @throws OutputFailure if one cannot be removed
    public void delete() {
        delete(folder, _ -> true);
    }

    /// Removes the parts of other questions: the output they were to become is there, and answers this one.
    /// @return the folders removed
    /// @throws OutputFailure if one cannot be removed
    public List<Path> deleteObsolete() {
        Pattern name = Pattern.compile(Pattern.quote(target.getFileName().toString()) + "\\.parts-[0-9a-f]{" + KEY_DIGITS + "}");
        List<Path> obsolete = files(target.getParent()).stream()
                .filter(each -> name.matcher(each.getFileName().toString()).matches() && !each.equals(folder)).toList();
        obsolete.forEach(each -> delete(each, _ -> true));
        return obsolete;
    }

    private static String key(Object question) {
        return ResultJson.hash(question).substring(0, KEY_DIGITS);
    }

    /// The folder goes with its last file.
    private static void delete(Path folder, Predicate<Path> which) {
        try {
            for (Path each : files(folder).stream().filter(which).toList()) {
                Files.delete(each);
            }
            if (files(folder).isEmpty()) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new OutputFailure("the folder of finished parts " + folder, e);
        }
    }

    private <T> T computed(String full, Supplier<T> compute) {
        String outside = within;
        within = full + "/";
        try {
            return compute.get();
        } finally {
            within = outside;
        }
    }

    private static <T> T read(Path file, Class<T> type) {
        try {
            return MAPPER.readValue(file.toFile(), type);
        } catch (JacksonException e) {
            throw new UncheckedIOException(Text.of("the finished part %s cannot be read, remove it: %s", file, e.getOriginalMessage()),
                    new IOException(e));
        }
    }

    private <T> void write(Path file, String full, T value, Class<T> type) {
        String text = MAPPER.writeValueAsString(value);
        if (!MAPPER.writeValueAsString(MAPPER.readValue(text, type)).equals(text)) {
            throw new IllegalStateException(Text.of("part %s of type %s does not survive being written and read", full, type.getName()));
        }
        try {
            Files.createDirectories(folder);
            Path unfinished = Files.createTempFile(folder, UNFINISHED, "");
            Files.writeString(unfinished, text);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new OutputFailure("the finished part " + file, e);
        }
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(Text.of("the folder %s cannot be read: %s", folder, e.getMessage()), e);
        }
    }
}
