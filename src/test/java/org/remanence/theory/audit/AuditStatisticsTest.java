package org.remanence.theory.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.ContinuityCorrection;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.junit.jupiter.api.Test;
import org.remanence.Golden;
import org.remanence.random.RandomStream;

/// Statistics of the audit against references in exact fractions, against a library, and against what they are by definition.
class AuditStatisticsTest {
    private static final RandomStream STREAM = RandomStream.named(3, "statistics");

    private static Golden golden(String name) {
        return Golden.read("audit", name).getFirst();
    }

    private static double[] uniforms(int index, int count) {
        double[] numbers = new double[count];
        STREAM.uniforms(index, 0, numbers, 0, count);
        return numbers;
    }

    @Test
    void discoveriesAreThoseOfTheReference() {
        double[] p = DoubleStream.of(1, 1, 2, 3, 7, 40, 400, 700, 900, 1000).map(k -> k / 1001).toArray();
        double[] found = golden("benjaminiHochberg").value();
        boolean[] ours = FalseDiscovery.found(p, 0.05);
        assertArrayEquals(found, IntStream.range(0, p.length).mapToDouble(i -> ours[i] ? 1 : 0).toArray());
        golden("smallestDetectableFraction").check(FalseDiscovery.smallestShare(1000, 0.1));
    }

    /// p = k q / N exactly is a discovery, although neither side is exact in binary.
    @Test
    void equalityIsADiscovery() {
        for (int n = 1; n < 200; n++) {
            int of = n;
            double[] p = IntStream.rangeClosed(1, n).mapToDouble(k -> (double) k / (10 * of)).toArray();
            boolean[] found = FalseDiscovery.found(p, 0.1);
            assertTrue(IntStream.range(0, of).allMatch(i -> found[i]), "n = " + n);
        }
    }

    @Test
    void hypergeometricTailsAreThoseOfExactFractions() {
        golden("hypergeometricTail").check(EnrichmentScan.atLeast(9, 30, 20, 10));
        golden("copiesNeeded.symmetric").check(SymmetricTest.copiesNeeded(60000, 5000, 0.05, 8));
    }

    @Test
    void ranksAreComparedAsInTheReferenceAndInALibrary() {
        RankComparison small = RankComparison.of(new double[] {1, 2, 3.5, 9}, new double[] {2.5, 4, 5, 6, 7});
        golden("mannWhitney.exact.u").check(small.u());
        golden("mannWhitney.exact.z").check(small.z());
        golden("mannWhitney.exact.zMeehan").check(small.zMeehan());
        double[] first = DoubleStream.of(uniforms(0, 80)).map(x -> Math.floor(20 * x)).toArray();
        double[] second = DoubleStream.of(uniforms(1, 50)).map(x -> Math.floor(18 * x)).toArray();
        RankComparison ours = RankComparison.of(first, second);
        assertEquals(MannWhitneyUTest.withDefaults().statistic(first, second), ours.u(), 1e-9);
        double p = MannWhitneyUTest.withDefaults().with(AlternativeHypothesis.LESS_THAN)
                .with(ContinuityCorrection.DISABLED)
                .with(PValueMethod.ASYMPTOTIC).test(first, second).getPValue();
        assertEquals(p, NormalDistribution.of(0, 1).cumulativeProbability(ours.z()), 1e-12);
        assertEquals(0, RankComparison.of(new double[] {1, 1}, new double[] {1, 1, 1}).z());
    }

    @Test
    void theBoundOnCopiesIsThatOfTheReference() {
        double[] samples = DoubleStream.concat(DoubleStream.generate(() -> 0.01).limit(120),
                IntStream.range(0, 880).mapToDouble(i -> 0.5 + i / 2000.0)).toArray();
        double[] heldOut = IntStream.range(0, 1000).mapToDouble(i -> 0.3 + i / 2000.0).toArray();
        golden("copiedAtLeast").check(CopiedShare.atLeast(samples, heldOut, 0.05));
    }

    @Test
    void freshBaselinesAreThoseOfTheReference() {
        double[] dimensions = golden("baseline.ratioRule").params("dimension");
        golden("baseline.ratioRule").check(DoubleStream.of(dimensions).map(d -> FreshBaseline.ratioRule(d, 1.0 / 3)).toArray());
        golden("baseline.authPct").check(DoubleStream.of(golden("baseline.authPct").params("dimension")).map(FreshBaseline::authentic).toArray());
    }

    /// Two patterns at distance 1 and one at 0: weights 1 : e : e, e = exp(−1/2τ).
    @Test
    void theCollapseNoiseIsThatOfTheReference() {
        golden("collapseNoise.closedForm").check(CollapseNoise.of(new double[] {0, 1, 1}, 3).middle());
        CollapseNoise exact = CollapseNoise.of(new double[] {1, 2, 4, 4.5, 7, 9}, 6);
        CollapseNoise few = CollapseNoise.of(new double[] {1, 2, 4, 4.5}, 6);
        assertTrue(few.least() < exact.most() && exact.most() < few.most(), few + " should enclose " + exact);
        assertTrue(Double.isNaN(CollapseNoise.of(new double[] {1, 1, 2}, 3).middle()), "never below log 2");
        assertTrue(Double.isNaN(CollapseNoise.of(new double[] {1, 2}, 2).middle()), "never above log 2");
    }

    @Test
    void residualsHaveTheDimensionOfTheReference() {
        golden("residualDimension").check(ResidualDimension.of(new double[][] {{1, 0, 0.1}, {-2, 0, 0}, {1.5, 0.1, 0}, {0, 0, 0.3}}));
    }

    /// Exact in finite samples: p ≤ k/(m + 1) of a fresh number has probability k/(m + 1). Of 40 000, the share lies within 4 standard
    /// errors, missed once in 15 800 times.
    @Test
    void freshNumbersHaveUniformValues() {
        int m = 19;
        int repetitions = 40_000;
        int[] below = new int[m + 2];
        for (int r = 0; r < repetitions; r++) {
            double[] all = uniforms(10 + r, m + 1);
            double p = Conformal.values(new double[] {all[m]}, Arrays.copyOf(all, m))[0];
            below[(int) Math.round(p * (m + 1))]++;
        }
        int sum = 0;
        for (int k = 1; k <= m; k++) {
            sum += below[k];
            double level = k / (m + 1.0);
            assertEquals(level, (double) sum / repetitions, 4 * Math.sqrt(level * (1 - level) / repetitions));
        }
    }

    @Test
    void tiesAndGroupsCountAgainstAFinding() {
        assertArrayEquals(new double[] {0.75, 1}, Conformal.values(new double[] {2, 3}, new double[] {1, 2, 3}), 0);
        assertArrayEquals(new double[] {0.5, 1.0 / 3}, Conformal.values(new double[] {2, 0}, new boolean[] {false, true},
                new double[] {1, 2, 3}, new boolean[] {true, true, false}), 0);
    }
}
