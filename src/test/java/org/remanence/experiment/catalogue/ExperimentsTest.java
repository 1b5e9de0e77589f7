package org.remanence.experiment.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.remanence.experiment.Asking.answer;
import static org.remanence.experiment.Asking.assertSameForAnyThreads;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.ExperimentType;
import org.remanence.experiment.ParameterSpec;
import org.remanence.result.ResultJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What every experiment owes, those with a verb of their own included.
class ExperimentsTest {
    /// A question of each that takes less than a second.
    static final Map<String, Map<String, String>> SMALL = Map.ofEntries(
            Map.entry("portrait", Map.of("data", "mixture:d=4,n=20", "times", "0.3,1", "draws", "9", "cloneTimes", "0.5",
                    "pairs", "5",
                    "paths", "5", "steps", "5")),
            Map.entry("excess-entropy", Map.of("data", "gaussian:d=3,n=20", "times", "0.3,1", "draws", "9")),
            Map.entry("cloning", Map.of("data", "mixture:d=4,n=20", "times", "0.3,1", "pairs", "5", "steps", "5")),
            Map.entry("collapse", Map.of("data", "mixture:d=4,n=20", "times", "0.3,1", "draws", "9", "pairs", "5", "paths",
                    "5", "steps", "5")),
            Map.entry("score-field", Map.of("inverseTemperatures", "2", "draws", "9", "realizations", "2", "cells", "8")),
            Map.entry("jacobian", Map.of("data", "manifold:d=4,n=20,variance=1x2+0.3", "times", "0.1,1", "realizations", "3",
                    "control", "2")),
            Map.entry("dimension", Map.of("data", "manifold:d=4,n=20,variance=1x2+0.3", "times", "0.1,0.3,1", "patterns", "10,20",
                    "realizations", "3")),
            Map.entry("speciation", Map.of("data", "mixture:d=4,n=30", "times", "0.5,1", "pairs", "5", "returns", "5",
                    "steps", "9")),
            Map.entry("spectrum", Map.of("data", "gaussian:d=6,n=20")),
            Map.entry("speciation-dimensions", Map.of("dimensions", "4,16", "times", "1", "pairs", "5", "steps", "9")),
            Map.entry("scaling", Map.of("ask", "excess-entropy --data gaussian:d=3,n={x} --times 0.5 --draws 9", "sizes",
                    "10,20,40",
                    "measure", "theory.collapseTime.isotropic", "bootstraps", "20")),
            Map.entry("condensation", Map.of("data", "manifold:d=4,n=20,variance=1x2+0.3", "times", "0.1,1", "realizations",
                    "3")),
            Map.entry("condensation-time", Map.of("positions", "5")),
            Map.entry("rem-oracle", Map.of("ratios", "0.5,1", "realizations", "5", "levels", "64", "check", "256", "checks",
                    "9")),
            Map.entry("feature-spectrum", Map.of("d", "8")),
            Map.entry("feature-memorization", Map.of("d", "3", "features", "9", "patterns", "4,8", "trainingTimes", "1,1000", "samples", "20", "steps", "3")),
            Map.entry("feature-mixture-sampling", Map.of("d", "4", "trainingTimes", "1,100", "samples", "30", "steps", "4")),
            Map.entry("feature-mixture", Map.of("d", "8", "times", "0.1,0.5", "realizations", "2")),
            Map.entry("feature-training", Map.of("d", "8", "trainingTimes", "1,100", "realizations", "2")),
            Map.entry("feature-time-integrated", Map.of("d", "8", "nodes", "2", "trainingTimes", "1,100", "realizations", "2", "points", "3",
                    "samples", "3", "steps", "3")),
            Map.entry("learning-curve", Map.of("psiP", "4", "psiN", "2", "d", "8", "realizations", "2")),
            Map.entry("feature-phase", Map.of("psiP", "1,4", "psiN", "1,4", "checks", "2", "d", "8", "realizations", "2")),
            Map.entry("retrieval", Map.of("n", "6", "logLoads", "0.2,0.6", "instances", "2", "cues", "4")),
            Map.entry("basin", Map.of("n", "6", "logLoads", "0.2", "noises", "0.5,2", "overlaps", "0.3,0.9", "instances", "2", "cues", "4")),
            Map.entry("memory-phase-diagram", Map.of("lambdas", "0.5,1.5")),
            Map.entry("memory-diffusion", Map.of("n", "6,8", "instances", "2", "cues", "4", "paths", "4", "steps", "9")),
            Map.entry("hopfield", Map.of("n", "50", "loads", "0.05,0.2", "runs", "2")),
            Map.entry("localization", Map.of("n", "40", "runs", "2", "firstStep", "0.5", "end", "4")),
            Map.entry("free-entropy", Map.of("n", "40", "times", "0.5,1", "runs", "2", "thresholds", "off")),
            Map.entry("annealing", Map.of("n", "30", "density", "0.3", "sweeps", "5", "runs", "2")),
            Map.entry("network-jacobian", Map.of("data", "manifold:d=4,variance=1x1+0.3", "sizes", "2,5", "steps", "20", "batch", "8",
                    "checkpoints", "0.5,1", "states", "2", "noiseLevels", "0.1,0.3")),
            Map.entry("overlap", Map.of("data", "manifold:d=4,variance=1x2", "sizes", "4,9", "steps", "20", "batch", "8", "checkpoints", "0.5,1",
                    "noiseLevels", "0.1,0.3", "states", "20", "heldOut", "9")),
            Map.entry("copying", Map.of("data", "gaussian:d=3", "sizes", "4,9", "steps", "20", "batch", "8", "checkpoints", "0.5,1", "samples", "20",
                    "samplingSteps", "5", "states", "20", "heldOut", "9")),
            Map.entry("network-regimes", Map.ofEntries(Map.entry("data", "mixture:d=3,mu=1,sigma=1"), Map.entry("patterns", "9"), Map.entry("steps", "20"),
                    Map.entry("batch", "8"), Map.entry("checkpoints", "0.5,1"), Map.entry("times", "0.3,1"), Map.entry("pairs", "5"),
                    Map.entry("returns", "5"), Map.entry("paths", "5"), Map.entry("samplingSteps", "5"))),
            Map.entry("score", Map.of("data", "gaussian:d=3,n=20", "at", "gaussian:d=3,n=5", "time", "0.5")),
            Map.entry("audit", Map.of("train", "gaussian:d=3,n=60", "samples", "gaussian:d=3,n=20", "heldout", "gaussian:d=3,n=30", "level", "0.1")),
            Map.entry("neighbours", Map.of("data", "gaussian:d=3,n=20", "at", "gaussian:d=3,n=5")),
            Map.entry("train", Map.of("data", "gaussian:d=3", "patterns", "9", "steps", "20", "width", "8", "batch", "8", "checkpoints", "0.5,1", "samples",
                    "9", "samplingSteps", "5", "states", "9", "heldOut", "9")),
            Map.entry("sample", Map.of("data", "gaussian:d=3,n=20", "count", "9", "steps", "9")));

