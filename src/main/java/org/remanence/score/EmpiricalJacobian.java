package org.remanence.score;

import org.remanence.kernel.Distance;
import org.remanence.process.Diffusion;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Rows;

/// The Jacobian of the empirical score at one state, `J = (s² Cov_w(a)/v − I)/v`.
final class EmpiricalJacobian {
    private static final int BLOCK = 64;
    /// Patterns lighter than this change no digit of the covariance.
    private static final double NEGLIGIBLE = 1e-22;

    private final Rows patterns;
    private final Diffusion diffusion;
    private final Distance distance;

    EmpiricalJacobian(Rows patterns, Diffusion diffusion, Distance distance) {
        this.patterns = patterns;
        this.diffusion = diffusion;
        this.distance = distance;
    }

    Matrix at(double[] state, double time, Posterior posterior) {
        int d = state.length;
        double scale = diffusion.scale(time);
        double variance = diffusion.variance(time);
        double evidence = posterior.logDensity()[0] + Math.log(patterns.rows()) + 0.5 * d * Math.log(2 * Math.PI * variance);
        double[] mean = posterior.denoiser().row(0);
        double[] covariance = new double[d * d];
        double[] rows = new double[BLOCK * d];
        double[] residual = new double[d];
        for (long first = 0; first < patterns.rows(); first += BLOCK) {
            int count = (int) Math.min(BLOCK, patterns.rows() - first);
            patterns.copy(first, count, rows, 0);
            for (int i = 0; i < count; i++) {
                double square = distance.squared(rows, i * d, state, 0, d, scale, diffusion.scaleRemainder(time), residual);
                double weight = Math.exp(-square / (2 * variance) - evidence);
                if (weight > NEGLIGIBLE) {
                    add(rows, i * d, mean, weight, covariance);
                }
            }
        }
        return jacobian(covariance, d, scale * scale / variance, variance);
    }

    private static void add(double[] rows, int from, double[] mean, double weight, double[] covariance) {
        int d = mean.length;
        double[] centred = new double[d];
        for (int k = 0; k < d; k++) {
            centred[k] = rows[from + k] - mean[k];
        }
        for (int i = 0; i < d; i++) {
            double factor = weight * centred[i];
            for (int j = 0; j < d; j++) {
                covariance[i * d + j] += factor * centred[j];
            }
        }
    }

    private static Matrix jacobian(double[] covariance, int d, double ratio, double variance) {
        Matrix jacobian = Matrix.zeros(d, d);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                jacobian.set(i, j, (ratio * covariance[i * d + j] - (i == j ? 1 : 0)) / variance);
            }
        }
        return jacobian;
    }
}
