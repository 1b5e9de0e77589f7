package org.remanence.theory.regimes;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.LogGamma;
import org.remanence.tensor.Check;
import org.remanence.theory.Stable;

/// Averages over y = G − G′ of two independent Gamma(d/2, 1) variables, which is what the log-likelihood of a Gaussian
/// channel fluctuates by.
///
/// The density is `(|y|/2)^ν K_ν(|y|) / (√π Γ(d/2))` with ν = (d − 1)/2. On y > 0 the map y = log(1 + e^v) spreads the
/// singularity at 0 over v → −∞ and leaves large y alone, so the trapezoidal rule in v converges exponentially for every
/// dimension. The nodes depend on d alone.
final class GammaDifference {
    private static final double STEP = 0.2;
    private static final double DEEP = 45;

    private final double[] node;
    private final double[] weight;

    /// @param dimension d, from 1
    GammaDifference(int dimension) {
        Check.atLeast("dimension", 1, dimension);
        double nu = 0.5 * (dimension - 1);
        double norm = 0.5 * Math.log(Math.PI) + LogGamma.value(0.5 * dimension);
        double reach = DEEP + 12 * Math.sqrt(dimension);
        int points = (int) Math.ceil((DEEP + reach) / STEP);
        node = new double[points];
        weight = new double[points];
        for (int i = 0; i < points; i++) {
            double v = STEP * i - DEEP;
            node[i] = Stable.softplus(v);
            weight[i] = STEP * Stable.logistic(v) * Math.exp(logScaledBessel(nu, node[i]) - norm);
        }
    }

    /// E f(y).
    double expect(DoubleUnaryOperator f) {
        double sum = 0;
        for (int i = 0; i < node.length; i++) {
            sum += weight[i] * (f.applyAsDouble(node[i]) + f.applyAsDouble(-node[i]));
        }
        return sum;
    }

    /// log[(x/2)^ν K_ν(x)] from K_ν(x) = ½ ∫ exp(νu − x cosh u) du, by the trapezoidal rule about the peak at
    /// sinh u = ν/x.
    static double logScaledBessel(double nu, double x) {
        double logHalf = Math.log(0.5 * x);
        double peak = peak(nu, x);
        double top = exponent(nu, x, logHalf, peak);
        double step = Math.min(0.1, 0.4 / Math.sqrt(Math.hypot(nu, x)));
        double sum = 1;
        for (int side = -1; side <= 1; side += 2) {
            double term = 1;
            for (int k = 1; term > 1e-19; k++) {
                term = Math.exp(exponent(nu, x, logHalf, peak + side * k * step) - top);
                sum += term;
            }
        }
        return top + Math.log(0.5 * step * sum);
    }

    private static double peak(double nu, double x) {
        return Math.log((nu + Math.hypot(nu, x)) / x);
    }

    private static double exponent(double nu, double x, double logHalf, double u) {
        return nu * (u + logHalf) - x * Math.cosh(u);
    }
}
