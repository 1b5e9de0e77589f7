package org.remanence.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.experiment.catalogue.Experiments;
import org.remanence.text.BadInput;

/// Which runs a grid stands for, and what is refused before any of them begins.
final class SweepPlanTest {
    private static final String PRODUCT = "1: d=64 n=1000; 2: d=64 n=4000; 3: d=128 n=1000; 4: d=128 n=4000";

    @TempDir
    Path folder;

    @Test
    void bracesAreAProduct() {
        SweepPlan plan = plan("", "data", "mixture:d={64,128},n={1000,4000}", "draws", "10");
        assertEquals(PRODUCT, shown(plan));
        assertEquals(List.of("d", "n"), plan.axes());
        assertEquals("mixture:d=128,n=1000", plan.runs().get(2).parameters().get("data"));
        assertEquals(10L, ((Number) plan.runs().get(2).parameters().get("draws")).longValue());
        assertEquals("3-d=128,n=1000", plan.runs().get(2).name());
    }

    /// Most shells expand braces themselves: the runs are the same, and so is the sweep.
    @Test
    void whatAShellMakesOfBracesIsTheSameProduct() {
        SweepPlan braces = plan("", "data", "mixture:d={64,128},n={1000,4000}");
        SweepPlan words = plan("", "data",
                "mixture:d=64,n=1000|mixture:d=64,n=4000|mixture:d=128,n=1000|mixture:d=128,n=4000");
        assertEquals(shown(braces), shown(words));
        assertEquals(braces.id(), words.id());
        assertEquals(shown(plan("", "draws", "{10,20}")), shown(plan("", "draws", "10|20")));
    }

    @Test
    void textsThatAreNoProductGoTogether() {
        assertEquals("1: d=64 n=1000; 2: d=128 n=4000",
                shown(plan("", "data", "mixture:d=64,n=1000|mixture:d=128,n=4000")));
        assertEquals("1: data=digits; 2: data=mixture:d=4,n=9", shown(plan("", "data", "digits|mixture:d=4,n=9")));
    }

    @Test
    void axesMayBeSteps() {
        assertEquals("1: d=64; 2: d=128; 3: d=256", shown(plan("", "data", "gaussian:d={log:64:256:3},n=9")));
        assertEquals("1: seed=1; 2: seed=2; 3: seed=3", shown(plan("", "seed", "{1:3:1}")));
        assertEquals(3, plan("", "seed", "{1:3:1}").runs().get(2).seed());
        assertEquals("1: times=0.1; 2: times=0.2", shown(plan("", "times", "{0.1,0.2}")));
    }

    /// The place `{x}` of an experiment inside another is no axis.
    @Test
    void aWordInBracesStays() {
        SweepPlan plan = SweepPlan.of(Experiments.all().stream().filter(each -> each.name().equals("scaling"))
                .findFirst().orElseThrow(),
                given("ask", "excess-entropy --data gaussian:d={x},n=9 --times 1", "measure", "dimension", "seed",
                "{1,2}"), Optional.empty());
        assertEquals("1: seed=1; 2: seed=2", shown(plan));
    }

    @Test
    void filesMultiplyWhatBracesSay() {
        SweepPlan plan = plan("""
                product:
                  draws: [10, 20]
                zip:
                  d: [64, 128]
                  n: [1000, 4000]
                list:
                  - {times: 0.5, process: ve}
                  - {times: [0.1, 0.2]}
                """, "data", "mixture:d={d},n={n}", "seed", "{1,2}");
        assertEquals(2 * 2 * 2 * 2, plan.runs().size());
        assertEquals(List.of("seed", "draws", "d", "n", "times", "process"), plan.axes());
        SweepRun last = plan.runs().getLast();
        assertEquals("{seed=2, draws=20, d=128, n=4000, times=0.1,0.2}", last.values().toString());
        assertEquals("ou", last.parameters().get("process"));
        assertEquals("mixture:d=128,n=4000", last.parameters().get("data"));
        assertEquals(2, last.seed());
        assertEquals("[0.1, 0.2]", Arrays.toString((double[]) last.parameters().get("times")));
        assertEquals(16, plan.runs().stream().map(SweepRun::id).distinct().count());
    }

