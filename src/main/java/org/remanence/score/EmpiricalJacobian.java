package org.remanence.score;

import java.util.Arrays;
import org.remanence.kernel.Distance;
import org.remanence.linalg.Blas;
import org.remanence.linalg.Operand;
import org.remanence.process.Diffusion;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Rows;

/// The Jacobian of the empirical score at one state, `J = (s² Cov_w(a)/v − I)/v`.
final class EmpiricalJacobian {
    private static final int BLOCK = 256;
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
        double[] logs = logWeights(state, scale, diffusion.scaleRemainder(time), variance);
        double largest = Arrays.stream(logs).max().orElseThrow();
        double total = Arrays.stream(logs).map(log -> Math.exp(log - largest)).sum();
        double[] mean = posterior.denoiser().row(0);
        double[] row = new double[d];
        var covariance = new WeightedCovariance(mean);
        for (int mu = 0; mu < logs.length; mu++) {
            double weight = Math.exp(logs[mu] - largest) / total;
            if (weight > NEGLIGIBLE) {
                patterns.copy(mu, 1, row, 0);
                covariance.add(row, weight);
            }
        }
        return jacobian(covariance.matrix(), scale * scale / variance, variance);
    }

    private double[] logWeights(double[] state, double scale, double remainder, double variance) {
        int d = state.length;
        double[] logs = new double[Math.toIntExact(patterns.rows())];
        double[] rows = new double[BLOCK * d];
        double[] residual = new double[d];
        for (int first = 0; first < logs.length; first += BLOCK) {
            int count = Math.min(BLOCK, logs.length - first);
            patterns.copy(first, count, rows, 0);
            for (int i = 0; i < count; i++) {
                logs[first + i] = -distance.squared(rows, i * d, state, 0, d, scale, remainder, residual) / (2 * variance);
            }
        }
        return logs;
    }

    /// Sums `w (a − m)(a − m)ᵀ`, many patterns a call of the dense library.
    private static final class WeightedCovariance {
        private final double[] mean;
        private final double[] centred;
        private final Matrix waiting;
        private final Matrix sum;
        private int held;

        WeightedCovariance(double[] mean) {
            this.mean = mean;
            this.centred = new double[mean.length];
            this.waiting = Matrix.zeros(BLOCK, mean.length);
            this.sum = Matrix.zeros(mean.length, mean.length);
        }

        void add(double[] row, double weight) {
            double root = Math.sqrt(weight);
            for (int k = 0; k < centred.length; k++) {
                centred[k] = root * (row[k] - mean[k]);
            }
            waiting.setRow(held++, centred);
            if (held == BLOCK) {
                flush();
            }
        }

        /// The sum, lower triangle.
        Matrix matrix() {
            if (held > 0) {
                flush();
            }
            return sum;
        }

        private void flush() {
            Blas.get().syrk(1, waiting.slice(0, held), Operand.TRANSPOSED, 1, sum);
            held = 0;
        }
    }

    private static Matrix jacobian(Matrix covariance, double ratio, double variance) {
        int d = covariance.columns();
        Matrix jacobian = Matrix.zeros(d, d);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                double entry = (ratio * covariance.get(i, j) - (i == j ? 1 : 0)) / variance;
                jacobian.set(i, j, entry);
                jacobian.set(j, i, entry);
            }
        }
        return jacobian;
    }
}
