package org.remanence.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.remanence.data.DataSource;
import org.remanence.data.InputFiles;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.ExperimentType;
import org.remanence.experiment.ParameterForm;
import org.remanence.experiment.ParameterSpec;
import org.remanence.experiment.Schema;
import org.remanence.experiment.catalogue.Experiments;
import org.remanence.result.Computation;
import org.remanence.session.Progress;
import org.remanence.text.BadInput;
import org.remanence.text.EditDistance;
import org.remanence.text.Text;
import tools.jackson.databind.JsonNode;

/// What a job is asked, checked before it waits for its turn.
/// @param id hash of all that its answer depends on
/// @param experiment its name
/// @param texts parameters that were given, as on the command line, files by their paths
/// @param parameters all of them, as JSON shows them
/// @param seed names its random numbers
record JobQuestion(String id, String experiment, SequencedMap<String, String> texts, SequencedMap<String,
        Object> parameters, long seed) {
    /// All that can be asked, each once.
    static List<ExperimentType<?>> types() {
        return Stream.concat(Experiments.all().stream(), Experiments.verbs().stream()).distinct().toList();
    }

    /// The kind of question of that name.
    static Optional<ExperimentType<?>> type(String name) {
        return types().stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /// A parameter that is refused.
    static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final String parameter;

        Unfit(String parameter, String sentence) {
            super(sentence);
            this.parameter = parameter;
        }

        String parameter() {
            return parameter;
        }
    }

    /// Reads a question.
    /// @param document with `experiment`, and perhaps `parameters` and `seed`
    /// @throws Unfit if it cannot be asked
    static JobQuestion of(JsonNode document, DataRoot root) {
        String name = document.path("experiment").asString("");
        ExperimentType<?> type = type(name).orElseThrow(() -> new Unfit("experiment", unknown(name)));
        JsonNode seed = document.path("seed");
        if (!seed.isMissingNode() && !(seed.isIntegralNumber() && seed.canConvertToLong())) {
            throw new Unfit("seed", Text.of("seed must be a whole number below 2^63, got %s", seed));
        }
        JsonNode parameters = document.path("parameters");
        if (!parameters.isMissingNode() && !parameters.isObject()) {
            throw new Unfit("parameters", "parameters must be an object");
        }
        return of(type, parameters, seed.asLong(1), root);
    }

    private static <E extends Record & Experiment<?>> JobQuestion of(ExperimentType<E> type, JsonNode given, long seed,
            DataRoot root) {
        SequencedMap<String, String> texts = texts(type.schema(), given, root);
        try {
            E experiment = type.schema().fill(texts);
            List<DataSource> sources = Schema.sources(experiment).toList();
            root.check(sources);
            SequencedMap<String, Object> values = type.schema().values(experiment);
            String id = Computation.of(type.name(), values, seed, InputFiles.of(sources, Progress.SILENT).digests())
                    .id();
            values.replaceAll((_, value) -> value instanceof String text ? root.shown(text) : value);
            return new JobQuestion(id, type.name(), texts, values, seed);
        } catch (BadInput e) {
            throw unfit(type.schema(), root.shown(e.getMessage()));
        }
    }

    /// The parameters as texts, files by their paths. Also for other records of parameters, such as a model's.
    static SequencedMap<String, String> texts(Schema<?> schema, JsonNode given, DataRoot root) {
        Map<String, ParameterSpec> known = schema.fields().stream().collect(
                Collectors.toMap(ParameterSpec::name, each -> each, (a, _) -> a, LinkedHashMap::new));
        SequencedMap<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each : given.properties()) {
            ParameterSpec field = Optional.ofNullable(known.get(each.getKey()))
                    .orElseThrow(() -> new Unfit(each.getKey(), unknown(each.getKey(), known)));
            if (each.getValue().isNull()) {
                continue;
            }
            String text = text(field, each.getValue());
            try {
                texts.put(field.name(), field.form() == ParameterForm.DATA ? root.resolve(field.name(), text) : text);
            } catch (BadInput e) {
                throw new Unfit(field.name(), e.getMessage());
            }
        }
        return texts;
    }

    private static String text(ParameterSpec field, JsonNode value) {
        if (value.isArray() && field.form() == ParameterForm.POINTS) {
            return Stream.iterate(0, i -> i < value.size(), i -> i + 1).map(i -> text(field, value.get(i)))
                    .collect(Collectors.joining(","));
        }
        boolean word = field.form() == ParameterForm.CHOICE && value.isBoolean();
        if (!value.isString() && !value.isNumber() && !word) {
            throw new Unfit(field.name(), Text.of("%s must be %s, got %s", field.name(), field.syntax(),
                    value.toString()));
        }
        return word ? value.asBoolean() ? "on" : "off" : value.asString();
    }

    /// A refusal names its parameter first.
    static Unfit unfit(Schema<?> schema, String sentence) {
        String first = sentence.replaceFirst("^each of ", "").replaceFirst("[^A-Za-z0-9].*", "");
        return new Unfit(schema.fields().stream().map(ParameterSpec::name).filter(first::equals).findFirst().orElse(""),
                sentence);
    }

    private static String unknown(String name) {
        List<String> names = types().stream().map(ExperimentType::name).toList();
        return Text.of("there is no experiment %s%s", name.isEmpty() ? "without a name" : name,
                EditDistance.nearest(name, names).map(word -> Text.of(", did you mean %s?", word))
                        .orElse(": /v1/experiments lists them"));
    }

    private static String unknown(String name, Map<String, ParameterSpec> known) {
        return Text.of("no parameter is called %s%s", name, EditDistance.nearest(name, known.keySet())
                .map(word -> Text.of(", did you mean %s?", word))
                .orElse("; there are " + String.join(", ", known.keySet())));
    }
}
