package org.remanence.theory.features;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfc;

/// A function σ of a pre-activation, with its averages over Gaussian variables: closed forms where there are any, else the
/// trapezoidal rule on the real line, which is exact to rounding for functions that are analytic in a strip.
public enum Activation {
    /// σ(u) = tanh u.
    TANH(Math::tanh),
    /// σ(u) = u/(1 + e^{−u}).
    SILU(u -> u / (1 + Math.exp(-u))),
    /// σ(u) = u.
    IDENTITY(u -> u) {
        @Override
        double smoothed(double g, double variance) {
            return g;
        }

        @Override
        double slope(double variance) {
            return 1;
        }

        @Override
        double pair(double variance, double covariance) {
            return covariance;
        }
    },
    /// σ(u) = erf u.
    ERF(Erf::value) {
        @Override
        double smoothed(double g, double variance) {
            return Erf.value(g / Math.sqrt(1 + 2 * variance));
        }

        @Override
        double slope(double variance) {
            return 2 / Math.sqrt(Math.PI * (1 + 2 * variance));
        }

        @Override
        double pair(double variance, double covariance) {
            return 2 / Math.PI * Math.asin(2 * covariance / (1 + 2 * variance));
        }
    },
    /// σ(u) = max(u, 0).
    RELU(u -> Math.max(u, 0)) {
        @Override
        double smoothed(double g, double variance) {
            double s = Math.sqrt(variance);
            return g * 0.5 * Erfc.value(-g / (s * Math.sqrt(2))) + s * Math.exp(-0.5 * g * g / variance) / Math.sqrt(2 * Math.PI);
        }

        @Override
        double mean(double variance) {
            return Math.sqrt(variance / (2 * Math.PI));
        }

        @Override
        double slope(double variance) {
            return 0.5;
        }

        @Override
        double hermite(int k, double variance) {
            return Math.sqrt(variance / (2 * Math.PI)) * he(k - 2, 0);
        }

        @Override
        double pair(double variance, double covariance) {
            double angle = Math.acos(Math.clamp(covariance / variance, -1, 1));
            return variance / (2 * Math.PI) * (Math.sin(angle) + (Math.PI - angle) * Math.cos(angle));
        }
    },
    /// σ(u) = sign u.
    SIGN(Math::signum) {
        @Override
        double smoothed(double g, double variance) {
            return Erf.value(g / Math.sqrt(2 * variance));
        }

        @Override
        double slope(double variance) {
            return Math.sqrt(2 / (Math.PI * variance));
        }

        @Override
        double hermite(int k, double variance) {
            return Math.sqrt(2 / Math.PI) * he(k - 1, 0);
        }

        @Override
        double pair(double variance, double covariance) {
            return 2 / Math.PI * Math.asin(Math.clamp(covariance / variance, -1, 1));
        }
    };

    private static final double STEP = 0.125;
    private static final int NODES = 96;
    /// Correlation below which a series replaces a difference; its orders then leave out less than rounding.
    private static final double SERIES_BELOW = 0.05;
    private static final int SERIES_ORDERS = 16;

    private final DoubleUnaryOperator function;

    Activation(DoubleUnaryOperator function) {
        this.function = function;
    }

    /// σ(u).
    public double of(double u) {
        return function.applyAsDouble(u);
    }

    /// E σ(g + √variance z).
    double smoothed(double g, double variance) {
        double s = Math.sqrt(variance);
        return average(s, z -> of(g + s * z));
    }

    /// E σ(√variance z).
    double mean(double variance) {
        return smoothed(0, variance);
    }

    /// E σ′(√variance z) = E z σ(√variance z)/√variance.
    double slope(double variance) {
        double s = Math.sqrt(variance);
        return average(s, z -> z * of(s * z)) / s;
    }

    /// E σ(x) σ(y) for x and y of equal variance.
    double pair(double variance, double covariance) {
        double shared = Math.sqrt(covariance);
        double own = variance - covariance;
        return average(shared, z -> {
            double value = own > 0 ? smoothed(shared * z, own) : of(shared * z);
            return value * value;
        });
    }

    /// E σ(x) σ(y) beyond mean and linear part, `E σ(x) σ(y) − μ₀² − a² covariance`, for x and y of equal variance.
    ///
    /// Of nearly independent x and y it is of second or third order in their correlation ρ, which a difference would lose:
    /// there `Σ_{k≥2} c_k² ρ^k/k!`, `c_k = E He_k(z) σ(√variance z)`.
    double nonlinearPair(double variance, double covariance) {
        double correlation = covariance / variance;
        if (correlation > SERIES_BELOW) {
            double mean = mean(variance);
            double slope = slope(variance);
            return pair(variance, covariance) - mean * mean - slope * slope * covariance;
        }
        double sum = 0;
        double factor = correlation;
        for (int k = 2; k < SERIES_ORDERS; k++) {
            factor *= correlation / k;
            double moment = hermite(k, variance);
            sum += factor * moment * moment;
        }
        return sum;
    }

    /// c_k = E He_k(z) σ(√variance z), k ≥ 2.
    double hermite(int k, double variance) {
        double s = Math.sqrt(variance);
        return average(s, z -> he(k, z) * of(s * z));
    }

    /// He_k(z).
    private static double he(int k, double z) {
        double before = 0;
        double value = 1;
        for (int j = 0; j < k; j++) {
            double next = z * value - j * before;
            before = value;
            value = next;
        }
        return value;
    }

    /// As on the command line.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// E f(z) for standard normal z and a function of scale · z that varies over lengths of order 1.
    static double average(double scale, DoubleUnaryOperator f) {
        int nodes = (int) Math.ceil(NODES * Math.max(1, scale));
        double step = STEP * NODES / nodes;
        double sum = f.applyAsDouble(0);
        for (int k = 1; k <= nodes; k++) {
            double z = k * step;
            sum += Math.exp(-0.5 * z * z) * (f.applyAsDouble(z) + f.applyAsDouble(-z));
        }
        return sum * step / Math.sqrt(2 * Math.PI);
    }
}