    @Test
    void costsComeFromWhatTheExperimentStates() {
        SweepPlan plan = plan("", "data", "gaussian:d={64,128},n=1000", "draws", "{100,200}");
        double one = plan.runs().getFirst().seconds().orElseThrow();
        assertEquals(2 * one, plan.runs().get(1).seconds().orElseThrow(), 1e-12);
        assertEquals(4 * one, plan.runs().get(3).seconds().orElseThrow(), 1e-12);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "product: {drwas: [1, 2]}; nothing of excess-entropy is called drwas: did you mean draws?",
        "product: {draws: []}; draws must have at least one value, got none: no run would be left",
        "list: []; a grid must have at least one run, got an empty list",
        "zip: {draws: [10, 20], seed: [1, 2, 3]}; names of a zip must have equally many values, got 2 for draws and 3 for seed",
        "product: {draws: [10, 10]}; values of draws must differ, got 10 twice",
        "product: {draws: [10, 20], draws: [30]}; Duplicate",
        "product: {draws: [10, 1]}; run 2 of 2 (draws=1): draws must be at least 2",
        "product: {draws: [10, {a: 1}]}; a value of draws in",
        "product: 3; product of",
        "grid: {draws: [10, 20]}; must be product, zip or list, got grid",
        "[1, 2]; must hold a grid: product, zip or list",
        "'list: [{draws: 10}, {draws: 10, seed: 1}]'; runs 1 (draws=10) and 2 (draws=10, seed=1) are the same",
        "'product: {draws: [10, 20], seed: \"{1:400000:1}\"}'; seed",
        "'{product: {draws: [10, 20]}, zip: {draws: [30, 40]}}'; draws is given twice",
    })
    void badGridsAreRefusedInOneSentence(String yaml, String words) {
        String said = assertThrows(BadInput.class, () -> plan(yaml)).getMessage();
        assertTrue(said.contains(words), said);
        assertEquals(1, said.lines().count(), said);
    }

    @Test
    void badTextsAreRefusedInOneSentence() {
        assertRefused("nothing is swept", "draws", "10");
        assertRefused("draws must have at least one value between its braces, got {}", "draws", "{}");
        assertRefused("run 2 of 2 (d=x): ", "data", "gaussian:d={4,x},n=9");
        assertRefused("a sweep may have at most 100000 runs", "seed", "{1:1000:1}", "draws", "{2:1000:1}");
        assertRefused("seed must be a whole number below 2^63, got 'x'", "seed", "{1,x}");
        assertRefused("values of d must differ, got 4 twice", "data", "gaussian:d={4,4},n=9");
        String twice = assertThrows(BadInput.class, () -> plan("product: {draws: [10, 20]}", "draws", "30"))
                .getMessage();
        assertTrue(twice.contains("draws is given twice: once as 30, once by the grid"), twice);
    }

    private void assertRefused(String words, String... given) {
        String said = assertThrows(BadInput.class, () -> plan("", given)).getMessage();
        assertTrue(said.contains(words), said);
    }

    private SweepPlan plan(String yaml, String... given) {
        try {
            Optional<Path> grid = yaml.isEmpty() ? Optional.empty()
                    : Optional.of(Files.writeString(folder.resolve("grid.yaml"), yaml));
            return SweepPlan.of(Experiments.all().stream().filter(each -> each.name().equals("excess-entropy"))
                    .findFirst().orElseThrow(), given(given), grid);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SequencedMap<String, List<String>> given(String... pairs) {
        SequencedMap<String, List<String>> given = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            given.put(pairs[i], List.of(pairs[i + 1].split("\\|")));
        }
        return given;
    }

    private static String shown(SweepPlan plan) {
        return String.join("; ", plan.runs().stream().map(run -> run.number() + ": "
                + String.join(" ", run.values().entrySet().stream().map(each -> each.getKey() + "=" + each.getValue())
                .toList())).toList());
    }
}
