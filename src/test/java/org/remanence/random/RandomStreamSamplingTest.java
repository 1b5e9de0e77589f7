package org.remanence.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.UniformContinuousDistribution;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;

/// Statistics of the streams, fixed seeds. Bounds of five standard errors raise a false alarm once in 1.7 million, tests
/// of a distribution below a p-value of 10⁻⁶ once in a million; about 120 of both, so one seed in ten thousand fails.
class RandomStreamSamplingTest {
    private static final int COUNT = 1 << 20;
    private static final double RARE = 1e-6;
    private static final RandomStream STREAM = RandomStream.named(2026, "statistics");

    @Test
    void momentsAreThoseOfTheNormal() {
        double[] doubles = new double[COUNT];
        STREAM.gaussians(1, 0, doubles, 0, COUNT);
        assertMoments(doubles);
        float[] floats = new float[COUNT];
        STREAM.gaussians(2, 0, floats, 0, COUNT);
        double[] widened = new double[COUNT];
        Arrays.setAll(widened, i -> floats[i]);
        assertMoments(widened);
    }

    private static void assertMoments(double[] z) {
        double exact = 1;
        for (int power = 1; power <= 8; power++) {
            exact = power % 2 == 0 ? exact * (power - 1) : exact;
            double square = 1;
            for (int k = 2 * power - 1; k > 0; k -= 2) {
                square *= k;
            }
            double expected = power % 2 == 0 ? exact : 0;
            double sum = 0;
            for (double each : z) {
                sum += Math.pow(each, power);
            }
            double stderr = Math.sqrt((square - expected * expected) / z.length);
            assertEquals(expected, sum / z.length, 5 * stderr, "moment " + power);
        }
    }

    @Test
    void distributionsPassKolmogorovAndSmirnov() {
        double[] z = new double[200_000];
        double[] u = new double[200_000];
        for (int index = 0; index < 4; index++) {
            STREAM.gaussians(index, 3, z, 0, z.length);
            assertTrue(KolmogorovSmirnovTest.withDefaults()
                    .test(z, NormalDistribution.of(0, 1)::cumulativeProbability).getPValue() > RARE);
            STREAM.uniforms(index, 3, u, 0, u.length);
            assertTrue(KolmogorovSmirnovTest.withDefaults()
                    .test(u, UniformContinuousDistribution.of(0, 1)::cumulativeProbability).getPValue() > RARE);
        }
    }

    /// Counts beyond 3, 4 and 5 are Poisson numbers of known mean.
    @Test
    void tailsHoldWhatTheyShould() {
        double[] z = new double[1 << 16];
        long[] beyond = new long[6];
        int fills = 128;
        for (int index = 0; index < fills; index++) {
            STREAM.gaussians(1000 + index, 0, z, 0, z.length);
            for (double each : z) {
                beyond[(int) Math.min(5, Math.abs(each))]++;
            }
        }
        double total = (double) fills * z.length;
        long tail = 0;
        for (int level = 5; level >= 3; level--) {
            tail += beyond[level];
            double expected = total * Erfc.value(level / Math.sqrt(2));
            assertEquals(expected, tail, 5 * Math.sqrt(expected), "beyond " + level);
        }
    }

    /// Products of z and of z² − 1, over neighbours in position (also within a pair and a block), index and key.
    @Test
    void neighboursAreIndependent() {
        double[] z = new double[COUNT];
        STREAM.gaussians(7, 0, z, 0, COUNT);
        for (int lag : new int[] {1, 2, 3, 4, 8, 64, 784}) {
            assertUncorrelated(z, Arrays.copyOfRange(z, lag, COUNT), "lag " + lag);
        }
        for (int phase = 0; phase < 4; phase += 2) {
            double[] first = new double[COUNT / 4];
            double[] second = new double[COUNT / 4];
            for (int i = 0; i < first.length; i++) {
                first[i] = z[4 * i + phase];
                second[i] = z[4 * i + phase + 1];
            }
            assertUncorrelated(first, second, "pair at " + phase);
        }
        double[] other = new double[COUNT];
        STREAM.gaussians(8, 0, other, 0, COUNT);
        assertUncorrelated(z, other, "next index");
        new RandomStream(STREAM.key() + 1).gaussians(7, 0, other, 0, COUNT);
        assertUncorrelated(z, other, "next key");
        RandomStream.named(2027, "statistics").gaussians(7, 0, other, 0, COUNT);
        assertUncorrelated(z, other, "next seed");
        for (int i = 0; i < COUNT; i++) {
            other[i] = STREAM.gaussian(i, 7);
        }
        assertUncorrelated(other, Arrays.copyOfRange(other, 1, COUNT), "along the index");
    }

    private static void assertUncorrelated(double[] x, double[] y, String what) {
        int n = Math.min(x.length, y.length);
        double linear = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            linear += x[i] * y[i];
            squares += (x[i] * x[i] - 1) * (y[i] * y[i] - 1);
        }
        assertEquals(0, linear / n, 5 / Math.sqrt(n), what);
        assertEquals(0, squares / n, 5 * 2 / Math.sqrt(n), what + ", squares");
    }

    @Test
    void integersAreUniform() {
        for (int bound : new int[] {2, 7, 1000}) {
            long[] counts = new long[bound];
            for (int i = 0; i < 1_000_000; i++) {
                counts[STREAM.below(i, 0, bound)]++;
            }
            assertTrue(ChiSquareTest.withDefaults().test(counts).getPValue() > RARE, "bound " + bound);
        }
    }

    @Test
    void everyBitIsFair() {
        int[] ones = new int[64];
        int draws = 1 << 20;
        for (int i = 0; i < draws; i++) {
            long bits = STREAM.bits(3, i);
            for (int bit = 0; bit < 64; bit++) {
                ones[bit] += (int) (bits >>> bit & 1);
            }
        }
        for (int bit = 0; bit < 64; bit++) {
            assertEquals(draws / 2.0, ones[bit], 5 * Math.sqrt(draws) / 2, "bit " + bit);
        }
    }
}
