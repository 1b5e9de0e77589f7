package org.remanence.data;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/// An odd function of a standard normal number g as a series in the normalized Hermite polynomials,
/// `f(g) = Σ_k a_k He_k(g)/√k!`, by which `E f(g) f'(g') = Σ_k ρ^k a_k a'_k` for two numbers of correlation ρ (Mehler).
/// @param square E f(g)²
/// @param odd a_1, a_3, a_5, …
record HermiteSeries(double square, double[] odd) {
    /// The first coefficient below this share of √E f² ends a series.
    private static final double LAST = 1e-16;
    /// Steep functions have long series: what `tanh(10 g)` misses with this many terms is 2e-7 of E f².
    private static final int MOST_TERMS = 1000;
    /// The trapezoidal rule with this step is exact to rounding for all of these terms.
    private static final double STEP = 0.02;
    private static final int NODES = 650;

    /// The series of a bounded odd function.
    static HermiteSeries of(DoubleUnaryOperator function) {
        double[] weighted = new double[NODES];
        double[] before = new double[NODES];
        double[] polynomial = new double[NODES];
        double square = 0;
        for (int i = 0; i < NODES; i++) {
            double g = (i + 1) * STEP;
            // half of the density stays with the polynomial, which would overflow without it
            before[i] = Math.exp(-g * g / 4);
            polynomial[i] = g * before[i];
            double value = function.applyAsDouble(g);
            weighted[i] = 2 * STEP / Math.sqrt(2 * Math.PI) * value * before[i];
            square += value * weighted[i] * before[i];
        }
        double[] odd = new double[MOST_TERMS];
        double last = Double.POSITIVE_INFINITY;
        int terms = 0;
        while (terms < MOST_TERMS && Math.abs(last) > LAST * Math.sqrt(square)) {
            for (int i = 0; i < NODES; i++) {
                odd[terms] += weighted[i] * polynomial[i];
            }
            last = odd[terms];
            terms++;
            raise(2 * terms - 1, before, polynomial);
            raise(2 * terms, before, polynomial);
        }
        return new HermiteSeries(square, Arrays.copyOf(odd, terms));
    }

    /// From degrees k − 1, k to k, k + 1.
    private static void raise(int k, double[] before, double[] polynomial) {
        double root = Math.sqrt(k);
        double next = Math.sqrt(k + 1);
        for (int i = 0; i < NODES; i++) {
            double raised = ((i + 1) * STEP * polynomial[i] - root * before[i]) / next;
            before[i] = polynomial[i];
            polynomial[i] = raised;
        }
    }

    /// E f(g) f'(g') for numbers of correlation ρ.
    double product(HermiteSeries other, double correlation) {
        if (correlation == 1 && this == other) {
            return square;
        }
        double sum = 0;
        for (int k = Math.min(odd.length, other.odd.length) - 1; k >= 0; k--) {
            sum = Math.fma(correlation * correlation, sum, odd[k] * other.odd[k]);
        }
        return correlation * sum;
    }
}
