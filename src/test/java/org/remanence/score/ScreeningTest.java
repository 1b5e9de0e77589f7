package org.remanence.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.remanence.process.Diffusion;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

/// Enough patterns that the heaviest are looked for first, on the way from all that matter to one.
class ScreeningTest {
    private static final Diffusion OU = new OrnsteinUhlenbeck();
    private static final double[] TIMES = {4, 2, 1, 0.7, 0.5, 0.3, 0.1, 0.01, 1e-4, 1e-7};

    private final Session session = Session.seeded(5);
    private final double[][] patterns = BruteForce.adversarial(session, 18000, 70);

    @AfterEach
    void close() {
        session.close();
    }

    private Matrix states(double time) {
        int[] origin = IntStream.range(0, 7).map(i -> i < 5 ? 2500 * i : 6000 + i - 5).toArray();
        return BruteForce.noised(session, patterns, origin, OU, time);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void theTruthLiesWithinTheBound(Precision precision) {
        var score = new EmpiricalScore(Matrix.of(patterns), OU, precision, session);
        for (double time : TIMES) {
            Matrix states = states(time);
            BruteForce.check(patterns, states, OU, time, score.posterior(states, time), precision);
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void aStateAloneHasTheSameBits(Precision precision) {
        var score = new EmpiricalScore(Matrix.of(patterns), OU, precision, session);
        try (Session other = new Session(5, 3, Progress.SILENT)) {
            var again = new EmpiricalScore(Matrix.of(patterns), OU, precision, other);
            for (double time : TIMES) {
                Matrix states = states(time);
                Posterior together = score.posterior(states, time);
                for (int b = 0; b < states.rows(); b++) {
                    Posterior alone = again.posterior(states.slice(b, 1), time);
                    assertEquals(together.logDensity()[b], alone.logDensity()[0]);
                    assertEquals(together.entropy()[b], alone.entropy()[0]);
                    assertArrayEquals(together.denoiser().row(b), alone.denoiser().row(0));
                }
            }
        }
    }

    /// A screen in float passes over what weighs less than 2⁻⁴⁰ of the heaviest pattern, all n together; in double it drops what
    /// is no double. The bound counts it, and rounding adds less than as much again.
    @ParameterizedTest
    @EnumSource(Precision.class)
    void whatAScreenPassesOverIsBoundedFromBothSides(Precision precision) {
        Posterior at = new EmpiricalScore(Matrix.of(patterns), OU, precision, session).posterior(states(0.01), 0.01);
        for (int b = 0; b < 7; b++) {
            if (precision == Precision.DOUBLE) {
                assertEquals(0, at.skipped()[b]);
            } else {
                assertEquals(0x1p-40, at.skipped()[b], 0x1p-50);
                assertTrue(at.errorBound()[b] > at.skipped()[b] && at.errorBound()[b] < 2 * at.skipped()[b], "bound " + at.errorBound()[b]);
            }
        }
    }

    @Test
    void nearPatternsComeSortedAndWholeOrNotAtAll() {
        NeighbourList some = new NeighbourList(new double[1], -9, 3, 3200);
        some.add(2, new long[] {70, 5, 9}, new double[] {2, 1, 0});
        some.add(1, new long[] {2_000_000_000}, new double[] {1.5});
        assertTrue(some.isWhole());
        assertArrayEquals(new int[] {5, 2_000_000_000, 70}, IntStream.range(0, 3).map(some.sorted()::pattern).toArray());
        for (int i = 0; i < 3; i++) {
            assertTrue(some.distance(i) <= new double[] {1, 1.5, 2}[i]);
            assertEquals(new double[] {1, 1.5, 2}[i], some.distance(i), 1e-6);
        }
        assertEquals(-9, some.least());
        some.add(98, new long[98], new double[98]);
        assertEquals(Double.POSITIVE_INFINITY, some.least());
    }
}