    static Stream<ExperimentType<?>> types() {
        return Stream.concat(Experiments.all().stream(), Experiments.verbs().stream()).distinct();
    }

    private static Map<String, String> small(ExperimentType<?> type) {
        assertTrue(SMALL.containsKey(type.name()), "a new experiment needs a small question here: " + type.name());
        return SMALL.get(type.name());
    }

    @Test
    void namesAreDifferentAndTheListHoldsThePortraitFirst() {
        List<String> names = types().map(ExperimentType::name).toList();
        assertEquals(names.size(), names.stream().distinct().count());
        assertEquals(SMALL.keySet(), names.stream().collect(Collectors.toSet()));
        assertEquals("portrait", names.getFirst());
        assertEquals(List.of("portrait", "score", "neighbours", "sample", "train", "audit"), Experiments.verbs().stream().map(ExperimentType::name).toList());
    }

    @ParameterizedTest
    @MethodSource("types")
    void everythingIsSaidInWords(ExperimentType<?> type) {
        for (String text : List.of(type.about().value(), type.about().equation(), type.about().source(), type.about().cost())) {
            assertFalse(text.isBlank() || text.strip().endsWith("."), text);
        }
        for (ParameterSpec each : type.schema().fields()) {
            assertTrue(each.flag().matches("--[a-z][a-z0-9]*(-[a-z0-9]+)*"), each.flag());
            assertFalse(each.help().isBlank() || each.help().endsWith(".")
                    || each.syntax().isBlank(), each.name() + ": " + each.help());
        }
        assertEquals(type.schema().fields().size(), type.schema().fields().stream().map(ParameterSpec::flag).distinct().count());
        assertFalse(type.outcomes().isEmpty());
        type.outcomes().forEach(each -> assertFalse(each.meaning().isBlank() || each.meaning().endsWith("."), each.toString()));
    }

    /// What JSON shows of a question, written as text again, is the same question; defaults are shown as what they are.
    @ParameterizedTest
    @MethodSource("types")
    void parametersSurviveTheirJson(ExperimentType<?> type) {
        survives(type);
    }

    private static <E extends Record & Experiment<?>> void survives(ExperimentType<E> type) {
        Map<String, String> required = new TreeMap<>(small(type));
        required.keySet().removeIf(name -> type.schema().fields().stream().noneMatch(each -> each.name().equals(name)
                && each.required()));
        for (Map<String, String> texts : List.of(required, small(type))) {
            E asked = type.schema().fill(texts);
            Map<String, Object> shown = type.schema().values(asked);
            assertEquals(type.schema().fields().stream().map(ParameterSpec::name).toList(), List.copyOf(shown.keySet()));
            Map<String, String> again = new TreeMap<>();
            shown.forEach((name, value) -> again.put(name,
                    value instanceof double[] axis ? AxisValues.of(axis).toString() : String.valueOf(value)));
            assertEquals(asked, type.schema().fill(again));
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void sameNumbersForAnyThreads(ExperimentType<?> type) {
        assertSameForAnyThreads(type.type(), small(type));
    }

    /// JSON knows no NaN and no infinity; what is read back is what was written, and names are those that `show` tells.
    @ParameterizedTest
    @MethodSource("types")
    void resultsAreJson(ExperimentType<?> type) {
        Answer<?> answer = answer(type.type(), small(type), 1, 2);
        String text = ResultJson.compact(answer.result());
        JsonNode read = new JsonMapper().readTree(text);
        assertEquals(text, new JsonMapper().writeValueAsString(read));
        assertEquals(type.outcomes().stream().map(ExperimentType.Outcome::name).toList(), List.copyOf(read.propertyNames()));
        new JsonMapper().readTree(ResultJson.compact(answer.theory()));
        assertFalse(text.contains("NaN") || text.contains("Infinity"), text);
        assertFalse(answer.findings().stream().anyMatch(each -> each.contains("NaN")), answer.findings().toString());
        assertFalse(answer.findings().isEmpty() && !type.name().equals("score"), "something was found");
    }
}
