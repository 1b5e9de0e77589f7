package org.remanence.theory.features;

import java.util.List;
import org.hipparchus.complex.Complex;

/// The linear part of the learned score along one direction of the data, in training time: the true score has
/// `−1/(s² λ + v)` along a direction of variance λ.
///
/// `κ(τ) = −a² ψ_p F[g_τ(z)/Δ(z)]`, Δ as in [MixtureOutlier]; a direction with an outlier is learned at ψ_p/(2vλ*).
/// Source: derived.
public final class DirectionResponse {
    private static final int NODES = 192;

    private final FeatureLaw law;
    private final Contour contour;
    private final List<Complex> inverse;

    /// @param law of all other directions
    /// @param variance λ of this one
    public DirectionResponse(FeatureLaw law, double variance) {
        this.law = law;
        this.contour = Contour.around(0.5 * law.coefficients().fresh(), 1.5 * law.top() * (1 + variance), NODES);
        FeatureEquations equations = law.equations();
        this.inverse = contour.solve(law.resolvent()).stream()
                .map(y -> MixtureOutlier.delta(equations, y, FeatureEquations.Place.at(Complex.ZERO), variance).reciprocal())
                .toList();
    }

    /// κ(τ); τ = +∞ for the minimiser.
    public double at(double trainingTime) {
        double rate = 2 * law.coefficients().noise() * trainingTime / law.featureRatio();
        Complex sum = contour.sum(i -> Relaxation.learned(contour.nodes()[i], rate).multiply(inverse.get(i)));
        return -law.coefficients().slope() * law.coefficients().slope() * law.featureRatio() * sum.getRealPart();
    }
}
