package org.remanence.experiment.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.remanence.experiment.Asking.ALARM;
import static org.remanence.experiment.Asking.assertNear;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.process.VarianceExploding;
import org.remanence.result.Estimate;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

class NoisedDrawsTest {
    private static final Matrix PAIR = Matrix.of(new double[][] {{-3}, {5}});

    /// Which pattern and which noise are independent: z² is 1 ± √2 under either, and so is its mean product with the choice.
    @Test
    void choiceAndNoiseAreIndependent() {
        int draws = 10_000;
        Matrix states = Matrix.zeros(draws, 1);
        try (Session session = Session.seeded(1)) {
            var noised = new NoisedDraws(PAIR, new VarianceExploding(), session);
            double[] squares = noised.states(0, 4, states);
            double[][] z = new double[2][draws];
            int[] count = new int[2];
            for (int i = 0; i < draws; i++) {
                int pattern = (int) noised.pattern(i);
                double noise = (states.get(i, 0) - PAIR.get(pattern, 0)) / 2;
                assertEquals(squares[i], noise * noise, 1e-12 * (1 + squares[i]), "rounding");
                z[pattern][count[pattern]++] = noise;
            }
            assertEquals(0.5, count[0] / (double) draws, ALARM * 0.5 / Math.sqrt(draws));
            for (int pattern = 0; pattern < 2; pattern++) {
                double[] own = Arrays.copyOf(z[pattern], count[pattern]);
                assertNear(0, Estimate.of(own));
                assertNear(1, Estimate.of(Arrays.stream(own).map(each -> each * each).toArray()));
            }
        }
    }

    /// In 64 dimensions as many blocks as you like, at any time: the same pattern, the same z.
    @Test
    void drawsAreNumberedOnceForAll() {
        double[][] patterns = new double[9][64];
        for (int i = 0; i < 9; i++) {
            Arrays.fill(patterns[i], i);
        }
        try (Session session = Session.seeded(3)) {
            var noised = new NoisedDraws(Matrix.of(patterns), new OrnsteinUhlenbeck(), session);
            Matrix whole = Matrix.zeros(1500, 64);
            double[] squares = noised.states(0, 0.7, whole);
            Matrix later = Matrix.zeros(400, 64);
            double[] laterSquares = noised.states(1100, 0.7, later);
            assertArrayEquals(whole.slice(1100, 400).toArray(), later.toArray());
            assertArrayEquals(Arrays.copyOfRange(squares, 1100, 1500), laterSquares);
            Matrix earlier = Matrix.zeros(400, 64);
            noised.states(1100, 0.1, earlier);
            for (int b = 0; b < 400; b++) {
                double a = noised.pattern(1100 + b);
                for (int k = 0; k < 64; k++) {
                    double z = (later.get(b, k) - Math.exp(-0.7) * a) / Math.sqrt(-Math.expm1(-1.4));
                    assertEquals(z, (earlier.get(b, k) - Math.exp(-0.1) * a) / Math.sqrt(-Math.expm1(-0.2)), 1e-13 * 50,
                            "rounding");
                }
            }
            assertTrue(Arrays.stream(squares).distinct().count() == 1500, "no noise comes twice");
        }
    }

    @Test
    void purposesAreIndependent() {
        try (Session session = Session.seeded(3)) {
            Matrix one = Matrix.zeros(4, 1);
            Matrix other = Matrix.zeros(4, 1);
            double[] squares = new NoisedDraws(PAIR, new OrnsteinUhlenbeck(), session).states(0, 0.7, one);
            double[] others = new NoisedDraws(PAIR, new OrnsteinUhlenbeck(), "fresh", session).states(0, 0.7, other);
            for (int i = 0; i < 4; i++) {
                assertTrue(squares[i] != others[i]);
            }
        }
    }

    /// A million numbers, but from 32 to 512 states.
    @Test
    void blocksAreBounded() {
        assertEquals(512, NoisedDraws.block(1));
        assertEquals(512, NoisedDraws.block(2048));
        assertEquals(511, NoisedDraws.block(2049));
        assertEquals(32, NoisedDraws.block(32_768));
        assertEquals(32, NoisedDraws.block(1_000_000));
    }
}
