package org.remanence.theory.geometry;

import org.remanence.tensor.Check;
import org.remanence.theory.Information;

/// Data `F z` on a manifold of dimension m in dimension d → ∞, with the d·m entries of F independent of variance σ²/m: the
/// eigenvalues of `FᵀF` fill a Marchenko–Pastur bulk `[γ₋, γ₊]`, `γ± = σ² (1 ± √(d/m))²`.
///
/// Below the d − m singular values 1 of `v J` lies the bulk `[τ/(τ + γ₊), τ/(τ + γ₋)]`.
/// @param variance σ², of a coordinate of the data
/// @param ratio α_m = m/d ∈ (0, 1]
/// Source: Achilli et al., "Losing dimensions: geometric memorization in generative diffusion", 2024, eq. 9 with the sign
/// corrected.
public record RandomManifold(double variance, double ratio) {
    /// @throws IllegalArgumentException unless the variance is positive and the ratio in (0, 1]
    public RandomManifold {
        Check.positive("variance", variance);
        if (!(ratio > 0 && ratio <= 1)) {
            throw new IllegalArgumentException("m/d must lie in (0, 1], got " + ratio);
        }
    }

    /// γ₋, the least eigenvalue.
    public double lowest() {
        double root = 1 - 1 / Math.sqrt(ratio);
        return variance * root * root;
    }

    /// γ₊, the largest eigenvalue.
    public double highest() {
        double root = 1 + 1 / Math.sqrt(ratio);
        return variance * root * root;
    }

    /// Height `γ₋/(τ + γ₋)` of the gap between the normal directions and the bulk.
    public double gap(double noiseToSignal) {
        Information.checkNoise(noiseToSignal);
        return lowest() / (noiseToSignal + lowest());
    }

    /// The gap as eq. 9 is printed, with γ₊ in place of γ₋: too wide, by 0.67 at τ = ½ and m/d = ½.
    public double gapAsPrinted(double noiseToSignal) {
        Information.checkNoise(noiseToSignal);
        return highest() / (noiseToSignal + highest());
    }

    /// Noise level `√(γ₋(σ₁) γ₊(σ₂))` at which the gap between this bulk and a lower one is widest.
    /// @param lower a manifold of smaller variance beside this one
    public double widest(RandomManifold lower) {
        return Math.sqrt(lowest() * lower.highest());
    }
}
