package org.remanence.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.remanence.experiment.ExperimentType;
import org.remanence.experiment.catalogue.Experiments;
import org.remanence.result.Manifest;
import org.remanence.result.OutputDirectory;
import org.remanence.text.BadInput;
import org.remanence.text.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a result folder was the answer to, by its manifest.
/// @param type the experiment
/// @param texts all parameters, as on the command line
/// @param manifest how the answer was made
record StoredQuestion(ExperimentType<?> type, SequencedMap<String, String> texts, JsonNode manifest) {
    /// Reads the manifest of a folder.
    /// @throws BadInput if there is none, or it is not that of an experiment
    static StoredQuestion read(Path folder) {
        JsonNode manifest = tree(folder.resolve(OutputDirectory.MANIFEST));
        String name = manifest.path("experiment").asString("");
        if (!manifest.path("software").asString("").equals(Manifest.SOFTWARE)) {
            throw new BadInput("%s has no manifest of this program: name a folder that --out left", folder);
        }
        ExperimentType<?> type = Stream.concat(Experiments.all().stream(), Experiments.verbs().stream())
                .filter(each -> each.name().equals(name)).findFirst()
                .orElseThrow(() -> new BadInput("%s holds the result of %s, which is no experiment: name the folder of an experiment or a sweep", folder, name));
        return new StoredQuestion(type, texts(manifest.path("parameters")), manifest);
    }

    long seed() {
        return manifest.path("seed").asLong();
    }

    /// SHA-256 of the files that were read.
    Map<String, String> data() {
        return manifest.path("data").properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().asString(), (a, _) -> a,
                LinkedHashMap::new));
    }

    /// Parameters of JSON as the command line has them.
    static SequencedMap<String, String> texts(JsonNode parameters) {
        SequencedMap<String, String> texts = new LinkedHashMap<>();
        parameters.properties().forEach(each -> texts.put(each.getKey(), text(each.getValue())));
        return texts;
    }

    /// A file of JSON.
    /// @throws BadInput if it is not there, or none
    static JsonNode tree(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BadInput("there is no file %s: name a folder that --out left", file);
        }
        try {
            return new JsonMapper().readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw new BadInput(e, "%s is damaged: %s", file, e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(Text.of("%s cannot be read: %s", file, e.getMessage()), e);
        }
    }

    private static String text(JsonNode value) {
        return value.isArray() ? value.valueStream().map(StoredQuestion::text).collect(Collectors.joining(","))
                : value.asString();
    }
}
