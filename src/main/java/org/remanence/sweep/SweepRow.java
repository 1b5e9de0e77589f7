package org.remanence.sweep;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import tools.jackson.databind.JsonNode;

/// What one run of a sweep has found: its single numbers, by their paths in `result.json`.
/// @param run its number, from 1
/// @param name of its folder
/// @param state `open`, `done` or `failed`
/// @param values what is set in it, by name
/// @param seed names its random numbers
/// @param seconds it took
/// @param result measured numbers: an [Estimate], or a number that is exact
/// @param theory numbers of theory
/// @param error why it failed; empty otherwise
public record SweepRow(int run, String name, String state, SequencedMap<String, String> values, long seed,
        double seconds,
                       SequencedMap<String, Object> result, SequencedMap<String, Double> theory, String error) {
    /// The row of a run.
    /// @param document its `result.json`, or nothing if it has none
    /// @param crossings where curves cross levels
    static SweepRow of(SweepRun run, RunState state, JsonNode document, Iterable<CurveCrossing> crossings) {
        SequencedMap<String, Object> result = new LinkedHashMap<>();
        collect("", document.path("result"), result);
        for (CurveCrossing each : crossings) {
            result.put(each.toString(), state.kind() == RunState.Kind.DONE ? each.in(document.path("result"))
                    : Estimate.NONE);
        }
        SequencedMap<String, Object> theory = new LinkedHashMap<>();
        collect("", document.path("theory"), theory);
        SequencedMap<String, Double> numbers = new LinkedHashMap<>();
        theory.forEach((path, value) -> numbers.put(path, number(value).mean()));
        return new SweepRow(run.number(), run.name(), state.word(), run.values(), run.seed(), state.seconds(), result,
                numbers, state.error());
    }

    /// A measured number with its error, which is 0 for one that is exact.
    static Estimate number(Object value) {
        return value instanceof Estimate estimate ? estimate : new Estimate((Double) value, 0, 0);
    }

    /// A curve as JSON has it.
    static Curve curve(JsonNode node) {
        double[] x = numbers(node.path("x"));
        double[] stderr = node.has("stderr") ? numbers(node.path("stderr")) : new double[x.length];
        long[] count = node.has("count") ? node.path("count").valueStream().mapToLong(JsonNode::asLong).toArray()
                : new long[x.length];
        return new Curve(node.path("axis").asString("x"), x, numbers(node.path("mean")), stderr, count);
    }

    /// Whether a node is a curve.
    static boolean isCurve(JsonNode node) {
        return node.path("axis").isString() && node.path("x").isArray() && node.path("mean").isArray();
    }

    private static double[] numbers(JsonNode array) {
        return array.valueStream().mapToDouble(each -> each.asDouble(Double.NaN)).toArray();
    }

    private static void collect(String prefix, JsonNode object, Map<String, Object> into) {
        for (Map.Entry<String, JsonNode> each : object.properties()) {
            JsonNode value = each.getValue();
            String path = prefix + each.getKey();
            if (value.isNumber() || value.isNull()) {
                into.put(path, value.asDouble(Double.NaN));
            } else if (isEstimate(value)) {
                into.put(path, new Estimate(value.path("mean").asDouble(Double.NaN), value.path("stderr")
                        .asDouble(Double.NaN), value.path("count").asLong(0)));
            } else if (value.isObject() && !isCurve(value)) {
                collect(path + ".", value, into);
            }
        }
    }

    private static boolean isEstimate(JsonNode value) {
        return value.isObject() && value.size() == 3 && value.has("mean") && value.has("stderr") && value.path("count")
                .isNumber();
    }
}
