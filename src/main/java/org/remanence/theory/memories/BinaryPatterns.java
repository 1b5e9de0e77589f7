package org.remanence.theory.memories;

import org.remanence.theory.GaussianAverage;
import org.remanence.theory.Stable;

/// Patterns of independent signs; the state is a vector of signs too.
public record BinaryPatterns() implements PatternLaw {
    @Override
    public double freeEntropy(double lambda, double length) {
        return logCosh(lambda);
    }

    @Override
    public double overlap(double lambda, double length) {
        return Math.tanh(lambda);
    }

    @Override
    public double largestLoad() {
        return Math.log(2);
    }

    /// `s − E log cosh(s + √s z)` with s = 1/t.
    @Override
    public double information(double time) {
        double s = 1 / time;
        return s - GaussianAverage.of(z -> logCosh(s + Math.sqrt(s) * z));
    }

    @Override
    public double saturation() {
        return Double.POSITIVE_INFINITY;
    }

    static double logCosh(double x) {
        double size = Math.abs(x);
        return size < 0.1 ? Math.log1p(2 * Math.pow(Math.sinh(0.5 * size), 2)) : size - Math.log(2)
                + Stable.softplus(-2 * size);
    }
}
