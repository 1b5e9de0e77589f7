package org.remanence.perceptron;

/// `U_τ(s) = (1 − s^τ)/τ` for s > 0, `(1 − s)/τ` below, by its definition; chains evaluate it by
/// [org.remanence.kernel.AnnealedEnergy].
/// Source: Baldassi et al.; the potential of the talk.
public final class AnnealedPotential {
    private AnnealedPotential() { }

    /// U_τ(s).
    /// @param tau τ in (0, 1]
    public static double at(double s, double tau) {
        return s > 0 ? (1 - Math.pow(s, tau)) / tau : (1 - s) / tau;
    }
}
