package org.remanence.theory;

import org.remanence.tensor.Check;

/// Two classes `N(±m, σ² I)` seen through noise: the probability φ that two clones of one state end in the same class, and
/// the information the state holds about its class.
///
/// Given x_t, clones are independent and end in class k with probability p_k(x_t), so φ = E Σ_k p_k². Only the squared
/// distance of the class means from their middle in units of the noise matters, `ρ² = |m|² e^{−2t} / Γ_t =
/// |m|² / (τ + σ²)`. A return trip (noise a datum to t, then reverse) keeps its class with the same probability.
public final class SameClass {
    /// φ at ρ² = 1, the level curves of all dimensions cross at t = ½ log d for |m|² = d, σ = 1.
    public static final double THRESHOLD = 0.7752002453966635;

    private static final double SMALL = 0.5;

    private SameClass() { }

    /// ρ² of two classes with means ±m, |m|² = μ² d.
    /// @param noiseToSignal τ
    /// @param dimension numbers in a pattern
    /// @param mu |m| / √d
    /// @param sigma standard deviation of each class, per coordinate
    /// @return |m|² / (τ + σ²); +∞ at τ = σ = 0
    /// @throws IllegalArgumentException if an argument is negative, infinite or NaN, or the dimension below 1
    public static double separation(double noiseToSignal, int dimension, double mu, double sigma) {
        Check.nonNegative("noise-to-signal ratio", noiseToSignal);
        Check.atLeast("dimension", 1, dimension);
        Check.nonNegative("mu", mu);
        Check.nonNegative("sigma", sigma);
        return mu == 0 ? 0 : mu * mu * dimension / (noiseToSignal + sigma * sigma);
    }

    /// φ for classes of equal weight, ½ [1 + E tanh(ρ² + ρz)] = ½ [1 + E tanh²(ρ² + ρz)]: from ½ at ρ² = 0 to 1.
    /// @param separation ρ², from 0 to +∞
    /// @throws IllegalArgumentException if it is negative or NaN
    public static double balanced(double separation) {
        return unbalanced(0.5, separation);
    }

    /// φ for classes of weights p and 1 − p: from p² + (1 − p)² at ρ² = 0 to 1.
    /// @param weight p, in [0, 1]
    /// @param separation ρ², from 0 to +∞
    /// @throws IllegalArgumentException if an argument is out of range or NaN
    public static double unbalanced(double weight, double separation) {
        checkSeparation(separation);
        if (!(weight >= 0 && weight <= 1)) {
            throw new IllegalArgumentException("weight of a class must lie in [0, 1], got " + weight);
        }
        if (weight == 0 || weight == 1 || Double.isInfinite(separation)) {
            return 1;
        }
        double rho = Math.sqrt(separation);
        double prior = 0.5 * (Math.log(weight) - Math.log1p(-weight));
        return 0.5 + 0.5 * GaussianAverage.of(z -> {
            double u = separation + rho * z;
            double first = Math.tanh(u + prior);
            double second = Math.tanh(u - prior);
            return weight * first * first + (1 - weight) * second * second;
        });
    }

    /// Information the state holds about its class, for classes of equal weight: `ρ² − E log cosh(ρ² + ρz)`, from 0 to log 2.
    /// @param separation ρ², from 0 to +∞
    /// @return nats
    /// @throws IllegalArgumentException if it is negative or NaN
    public static double information(double separation) {
        checkSeparation(separation);
        if (Double.isInfinite(separation)) {
            return Math.log(2);
        }
        double rho = Math.sqrt(separation);
        if (separation < SMALL) {
            return separation - GaussianAverage.of(z -> logCosh(separation + rho * z));
        }
        return Math.log(2) - GaussianAverage.of(z -> Stable.softplus(-2 * (separation + rho * z)));
    }

    /// Derivative of [#information] with respect to ρ²: ½ (1 − E tanh(ρ² + ρz)), half the error of the best guess of the
    /// class sign; from ½ to 0.
    /// @param separation ρ², from 0 to +∞
    /// @throws IllegalArgumentException if it is negative or NaN
    public static double informationSlope(double separation) {
        checkSeparation(separation);
        if (Double.isInfinite(separation)) {
            return 0;
        }
        double rho = Math.sqrt(separation);
        return GaussianAverage.of(z -> Stable.logistic(-2 * (separation + rho * z)));
    }

    /// log cosh u, without overflow and without cancellation near 0.
    public static double logCosh(double u) {
        double a = Math.abs(u);
        if (a < 1) {
            double half = Math.sinh(0.5 * a);
            return Math.log1p(2 * half * half);
        }
        return a + Math.log1p(Math.exp(-2 * a)) - Math.log(2);
    }

    private static void checkSeparation(double separation) {
        if (!(separation >= 0)) {
            throw new IllegalArgumentException("separation ρ² must be ≥ 0, got " + separation);
        }
    }
}
