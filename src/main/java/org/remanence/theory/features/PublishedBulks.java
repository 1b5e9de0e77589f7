package org.remanence.theory.features;

/// The published picture of the spectrum of U for ψ_p > ψ_n ≫ 1: an atom, one bulk of the patterns and one of their law.
///
/// It joins the lowest d eigenvalues, which memorize, to those of noise: [FeatureBulks] has them apart. Its times lack the 2 of
/// the exponent, and the memorization time is too early where the diffusion time is small.
/// @param sampleLower lower edge of ρ₁, `s² + v² (1 − √(ψ_p/ψ_n))²`
/// @param sampleUpper upper edge of ρ₁
/// @param populationLower lower edge of ρ₂, the bulk of Ũ: `μ_*² + a² Γ² (√ψ_p − 1)²` for isotropic data
/// @param populationUpper upper edge of ρ₂
/// @param generalizationTime τ_gen = ψ_p/(v ·), at the lower edge of ρ₂
/// @param memorizationTime τ_mem = ψ_p/(v ·), at the lower edge of ρ₁
/// Source: Bonnaire et al. 2025, theorem 3.2 and below.
public record PublishedBulks(double sampleLower, double sampleUpper, double populationLower, double populationUpper,
                             double generalizationTime, double memorizationTime) {
    /// Of a law; data of other covariance count as isotropic of the same mean variance.
    public static PublishedBulks of(FeatureLaw law) {
        FeatureCoefficients c = law.coefficients();
        double ratio = Math.sqrt(law.featureRatio() / law.sampleRatio());
        double root = Math.sqrt(law.featureRatio());
        double linear = c.slope() * c.slope() * (c.signal() * law.spectrum().mean() + c.noise());
        double sampleLower = c.fresh() + c.shared() * (1 - ratio) * (1 - ratio);
        double populationLower = c.nonlinear() + linear * (root - 1) * (root - 1);
        double time = law.featureRatio() / c.noise();
        return new PublishedBulks(sampleLower, c.fresh() + c.shared() * (1 + ratio) * (1 + ratio),
                populationLower, c.nonlinear() + linear * (root + 1) * (root + 1), time / populationLower, time / sampleLower);
    }
}
