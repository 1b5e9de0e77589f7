package org.remanence.feature;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfc;

/// The function σ of a random feature, with its Hermite moments `H_k(g) = E He_k(u) σ(g + s u)` over u ~ N(0, 1).
///
/// Smooth functions by the trapezoidal rule, which errs by 1e-15; others in closed form.
public enum FeatureFunction {
    /// tanh u.
    TANH(Math::tanh),
    /// erf u.
    ERF(Erf::value),
    /// u/(1 + e^{−u}).
    SILU(u -> u / (1 + Math.exp(-u))),
    /// u.
    IDENTITY(u -> u) {
        @Override
        double moments(double g, double s, double[] into) {
            into[0] = g;
            into[1] = s;
            for (int k = 2; k < into.length; k++) {
                into[k] = 0;
            }
            return g * g + s * s;
        }
    },
    /// max(u, 0).
    RELU(u -> Math.max(u, 0)) {
        @Override
        double moments(double g, double s, double[] into) {
            double x = g / s;
            double density = Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
            double share = 0.5 * Erfc.value(-x / Math.sqrt(2));
            into[0] = g * share + s * density;
            into[1] = s * share;
            derivatives(x, s * density, into, 2);
            return (g * g + s * s) * share + g * s * density;
        }
    },
    /// sign u.
    SIGN(Math::signum) {
        @Override
        double moments(double g, double s, double[] into) {
            double x = g / s;
            into[0] = Erf.value(x / Math.sqrt(2));
            derivatives(x, 2 * Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI), into, 1);
            return 1;
        }
    };

    private static final double STEP = 0.25;
    private static final double REACH = 9;
    /// He_k(u) of normalized length grows like e^{u²/4} up to u = 2 √k.
    private static final double REACH_OF_ORDER = 0.08;

    private final DoubleUnaryOperator function;

    FeatureFunction(DoubleUnaryOperator function) {
        this.function = function;
    }

    /// σ(u).
    public double of(double u) {
        return function.applyAsDouble(u);
    }

    /// Whether it has derivatives of all orders, bounded in a strip along the real line.
    boolean smooth() {
        return this == TANH || this == ERF || this == SILU;
    }

    /// H_0, H_1, … at g.
    /// @param s standard deviation of the noise
    /// @param into receives as many moments as it is long, two at least
    /// @return E σ(g + s u)²
    double moments(double g, double s, double[] into) {
        Arrays.fill(into, 0);
        double square = 0;
        double step = STEP / Math.max(1, s);
        int half = (int) Math.ceil((REACH + REACH_OF_ORDER * into.length) / step);
        for (int i = -half; i <= half; i++) {
            double u = i * step;
            double weight = step / Math.sqrt(2 * Math.PI) * Math.exp(-0.5 * u * u);
            double value = of(g + s * u);
            square += weight * value * value;
            double before = 0;
            double hermite = 1;
            for (int k = 0; k < into.length; k++) {
                into[k] += weight * value * hermite;
                double next = u * hermite - k * before;
                before = hermite;
                hermite = next;
            }
        }
        return square;
    }

    /// Moments from the derivatives of a Gaussian density: H_{from + j} = (−1)^j He_j(x) times a factor.
    private static void derivatives(double x, double factor, double[] into, int from) {
        double before = 0;
        double hermite = factor;
        for (int j = 0; from + j < into.length; j++) {
            into[from + j] = j % 2 == 0 ? hermite : -hermite;
            double next = x * hermite - j * before;
            before = hermite;
            hermite = next;
        }
    }
}
