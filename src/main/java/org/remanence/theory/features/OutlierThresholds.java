package org.remanence.theory.features;

import java.util.function.DoubleUnaryOperator;
import org.hipparchus.complex.Complex;
import org.remanence.tensor.Check;
import org.remanence.theory.Bracket;

/// From where on a mixture adds an outlier above all bulks, as [MixtureOutlier] does: the Δ of that law vanishes at the upper
/// edge.
/// The threshold in time is [MixtureOutlier#transition].
/// Source: derived.
public final class OutlierThresholds {
    private static final double MOST = 1e4;

    private OutlierThresholds() { }

    /// The least |m|² that has an outlier; Δ is linear in it. For ψ_p = ∞ it is σ²/√ψ_n at any time.
    /// @param law with isotropic data of variance σ²
    public static double separation(FeatureLaw law) {
        SpectrumEdge.Edge edge = SpectrumEdge.upper(law);
        double none = delta(law, edge, 0);
        return none / (none - delta(law, edge, 1)) - law.spectrum().largest();
    }

    private static double delta(FeatureLaw law, SpectrumEdge.Edge edge, double variance) {
        return MixtureOutlier.delta(law.equations(), edge.solution(), FeatureEquations.Place.at(new Complex(edge.z())), variance)
                .getRealPart();
    }

    /// The least ψ_n = n/d that has an outlier, sought upwards from (σ²/|m|²)², which is it for ψ_p = ∞.
    /// @param separation |m|² > 0
    /// @param variance σ²
    /// @return NaN where 10⁴ are not enough
    public static double sampleRatio(Activation activation, double time, double featureRatio, double separation,
            double variance) {
        Check.positive("squared mean |m|²", separation);
        DoubleUnaryOperator lacking = sampleRatio -> separation(FeatureLaw.of(activation, time, featureRatio, sampleRatio,
                PopulationSpectrum.isotropic(variance))) - separation;
        double few = variance * variance / (separation * separation);
        for (double many = 2 * few; many < MOST; many *= 2) {
            if (lacking.applyAsDouble(many) < 0) {
                return Bracket.root(lacking, many / 2, many);
            }
        }
        return Double.NaN;
    }
}
