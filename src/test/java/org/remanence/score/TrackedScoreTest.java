package org.remanence.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.lab.Lab;
import org.remanence.lab.Progress;
import org.remanence.process.Diffusion;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.process.TimeGrid;
import org.remanence.process.VarianceExploding;
import org.remanence.sampler.Ending;
import org.remanence.sampler.ReverseProcess;
import org.remanence.sampler.Scheme;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

class TrackedScoreTest {
    private static final Diffusion OU = new OrnsteinUhlenbeck();

    private final Lab lab = Lab.seeded(5);

    @AfterEach
    void close() {
        lab.close();
    }

    /// Clusters at three distances, every tenth pattern a copy of the one before, two patterns far away.
    private double[][] adversarial(int n, int d) {
        double[][] patterns = new double[n][d];
        for (int i = 0; i < n; i++) {
            lab.stream("patterns").gaussians(i, 0, patterns[i], 0, d);
            patterns[i][0] += 8 * (i % 3);
            if (i % 10 == 9) {
                patterns[i] = patterns[i - 1].clone();
            }
        }
        patterns[n / 3][d - 1] = 1e4;
        patterns[Math.min(n / 3 + 1, n - 1)][d - 1] = -300;
        return patterns;
    }

    @ParameterizedTest
    @CsvSource({"DOUBLE, 1, 6300", "FLOAT, 1, 6300", "DOUBLE, 7, 6300", "FLOAT, 60, 6500", "DOUBLE, 130, 6200", "FLOAT, 512, 4000",
        "DOUBLE, 512, 2100"})
    void theTruthLiesWithinTheBound(Precision precision, int d, int n) {
        double[][] patterns = adversarial(n, d);
        for (Diffusion diffusion : List.of(OU, new VarianceExploding())) {
            TrackedScore tracked = new EmpiricalScore(Matrix.of(patterns), diffusion, precision, lab).tracked();
            int[] origin = {0, 5, n / 3, n / 3 + 1, n - 1};
            double[] times = {10, 1, 0.1, 0.03, 0.01, 3e-3, 1e-3, 1e-4, 1e-8};
            for (int i = 0; i < times.length; i++) {
                // The last state jumps to another pattern at every call, the first once.
                origin[4] = (i * 2741 + 13) % n;
                origin[0] = i < 6 ? 0 : 77;
                Matrix states = noised(patterns, origin, diffusion, times[i]);
                check(patterns, states, diffusion, times[i], tracked.posterior(states, times[i]), precision);
            }
            assertTrue(tracked.prunedShare() > 0.2, () -> "pruned share %s".formatted(tracked.prunedShare()));
        }
    }

    private Matrix noised(double[][] patterns, int[] origin, Diffusion diffusion, double time) {
        int d = patterns[0].length;
        double[][] states = new double[origin.length][d];
        for (int b = 0; b < origin.length; b++) {
            lab.stream("states").gaussians(b, 0, states[b], 0, d);
            for (int k = 0; k < d; k++) {
                states[b][k] = diffusion.scale(time) * patterns[origin[b]][k] + Math.sqrt(diffusion.variance(time)) * states[b][k];
            }
        }
        return Matrix.of(states);
    }

    /// Against every pattern, directly: those log-weights are off by 2⁻⁴⁰ of themselves at most.
    private void check(double[][] patterns, Matrix states, Diffusion diffusion, double time, Posterior posterior,
                       Precision precision) {
        int d = patterns[0].length;
        double variance = diffusion.variance(time);
        double scale = diffusion.scale(time);
        double remainder = diffusion.scaleRemainder(time);
        for (int b = 0; b < states.rows(); b++) {
            double[] x = states.row(b);
            double[] logs = new double[patterns.length];
            int nearest = 0;
            for (int i = 0; i < logs.length; i++) {
                double square = 0;
                for (int k = 0; k < d; k++) {
                    double step = Math.fma(-remainder, patterns[i][k], Math.fma(-scale, patterns[i][k], x[k]));
                    square = Math.fma(step, step, square);
                }
                logs[i] = -square / (2 * variance);
                nearest = logs[i] > logs[nearest] ? i : nearest;
            }
            double sum = 0;
            double[] mean = new double[d];
            for (int i = 0; i < logs.length; i++) {
                double weight = Math.exp(logs[i] - logs[nearest]);
                sum += weight;
                for (int k = 0; weight > 0 && k < d; k++) {
                    mean[k] += weight * patterns[i][k];
                }
            }
            double truth = logs[nearest] + Math.log(sum) - Math.log(logs.length) - d * 0.5 * Math.log(2 * Math.PI * variance);
            double own = 0x1p-40 * (Math.abs(truth) + Math.abs(logs[nearest]) + d);
            assertEquals(truth, posterior.logDensity()[b], posterior.errorBound()[b] + own);
            assertTrue(posterior.skipped()[b] <= precision.unitRoundoff() * (1 + 0x1p-20));
            // A weight is off by twice the bound at most, the diameter of the patterns is below 2·10⁴.
            double spread = 2e4 * Math.expm1(2 * (posterior.errorBound()[b] + own));
            double[] denoiser = posterior.denoiser().row(b);
            for (int k = 0; k < d; k++) {
                assertEquals(mean[k] / sum, denoiser[k], spread + 1e-11 * (1 + Math.abs(mean[k] / sum)));
            }
            if (posterior.skipped()[b] > 0) {
                assertEquals(nearest, posterior.nearest()[b]);
            }
        }
    }

    @Test
    void fewPatternsAreComparedAsEver() {
        for (int n : new int[] {1, 2, 500}) {
            var score = new EmpiricalScore(Matrix.of(adversarial(n, 3)), OU, Precision.DOUBLE, lab);
            TrackedScore tracked = score.tracked();
            for (double time = 10; time > 1e-8; time /= 10) {
                Matrix states = Matrix.of(new double[][] {{1, 2, 3}, {-4, 0, 4}});
                assertArrayEquals(score.posterior(states, time).logDensity(), tracked.posterior(states, time).logDensity());
            }
            assertEquals(0, tracked.prunedShare());
        }
    }

    @ParameterizedTest
    @CsvSource({"DOUBLE, EULER_MARUYAMA", "FLOAT, EI_HEUN"})
    void threadsBatchesAndHistoryChangeNothing(Precision precision, Scheme scheme) {
        // In float the bounds of tiles with far patterns are loose: more tiles than those may matter.
        double[][] patterns = adversarial(30000, 12);
        Matrix expected = null;
        for (int[] split : new int[][] {{1, 40}, {3, 7}, {2, 1}}) {
            try (Lab other = new Lab(5, split[0], Progress.SILENT)) {
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

    private static TimeGrid grid() {
        return TimeGrid.logNoise(OU, OU.timeAt(1e3), OU.timeAt(1e-4), 40);
    }

    @Test
    void aTrajectoryEndsWhereItEndsWithoutPruning() {
        var score = new EmpiricalScore(Matrix.of(adversarial(6300, 12)), OU, Precision.DOUBLE, lab);
        Matrix plain = new ReverseProcess(Scheme.DDIM.with(score, lab), grid(), lab).sample(9, "same");
        Matrix pruned = new ReverseProcess(Scheme.DDIM.with(score.tracked(), lab), grid(), lab).sample(9, "same");
        for (int b = 0; b < 9; b++) {
            // The flow spreads rounding by no more than the ratio of the noises' standard deviations, 3·10³.
            assertArrayEquals(plain.row(b), pruned.row(b), 1e-8);
        }
    }
}
