package org.remanence.theory.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.CalculusFieldElement;
import org.hipparchus.analysis.differentiation.FieldGradient;
import org.hipparchus.complex.Complex;
import org.remanence.tensor.Check;
import org.remanence.theory.Bracket;
import org.remanence.theory.features.Sensitivities.By;

/// The eigenvalue of U that a mixture ½ N(m, σ² I) + ½ N(−m, σ² I) with |m| = O(1) adds above the bulks: the direction m has
/// variance σ² + |m|², all others σ².
///
/// It lies where `Δ(z) = 1/q + ψ_p a² (v + s² (σ² + |m|²)/L)` vanishes beyond the upper edge, and exists for times before
/// that of the Baik–Ben Arous–Péché transition.
/// @param eigenvalue λ*; NaN if there is none
/// @param overlapSquared with W m/|W m| of its eigenvector; 0 if there is none
/// @param edge of the bulk below it
/// @param dataOverlapSquared with m/|m| of Wᵀ times the eigenvector; 0 if there is none
/// Source: derived; the diagrams of the talk sum to the same Δ.
public record MixtureOutlier(double eigenvalue, double overlapSquared, double edge, double dataOverlapSquared) {
    private static final double EARLIEST = 1e-3;
    private static final double LATEST = 6;
    /// How close to an edge solutions are asked for, relative.
    private static final double BESIDE = 1e-6;

    /// The outlier above all bulks.
    /// @param law with isotropic data of variance σ²
    /// @param separation |m|² > 0
    public static MixtureOutlier of(FeatureLaw law, double separation) {
        Check.positive("squared mean |m|²", separation);
        FeatureResolvent resolvent = law.resolvent();
        double variance = law.spectrum().largest() + separation;
        double edge = SpectrumEdge.upper(law).z();
        double top = law.withLargest(variance).top() * (1 + 1 / Math.sqrt(law.featureRatio())) + edge;
        return between(resolvent, edge * (1 + BESIDE), 2 * top, variance).orElse(new MixtureOutlier(Double.NaN, 0, edge, 0))
                .beside(edge);
    }

    /// All outliers: that above the bulks, and those in the gaps between and below them, ascending.
    /// @param spectrum of isotropic data of variance σ²
    /// @param separation |m|² > 0
    public static List<MixtureOutlier> all(FeatureBulks spectrum, double separation) {
        FeatureLaw law = spectrum.law();
        double variance = law.spectrum().largest() + separation;
        List<MixtureOutlier> found = new ArrayList<>();
        double below = law.atom() > 0 ? law.coefficients().fresh() : 0.5 * law.coefficients().fresh();
        for (Bulk bulk : spectrum.bulks()) {
            double edge = below;
            between(law.resolvent(), below + BESIDE * (bulk.lower() - below), bulk.lower() - BESIDE * (bulk.lower() - below),
                    variance)
                    .ifPresent(each -> found.add(each.beside(edge)));
            below = bulk.upper();
        }
        MixtureOutlier top = of(law, separation);
        if (!Double.isNaN(top.eigenvalue)) {
            found.add(top);
        }
        return found;
    }

    private MixtureOutlier beside(double below) {
        return new MixtureOutlier(eigenvalue, overlapSquared, below, dataOverlapSquared);
    }

    /// Δ falls in every gap, so one root at most.
    private static Optional<MixtureOutlier> between(FeatureResolvent resolvent, double lower, double upper, double variance) {
        if (!(delta(resolvent, lower, variance) > 0 && delta(resolvent, upper, variance) < 0)) {
            return Optional.empty();
        }
        double z = Bracket.root(x -> delta(resolvent, x, variance), lower, upper);
        Sensitivities sensitivities = new Sensitivities(resolvent.equations(), resolvent.inGap(z), new Complex(z));
        FieldGradient<Complex> delta = delta(resolvent.equations(), sensitivities.unknowns(), sensitivities.place(), variance);
        double slope = sensitivities.of(delta, By.Z).getRealPart();
        double length = sensitivities.of(delta, By.ZETA_IDENTITY).getRealPart() / slope;
        double overlap = -1 / slope;
        return Optional.of(new MixtureOutlier(z, overlap, Double.NaN, resolvent.equations().featureRatio() * overlap / length));
    }

    private static double delta(FeatureResolvent resolvent, double z, double variance) {
        return delta(resolvent.equations(), resolvent.inGap(z), FeatureEquations.Place.at(new Complex(z)), variance)
                .getRealPart();
    }

    /// Δ for a direction of that variance.
    static <T extends CalculusFieldElement<T>> T delta(FeatureEquations equations, OrderParameters<T> y,
                                                               FeatureEquations.Place<T> place, double variance) {
        FeatureEquations.Couplings<T> couplings = equations.couplings(y, place);
        return y.q().reciprocal().add(couplings.slope().multiply(variance).add(couplings.constant())
                .multiply(equations.featureRatio()));
    }

    /// The time of the transition: there is an outlier before it.
    /// @param separation |m|²
    /// @param variance σ²
    /// @return NaN where there is no outlier at any time, +∞ where there is one at all times up to 6
    public static double transition(Activation activation, double featureRatio, double sampleRatio, double separation,
            double variance) {
        DoubleUnaryOperator above = time -> {
            FeatureLaw law = FeatureLaw.of(activation, time, featureRatio, sampleRatio, PopulationSpectrum.isotropic(variance));
            SpectrumEdge.Edge edge = SpectrumEdge.upper(law);
            return delta(law.equations(), edge.solution(), FeatureEquations.Place.at(new Complex(edge.z())), variance
                    + separation).getRealPart();
        };
        if (!(above.applyAsDouble(EARLIEST) > 0)) {
            return Double.NaN;
        }
        return above.applyAsDouble(LATEST) > 0 ? Double.POSITIVE_INFINITY : Bracket.root(above, EARLIEST, LATEST);
    }

    /// The time of the transition for infinitely many patterns, `½ ln(1 + |m|² √ψ_p − σ²)`, for any activation.
    public static double populationTransition(double featureRatio, double separation, double variance) {
        return 0.5 * Math.log(1 + separation * Math.sqrt(featureRatio) - variance);
    }
}
