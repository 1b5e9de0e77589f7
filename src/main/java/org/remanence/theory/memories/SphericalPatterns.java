package org.remanence.theory.memories;

import org.remanence.tensor.Check;

/// Patterns uniform on the sphere of radius √N.
public record SphericalPatterns() implements PatternLaw {
    @Override
    public double freeEntropy(double lambda, double length) {
        double field = lambda * Math.sqrt(length);
        double cosine = cosine(field);
        return field * cosine + 0.5 * Math.log1p(-cosine * cosine);
    }

    @Override
    public double overlap(double lambda, double length) {
        return Math.sqrt(length) * cosine(lambda * Math.sqrt(length));
    }

    /// `(√(1 + 4 l²) − 1)/(2 l)` without cancellation.
    private static double cosine(double field) {
        return 2 * field / (1 + Math.sqrt(1 + 4 * field * field));
    }

    /// In high dimension that of Gaussian patterns.
    @Override
    public double information(double time) {
        return 0.5 * Math.log1p(1 / time);
    }

    @Override
    public double condensation(double load, double length) {
        double square = -Math.expm1(-2 * Check.positive("load α", load));
        return Math.sqrt(square) / ((1 - square) * Math.sqrt(length));
    }

    @Override
    public double saturation() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public double collapse(double load) {
        return 1 / Math.expm1(2 * Check.positive("load α", load));
    }
}
