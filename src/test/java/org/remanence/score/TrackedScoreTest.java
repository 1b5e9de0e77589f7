package org.remanence.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.process.Diffusion;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.process.TimeGrid;
import org.remanence.process.VarianceExploding;
import org.remanence.sampler.Ending;
import org.remanence.sampler.ReverseProcess;
import org.remanence.sampler.Scheme;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

class TrackedScoreTest {
    private static final Diffusion OU = new OrnsteinUhlenbeck();

    private final Session session = Session.seeded(5);

    @AfterEach
    void close() {
        session.close();
    }

    @ParameterizedTest
    @CsvSource({"DOUBLE, 1, 6300", "FLOAT, 1, 6300", "DOUBLE, 7, 6300", "FLOAT, 60, 6500", "DOUBLE, 130, 6200", "FLOAT, 512, 4000",
        "DOUBLE, 512, 2100", "DOUBLE, 70, 17000", "FLOAT, 70, 17000"})
    void theTruthLiesWithinTheBound(Precision precision, int d, int n) {
        double[][] patterns = BruteForce.adversarial(session, n, d);
        for (Diffusion diffusion : List.of(OU, new VarianceExploding())) {
            TrackedScore tracked = new EmpiricalScore(Matrix.of(patterns), diffusion, precision, session).tracked();
            int[] origin = {0, 5, n / 3, n / 3 + 1, n - 1};
            double[] times = {10, 1, 0.1, 0.03, 0.01, 3e-3, 1e-3, 1e-4, 1e-8};
            for (int i = 0; i < times.length; i++) {
                // The last state jumps to another pattern at every call, the first once.
                origin[4] = (i * 2741 + 13) % n;
                origin[0] = i < 6 ? 0 : 77;
                Matrix states = BruteForce.noised(session, patterns, origin, diffusion, times[i]);
                BruteForce.check(patterns, states, diffusion, times[i], tracked.posterior(states, times[i]), precision);
            }
            assertTrue(tracked.prunedShare() > 0.2, () -> "pruned share %s".formatted(tracked.prunedShare()));
        }
    }

    @Test
    void fewPatternsAreComparedAsEver() {
        for (int n : new int[] {1, 2, 500}) {
            var score = new EmpiricalScore(Matrix.of(BruteForce.adversarial(session, n, 3)), OU, Precision.DOUBLE, session);
            TrackedScore tracked = score.tracked();
            for (double time = 10; time > 1e-8; time /= 10) {
                Matrix states = Matrix.of(new double[][] {{1, 2, 3}, {-4, 0, 4}});
                assertArrayEquals(score.posterior(states, time).logDensity(), tracked.posterior(states, time).logDensity());
            }
            assertEquals(0, tracked.prunedShare());
        }
    }

    @ParameterizedTest
    @CsvSource({"DOUBLE, EULER_MARUYAMA, 30000, 12", "FLOAT, EI_HEUN, 30000, 12", "FLOAT, EXPONENTIAL, 18000, 70",
        "DOUBLE, EXPONENTIAL, 18000, 70"})
    void threadsBatchesAndHistoryChangeNothing(Precision precision, Scheme scheme, int n, int d) {
        double[][] patterns = BruteForce.adversarial(session, n, d);
        Matrix expected = null;
        for (int[] split : new int[][] {{1, 40}, {3, 7}, {2, 1}}) {
            try (Session other = new Session(5, split[0], Progress.SILENT)) {
                TrackedScore tracked = new EmpiricalScore(Matrix.of(patterns), OU, precision, other).tracked();
                var process = new ReverseProcess(scheme.with(tracked, other), grid(), Ending.DENOISE, split[1], other);
                for (int repeat = 0; repeat < 2; repeat++) {
                    Matrix samples = process.sample(9, "split");
                    expected = expected == null ? samples : expected;
                    for (int b = 0; b < 9; b++) {
                        assertArrayEquals(expected.row(b), samples.row(b));
                    }
                }
                assertTrue(tracked.prunedShare() > 0.2, () -> "pruned share %s".formatted(tracked.prunedShare()));
            }
        }
    }

