package org.remanence.network;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.remanence.process.DdpmSchedule;
import org.remanence.process.SigmaClock;
import org.remanence.text.BadInput;
import org.remanence.text.EditDistance;
import org.remanence.text.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A JSON object whose values are asked one by one. Every message says where the object stands.
final class DescriptionText {
    private static final JsonMapper MAPPER = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final Set<String> KEYS = Set.of("prediction", "time", "state", "schedule", "layout", "shape", "inputs",
            "sigma_data", "shift",
            "factor", "range");
    private static final int LARGEST = 1 << 24;

    private final String source;
    private final Map<String, JsonNode> values = new LinkedHashMap<>();

    private DescriptionText(String source, Set<String> known, Iterable<Map.Entry<String, JsonNode>> given) {
        this.source = source;
        for (Map.Entry<String, JsonNode> each : given) {
            if (!known.contains(each.getKey())) {
                throw bad("there is no key %s%s: it may have %s", each.getKey(),
                        EditDistance.nearest(each.getKey(), known).map(near -> " (" + near + "?)").orElse(""),
                                new TreeSet<>(known));
            }
            values.put(each.getKey(), each.getValue());
        }
    }

    /// Several objects as one, later values in the place of earlier ones.
    static DescriptionText read(Map<String, String> said) {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        said.forEach((source, json) -> all.putAll(new DescriptionText(named(source), KEYS, object(source,
                json).properties()).values));
        return new DescriptionText(named(String.join(" and ", said.keySet())), KEYS, all.entrySet());
    }

    private static String named(String source) {
        return "the description of the network in " + source;
    }

    /// The name of a value in JSON.
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    NetworkDescription description() {
        Prediction prediction = choice("prediction", Prediction.class, Optional.empty());
        ClockReading time = choice("time", ClockReading.class, Optional.empty());
        InputScale state = choice("state", InputScale.class, Optional.of(usualState(prediction, time)));
        boolean scaled = prediction == Prediction.EDM || state == InputScale.EDM;
        double sigmaData = scaled || values.containsKey("sigma_data") ? number("sigma_data") : 1;
        List<Double> ends = values.containsKey("range") ? numbers("range") : List.of();
        if (!ends.isEmpty() && ends.size() != 2) {
            throw bad("range must be two numbers, the least and the greatest σ, got %s", values.get("range"));
        }
        List<Integer> shape = numbers("shape").stream().map(each -> whole("lengths in shape", each)).toList();
        return told(() -> {
            NoiseSchedule schedule = schedule(time, ends);
            var range = ends.isEmpty() ? new NetworkDescription.Range(schedule.least(), schedule.greatest())
                    : new NetworkDescription.Range(ends.getFirst(), ends.getLast());
            return new NetworkDescription(new Parameterization(prediction, state, time, schedule, sigmaData),
                    choice("layout", NetworkDescription.Layout.class, Optional.of(usualLayout(shape))), shape, inputs(),
                    values.containsKey("shift") ? numbers("shift").stream().mapToDouble(each -> each).toArray() : new double[1],
                    values.containsKey("factor") ? number("factor") : 1, range);
        });
    }

    private static InputScale usualState(Prediction prediction, ClockReading time) {
        return switch (prediction) {
            case EDM -> InputScale.EDM;
            case FLOW -> InputScale.FLOW;
            case EPSILON, SAMPLE, V_PREDICTION, SCORE -> switch (time) {
                case INDEX, UNIT, OU -> InputScale.VP;
                case SIGMA, LOG_SIGMA_OVER_4, CLOCK -> InputScale.VE;
            };
        };
    }

    private static NetworkDescription.Layout usualLayout(List<Integer> shape) {
        return shape.size() == 3 ? NetworkDescription.Layout.NCHW : NetworkDescription.Layout.FLAT;
    }

    private NetworkDescription.Inputs inputs() {
        if (!values.containsKey("inputs")) {
            return NetworkDescription.Inputs.UNNAMED;
        }
        DescriptionText inputs = inside("inputs", Set.of("x", "time"));
        return new NetworkDescription.Inputs(inputs.text("x", Optional.of("")), inputs.text("time", Optional.of("")));
    }

