package org.remanence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.cli.SpeedChange.Verdict;

@Tag("locale")
final class SpeedChangeTest {
    private static final BenchName NAME = new BenchName("org.remanence.bench.SomeBench.score", Map.of("threads", "1"));
    private static final Comparison COMPARISON = new Comparison(null, null, 5, _ -> { });

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0.80 0.85 0.82 0.89 0.70 | SLOWER
            0.80 0.85 0.82 0.91 0.70 | UNDECIDED
            0.95 0.93 1.02 1.00 0.91 | KEPT
            1.20 1.30 1.12 1.25 1.40 | FASTER
            1.20 1.30 1.10 1.25 1.40 | KEPT
            1.00 1.00 1.00 1.00 0.50 | UNDECIDED
            """)
    void judgesByTheWholeInterval(String ratios, Verdict verdict) {
        assertEquals(verdict, change(ratios).verdict());
    }

    @Test
    void givesMedianAndInterval() {
        SpeedChange change = change("0.80 1.20 0.90 1.10 1.00");
        assertEquals(1.00, change.median());
        assertEquals(0.80, change.low());
        assertEquals(1.20, change.high());
        String refusal = assertThrows(IllegalArgumentException.class, () -> change("1 1 1 1")).getMessage();
        assertEquals("rounds must be at least 5, got 4", refusal);
    }

    /// Ranks of the sign test, from tables of the binomial law: 1 − 2 P(X < k) is 0.9375 for 5, 0.984 for 7, 0.93 for 8, 0.979 for 10
    /// and 0.902 for 18 throws at these k, and below 0.9 at the next.
    @ParameterizedTest
    @CsvSource({"5,1", "7,1", "8,2", "10,2", "11,3", "18,6"})
    void ranksFollowTheSignTest(int rounds, int rank) {
        assertEquals(rank, SpeedChange.rank(rounds));
    }

    /// Where nothing changed and a round is off by a tenth as a rule, false alarms stay rare: all five ratios would have to lie below
    /// 0.9, which happens once in 10 000 for normal noise of 10 %. 2000 comparisons with fixed seed; more than 4 has chance 2e-6.
    @Test
    void noiseAloneIsNoLoss() {
        RandomGenerator noise = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        int alarms = 0;
        for (int i = 0; i < 2000; i++) {
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < 5; round++) {
                ratios.add(1 + 0.1 * noise.nextGaussian());
            }
            alarms += SpeedChange.of("", Map.of(), ratios).verdict() == Verdict.SLOWER ? 1 : 0;
        }
        assertTrue(alarms <= 4, alarms + " false alarms");
    }

    /// A B, B A, A B, …; what five rounds decide gets no more.
    @Test
    void revisionsAlternate() {
        List<Boolean> order = new ArrayList<>();
        List<SpeedChange> changes = COMPARISON.compare(List.of(NAME), (_, ours) -> {
            order.add(ours);
            return ours ? 2 : 4;
        });
        assertEquals(List.of(true, false, false, true, true, false, false, true, true, false), order);
        assertEquals(Verdict.SLOWER, changes.getFirst().verdict());
        assertEquals(0.5, changes.getFirst().median());
    }

    @Test
    void theUndecidedGetAsManyRoundsAgain() {
        double[] calls = {0};
        // Ours runs at 0.5 in the first round, then at 1: one outlier of five decides nothing, of ten nothing any more.
        SpeedChange change = COMPARISON.compare(List.of(NAME), (_, ours) -> calls[0]++ == 0 && ours ? 0.5 : 1).getFirst();
        assertEquals(10, change.ratios().size());
        assertEquals(Verdict.KEPT, change.verdict());
    }

    @Test
    void tellsWhatWasLost() {
        String table = SpeedChange.table(List.of(change("0.8 0.8 0.8 0.8 0.8"), change("1 1 1 1 1"), change("1 1 1 1 0.8")), 120);
        assertTrue(table.contains("0.80–0.80") && table.contains("slower"), table);
        assertTrue(table.endsWith("1 of 3 lost more than a tenth, 1 undecided\n"), table);
    }

    @Test
    void readsTheListOfJmh() {
        List<BenchName> names = BenchName.read(List.of("Benchmarks: ", "org.remanence.bench.ABench.score",
                "  param \"precision\" = {FLOAT, DOUBLE}", "  param \"threads\" = {1, 2}", "org.remanence.bench.BBench.run"));
        assertEquals(List.of(
                new BenchName("org.remanence.bench.ABench.score", Map.of("precision", "FLOAT", "threads", "1")),
                new BenchName("org.remanence.bench.ABench.score", Map.of("precision", "FLOAT", "threads", "2")),
                new BenchName("org.remanence.bench.ABench.score", Map.of("precision", "DOUBLE", "threads", "1")),
                new BenchName("org.remanence.bench.ABench.score", Map.of("precision", "DOUBLE", "threads", "2")),
                new BenchName("org.remanence.bench.BBench.run", Map.of())), names);
        assertEquals("ABench.score", names.getFirst().shortName());
        assertTrue(names.getFirst().method().matches(names.getFirst().regex()));
    }

    private static SpeedChange change(String ratios) {
        return SpeedChange.of("SomeBench.score", Map.of(), List.of(ratios.split(" ")).stream().map(Double::valueOf).toList());
    }
}
