package org.remanence.theory;

import org.remanence.tensor.Check;

/// Eigenvalues of the sample covariance of n points of N(0, σ² I) in d dimensions, for n, d → ∞ at fixed d/n: the density
/// `√((λ₊ − x)(x − λ₋)) / (2π σ² (d/n) x)` between `λ± = σ² (1 ± √(d/n))²`, and an atom at zero if d > n.
/// @param ratio d/n
/// @param variance σ²
/// Source: Marchenko and Pastur, "Distribution of eigenvalues for some sets of random matrices", 1967.
public record MarchenkoPastur(double ratio, double variance) implements SpectralLaw {
    /// Refuses numbers that are not positive.
    public MarchenkoPastur {
        Check.positive("ratio d/n", ratio);
        Check.positive("variance", variance);
    }

    @Override
    public double density(double x) {
        double inside = (upperEdge() - x) * (x - lowerEdge());
        return inside > 0 ? Math.sqrt(inside) / (2 * Math.PI * variance * ratio * x) : 0;
    }

    @Override
    public double lowerEdge() {
        return variance * Math.pow(1 - Math.sqrt(ratio), 2);
    }

    @Override
    public double upperEdge() {
        return variance * Math.pow(1 + Math.sqrt(ratio), 2);
    }

    @Override
    public double atom() {
        return Math.max(0, 1 - 1 / ratio);
    }

    /// `E λ^k = σ^{2k} Σ_{r<k} (d/n)^r C(k, r) C(k − 1, r) / (r + 1)`.
    /// @param k from 1
    public double moment(int k) {
        Check.atLeast("order of the moment", 1, k);
        double sum = 0;
        double term = 1;
        for (int r = 0; r < k; r++) {
            sum += term;
            // C(k, r + 1) C(k − 1, r + 1) / (r + 2), from the term before
            term *= ratio * (k - r) * (k - 1 - r) / ((r + 1.0) * (r + 2.0));
        }
        return Math.pow(variance, k) * sum;
    }
}
