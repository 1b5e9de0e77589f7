package org.remanence.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.remanence.process.Diffusion;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

/// Posteriors pattern by pattern, and patterns made to be difficult.
final class BruteForce {
    private BruteForce() { }

    /// Clusters at three distances, every tenth pattern a copy of the one before, two patterns far away.
    static double[][] adversarial(Session session, int n, int d) {
        double[][] patterns = new double[n][d];
        for (int i = 0; i < n; i++) {
            session.stream("patterns").gaussians(i, 0, patterns[i], 0, d);
            patterns[i][0] += 8 * (i % 3);
            if (i % 10 == 9) {
                patterns[i] = patterns[i - 1].clone();
            }
        }
        patterns[n / 3][d - 1] = 1e4;
        patterns[Math.min(n / 3 + 1, n - 1)][d - 1] = -300;
        return patterns;
    }

    /// Patterns with noise.
    static Matrix noised(Session session, double[][] patterns, int[] origin, Diffusion diffusion, double time) {
        int d = patterns[0].length;
        double[][] states = new double[origin.length][d];
        for (int b = 0; b < origin.length; b++) {
            session.stream("states").gaussians(b, 0, states[b], 0, d);
            for (int k = 0; k < d; k++) {
                states[b][k] = diffusion.scale(time) * patterns[origin[b]][k] + Math.sqrt(diffusion.variance(time)) * states[b][k];
            }
        }
        return Matrix.of(states);
    }

    /// Against every pattern, directly: those log-weights are off by 2⁻⁴⁰ of themselves at most.
    static void check(double[][] patterns, Matrix states, Diffusion diffusion, double time, Posterior posterior,
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
}
