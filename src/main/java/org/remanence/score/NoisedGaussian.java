package org.remanence.score;

import java.util.Arrays;
import org.remanence.data.GaussianModel;
import org.remanence.process.Diffusion;

/// A component of a mixture at one noise level: `N(s m, S)` with `S = s² C + v I`, in the eigenbasis of C.
///
/// Along eigenvector i, `γ_i = s² c_i + v`. Every formula works on the coordinates `p = U (x − s m)` and on what is left of
/// `x − s m` outside the basis, so small noise cancels nothing.
final class NoisedGaussian {
    private final double weight;
    private final double[] mean;
    private final double ambient;
    private final double[] variances;
    private final double[] basis;
    private final int d;
    private final int m;
    private final double[] ones;
    private final double[] precision;
    private final double[] gain;
    private final double[] posteriorSigma;
    private double ambientPrecision;
    private double ambientGain;
    private double ambientSigma;
    private double scale;
    private double logFactor;

    NoisedGaussian(double weight, GaussianModel gaussian) {
        this.weight = weight;
        mean = gaussian.mean();
        ambient = gaussian.covariance().ambient();
        variances = gaussian.covariance().variances();
        d = mean.length;
        m = variances.length;
        basis = new double[Math.multiplyExact(m, d)];
        if (m > 0) {
            gaussian.covariance().directions().copy(0, m, basis, 0);
        }
        ones = new double[m];
        Arrays.fill(ones, 1);
        precision = new double[m];
        gain = new double[m];
        posteriorSigma = new double[m];
    }

    /// Moves to another noise level.
    void move(Diffusion diffusion, double time) {
        scale = diffusion.scale(time);
        double noise = diffusion.variance(time);
        double logDeterminant = 0;
        for (int i = 0; i < m; i++) {
            double c = variances[i];
            double gamma = scale * scale * c + noise;
            logDeterminant += Math.log(gamma);
            precision[i] = 1 / gamma;
            gain[i] = scale * c / gamma;
            posteriorSigma[i] = Math.sqrt(noise * (c / gamma));
        }
        if (m < d) {
            double gamma = scale * scale * ambient + noise;
            logDeterminant += (d - m) * Math.log(gamma);
            ambientPrecision = 1 / gamma;
            ambientGain = scale * ambient / gamma;
            ambientSigma = Math.sqrt(noise * (ambient / gamma));
        }
        logFactor = Math.log(weight) - 0.5 * (logDeterminant + d * Math.log(2 * Math.PI));
    }

    int rank() {
        return m;
    }

    /// Whether the law has a density without any noise.
    boolean isProper() {
        boolean proper = m == d || ambient > 0;
        for (double each : variances) {
            proper &= each > 0;
        }
        return proper;
    }

    /// Whether the basis spans everything, so that coordinates alone make a split state.
    boolean isComplete() {
        return m == d;
    }

    /// Splits `x − s m` into coordinates p along the basis and the rest.
    /// @param x the state, `[d]`
    /// @param rest receives the rest, `[d]`
    /// @param p receives the coordinates from `at` on
    void split(double[] x, double[] rest, double[] p, int at) {
        for (int k = 0; k < d; k++) {
            rest[k] = Math.fma(-scale, mean[k], x[k]);
        }
        for (int i = 0; i < m; i++) {
            p[at + i] = dot(basis, i * d, rest, 0, d);
        }
        if (m > 0 && m < d) {
            expand(p, at, -1, ones, rest);
            clean(rest);
        }
    }

    /// Projects a second time: what rounding left in the rest along the basis would be divided by the noise alone.
    private void clean(double[] rest) {
        for (int i = 0; i < m; i++) {
            double left = dot(basis, i * d, rest, 0, d);
            for (int k = 0; k < d; k++) {
                rest[k] -= left * basis[i * d + k];
            }
        }
    }

    /// log of weight times density, for a split state.
    double logWeight(double[] rest, double[] p, int at) {
        double squares = m < d ? ambientPrecision * dot(rest, 0, rest, 0, d) : 0;
        for (int i = 0; i < m; i++) {
            squares += precision[i] * p[at + i] * p[at + i];
        }
        return logFactor - 0.5 * squares;
    }

    /// Adds `factor · ∇ log N(x)` for a split state.
    void addScore(double factor, double[] rest, double[] p, int at, double[] into) {
        if (m < d) {
            axpy(-factor * ambientPrecision, rest, into);
        }
        expand(p, at, -factor, precision, into);
    }

    /// Adds `factor · E[a | x, this component]` for a split state.
    void addDenoiser(double factor, double[] rest, double[] p, int at, double[] into) {
        axpy(factor, mean, into);
        if (m < d && ambientGain > 0) {
            axpy(factor * ambientGain, rest, into);
        }
        expand(p, at, factor, gain, into);
    }

    /// Adds a deviation of the datum from its posterior mean, `√(v C S⁻¹) z`.
    /// @param z standard normal numbers, at least `[d]`; overwritten
    /// @param coordinates scratch, at least `[m]`
    void addDeviation(double[] z, double[] coordinates, double[] into) {
        if (m == d || ambientSigma == 0) {
            expand(z, 0, 1, posteriorSigma, into);
            return;
        }
        for (int i = 0; i < m; i++) {
            coordinates[i] = dot(basis, i * d, z, 0, d);
        }
        for (int k = 0; k < d; k++) {
            into[k] += ambientSigma * z[k];
        }
        for (int i = 0; i < m; i++) {
            coordinates[i] *= posteriorSigma[i] - ambientSigma;
        }
        expand(coordinates, 0, 1, ones, into);
    }

    /// Adds `factor · S⁻¹` to the upper triangle of a `[d × d]` row-major array.
    void addPrecision(double factor, double[] into) {
        double outside = m < d ? ambientPrecision : 0;
        for (int k = 0; k < d; k++) {
            into[k * d + k] += factor * outside;
        }
        for (int i = 0; i < m; i++) {
            double excess = factor * (precision[i] - outside);
            for (int k = 0; k < d; k++) {
                double row = excess * basis[i * d + k];
                for (int l = k; l < d; l++) {
                    into[k * d + l] += row * basis[i * d + l];
                }
            }
        }
    }

    /// Adds `factor · Uᵀ (coefficients · p)`.
    private void expand(double[] p, int at, double factor, double[] coefficients, double[] into) {
        for (int i = 0; i < m; i++) {
            double amount = factor * p[at + i] * coefficients[i];
            int row = i * d;
            for (int k = 0; k < d; k++) {
                into[k] += amount * basis[row + k];
            }
        }
    }

    private static void axpy(double factor, double[] x, double[] into) {
        for (int k = 0; k < into.length; k++) {
            into[k] += factor * x[k];
        }
    }

    /// Four chains, added in a fixed order.
    private static double dot(double[] a, int atA, double[] b, int atB, int length) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int k = 0;
        for (; k + 4 <= length; k += 4) {
            first = Math.fma(a[atA + k], b[atB + k], first);
            second = Math.fma(a[atA + k + 1], b[atB + k + 1], second);
            third = Math.fma(a[atA + k + 2], b[atB + k + 2], third);
            fourth = Math.fma(a[atA + k + 3], b[atB + k + 3], fourth);
        }
        for (; k < length; k++) {
            first = Math.fma(a[atA + k], b[atB + k], first);
        }
        return (first + second) + (third + fourth);
    }
}