    /// Without a schedule a clock of σ needs the range alone, and one of steps has the published ones.
    private NoiseSchedule schedule(ClockReading time, List<Double> range) {
        boolean steps = time == ClockReading.INDEX || time == ClockReading.UNIT;
        if (!values.containsKey("schedule")) {
            if (!steps && range.isEmpty()) {
                throw bad("range is missing: the least and the greatest σ of the training");
            }
            return steps ? new NoiseSchedule.Steps(new DdpmSchedule())
                    : new NoiseSchedule.Geometric(new SigmaClock(range.getFirst(), range.getLast()));
        }
        DescriptionText inside = inside("schedule", Set.of("kind", "steps", "first", "last", "least", "greatest"));
        String kind = inside.text("kind", Optional.empty());
        return switch (kind) {
            case "linear" -> new NoiseSchedule.Steps(new DdpmSchedule(inside.steps(), inside.number("first"),
                    inside.number("last")));
            case "scaled_linear" -> new NoiseSchedule.Steps(DdpmSchedule.scaledLinear(inside.steps(), inside.number("first"),
                    inside.number("last")));
            case "cosine" -> new NoiseSchedule.Steps(DdpmSchedule.cosine(inside.steps()));
            case "geometric" -> new NoiseSchedule.Geometric(new SigmaClock(inside.number("least"), inside.number("greatest")));
            case "times" -> new NoiseSchedule.Times(inside.number("least"), inside.number("greatest"));
            default -> throw bad("kind of schedule must be linear, scaled_linear, cosine, geometric or times, got %s", kind);
        };
    }

    private int steps() {
        return whole("steps", number("steps"));
    }

    private DescriptionText inside(String key, Set<String> known) {
        JsonNode node = values.get(key);
        if (!node.isObject()) {
            throw bad("%s must be an object, got %s", key, node);
        }
        return new DescriptionText(source, known, node.properties());
    }

    private <E extends Enum<E>> E choice(String key, Class<E> type, Optional<E> usual) {
        String word = text(key, usual.map(DescriptionText::word));
        return Arrays.stream(type.getEnumConstants()).filter(each -> word(each).equals(word)).findFirst()
                .orElseThrow(() -> bad("%s must be one of %s, got %s", key, words(type), word));
    }

    private static String words(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(DescriptionText::word).collect(Collectors.joining(", "));
    }

    private String text(String key, Optional<String> usual) {
        JsonNode node = values.get(key);
        if (node == null) {
            return usual.orElseThrow(() -> missing(key));
        }
        if (!node.isString()) {
            throw bad("%s must be a word, got %s", key, node);
        }
        return node.stringValue();
    }

    private double number(String key) {
        JsonNode node = values.get(key);
        if (node == null) {
            throw missing(key);
        }
        return number(key, node);
    }

    /// One number counts as a list of one.
    private List<Double> numbers(String key) {
        JsonNode node = values.get(key);
        if (node == null) {
            throw missing(key);
        }
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false).map(each -> number(key, each)).toList()
                : List.of(number(key, node));
    }

    private double number(String key, JsonNode node) {
        if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
            throw bad("%s must be a finite number, got %s", key, node);
        }
        return node.doubleValue();
    }

    private int whole(String name, double value) {
        if (!(value >= 1 && value <= LARGEST && value == Math.rint(value))) {
            throw bad("%s must be a whole number from 1 to %d, got %s", name, LARGEST, value);
        }
        return (int) value;
    }

    private <T> T told(Supplier<T> build) {
        try {
            return build.get();
        } catch (ArithmeticException e) {
            throw new BadInput(e, "%s makes no sense: shape %s has too many numbers", source, values.get("shape"));
        } catch (BadInput e) {
            throw e.getMessage().startsWith(source) ? e : new BadInput(e, "%s makes no sense: %s", source, e.getMessage());
        }
    }

    private BadInput missing(String key) {
        return bad("%s is missing, and a wrong guess would still look plausible: give \"%s\"", key, key);
    }

    private BadInput bad(String format, Object... args) {
        return new BadInput("%s makes no sense: %s", source, Text.of(format, args));
    }

    private static JsonNode object(String source, String json) {
        try {
            JsonNode node = MAPPER.readTree(json);
            if (node.isObject()) {
                return node;
            }
        } catch (JacksonException e) {
            throw new BadInput(e, "%s is no JSON: %s", named(source), e.getOriginalMessage());
        }
        throw new BadInput("%s must be a JSON object, got %s", named(source), json.strip());
    }
}