    /// What a run learns of its states is its own: neither a run in the middle of another nor one after it changes a bit.
    @Test
    void aRunWithinARunDisturbsNeither() {
        EmpiricalScore score = new EmpiricalScore(Matrix.of(BruteForce.adversarial(session, 18000, 12)), OU, Precision.DOUBLE, session);
        TrackedScore tracked = score.tracked();
        var process = new ReverseProcess(Scheme.EXPONENTIAL.with(tracked, session), grid(), Ending.DENOISE, 40, session);
        Matrix alone = process.sample(9, "outer");
        double share = tracked.prunedShare();
        Matrix inner = Matrix.zeros(9, 12);
        Matrix outer = process.sample(9, "outer", (step, time, states, first) -> {
            if (step == 20) {
                inner.segment().copyFrom(process.sample(9, "inner").segment());
            }
        });
        assertEquals(-1, alone.segment().mismatch(outer.segment()));
        assertEquals(-1, process.sample(9, "inner").segment().mismatch(inner.segment()));
        assertTrue(share > 0.2, () -> "pruned share %s".formatted(share));
    }

    @Test
    void aNewViewKnowsNothing() {
        double[][] patterns = BruteForce.adversarial(session, 6500, 60);
        EmpiricalScore score = new EmpiricalScore(Matrix.of(patterns), OU, Precision.FLOAT, session);
        TrackedScore tracked = score.tracked();
        Matrix states = BruteForce.noised(session, patterns, new int[] {0, 4, 100, 5000}, OU, 0.01);
        tracked.posterior(states, 0.01);
        double[] known = tracked.posterior(states, 0.01).skipped();
        double[] unknown = tracked.forRun().posterior(states, 0.01).skipped();
        assertArrayEquals(score.posterior(states, 0.01).skipped(), unknown);
        for (int b = 0; b < 4; b++) {
            assertTrue(known[b] > 2 * unknown[b], known[b] + " after " + unknown[b]);
        }
    }

    /// In float, what lists and screens pass over outweighs all rounding in the bound, and no more than 2⁻²⁴ is passed over.
    @Test
    void whatIsPassedOverIsPartOfTheBound() {
        double[][] patterns = BruteForce.adversarial(session, 6500, 60);
        TrackedScore tracked = new EmpiricalScore(Matrix.of(patterns), OU, Precision.FLOAT, session).tracked();
        int passed = 0;
        for (double time : new double[] {0.1, 0.05, 0.03, 0.02, 0.01}) {
            Matrix states = BruteForce.noised(session, patterns, new int[] {0, 4, 100, 5000}, OU, time);
            Posterior at = tracked.posterior(states, time);
            for (int b = 0; b < 4; b++) {
                assertTrue(at.errorBound()[b] > at.skipped()[b], "bound " + at.errorBound()[b]);
                passed += at.skipped()[b] > 0x1p-25 && at.skipped()[b] < 0x1p-24 ? 1 : 0;
            }
        }
        assertTrue(passed >= 12, "patterns were passed over %d times of 20".formatted(passed));
    }

    private static TimeGrid grid() {
        return TimeGrid.logNoise(OU, OU.timeAt(1e3), OU.timeAt(1e-4), 40);
    }

    @Test
    void aTrajectoryEndsWhereItEndsWithoutPruning() {
        var score = new EmpiricalScore(Matrix.of(BruteForce.adversarial(session, 6300, 12)), OU, Precision.DOUBLE, session);
        Matrix plain = new ReverseProcess(Scheme.DDIM.with(score, session), grid(), session).sample(9, "same");
        Matrix pruned = new ReverseProcess(Scheme.DDIM.with(score.tracked(), session), grid(), session).sample(9, "same");
        for (int b = 0; b < 9; b++) {
            // The flow spreads rounding by no more than the ratio of the noises' standard deviations, 3·10³.
            assertArrayEquals(plain.row(b), pruned.row(b), 1e-8);
        }
    }
}
