package org.remanence.session;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.remanence.result.ResultJson;
import org.remanence.text.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/// Parts as JSON files in the folder `NAME.parts-KEY` beside the output they belong to.
///
/// The key is a hash of all that the computation depends on, so a changed parameter, seed or version never meets parts
/// that are not its own. A file is written under a temporary name and moved into place; numbers that are not finite are
/// kept as words, and doubles read back to the same bits.
public final class StoredParts implements Parts {
    private static final int KEY_DIGITS = 12;
    private static final String ENDING = ".json";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .changeDefaultVisibility(visible -> visible.withFieldVisibility(Visibility.ANY)
                    .withGetterVisibility(Visibility.NONE).withIsGetterVisibility(Visibility.NONE))
            .build();

    private final Path folder;
    private final Set<String> asked = new HashSet<>();
    private String within = "";

    /// @param output whose parts these are; the folder lies beside it and appears with the first part
    /// @param question what they depend on, as a record or map: parameters, seed, version
    public StoredParts(Path output, Object question) {
        Path target = output.toAbsolutePath().normalize();
        String key = ResultJson.hash(question).substring(0, KEY_DIGITS);
        this.folder = target.resolveSibling(Text.of("%s.parts-%s", target.getFileName(), key));
    }

    /// @throws UncheckedIOException if a part cannot be read or written
    /// @throws IllegalStateException if a name is asked twice, or a value does not survive being written and read
    @Override
    public <T> T part(String name, Class<T> type, Supplier<T> compute) {
        String full = within + name;
        if (!asked.add(full)) {
            throw new IllegalStateException("two parts of one computation are called " + full);
        }
        Path file = folder.resolve(ResultJson.hash(full).substring(0, KEY_DIGITS) + ENDING);
        if (Files.exists(file)) {
            return read(file, type);
        }
        T value = computed(full, compute);
        write(file, full, value, type);
        return value;
    }

    @Override
    public Optional<String> kept() {
        return count() > 0 ? Optional.of(folder.toString()) : Optional.empty();
    }

    /// Number of finished parts.
    public long count() {
        try (Stream<Path> files = files()) {
            return files.filter(file -> file.toString().endsWith(ENDING)).count();
        }
    }

    /// Removes all parts: the computation is over.
    /// @throws UncheckedIOException if one cannot be removed
    public void delete() {
        try (Stream<Path> files = files()) {
            for (Path each : files.toList()) {
                Files.delete(each);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(Text.of("finished parts in %s cannot be removed: %s", folder, e.getMessage()), e);
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
            Path unfinished = Files.createTempFile(folder, "unfinished", "");
            Files.writeString(unfinished, text);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(Text.of("the finished part %s cannot be written: %s", file, e.getMessage()), e);
        }
    }

    private Stream<Path> files() {
        try {
            return Files.isDirectory(folder) ? Files.list(folder) : Stream.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(Text.of("the folder of finished parts %s cannot be read: %s", folder, e.getMessage()), e);
        }
    }
}
