package org.remanence.theory.features;

/// A connected part of the spectrum of U.
/// @param name of its role: `memorization`, `noise` or `generalization` where there are these three, else `bulk1`, `bulk2`, …
/// @param lower edge
/// @param upper edge
/// @param mass share of all p eigenvalues
/// @param lossShare how much of the fall of L_train, from 1 on, its eigenvalues bring
public record Bulk(String name, double lower, double upper, double mass, double lossShare) {
    /// Training time at which its slowest direction is learned, `ψ_p/(2 v λ)` at the lower edge.
    public double slowestTime(FeatureLaw law) {
        return law.featureRatio() / (2 * law.coefficients().noise() * lower);
    }
}
