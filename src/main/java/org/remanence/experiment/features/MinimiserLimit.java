package org.remanence.experiment.features;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.remanence.experiment.features.CurvePoints.Quantity;
import org.remanence.feature.FeatureFunction;
import org.remanence.theory.features.Activation;
import org.remanence.theory.features.FeatureCoefficients;
import org.remanence.theory.features.ManyFeatures;
import org.remanence.theory.features.MinimiserLosses;
import org.remanence.theory.features.PopulationSpectrum;

/// Losses of the minimiser for d → ∞ along a learning curve; what was solved once is kept.
final class MinimiserLimit {
    private final CurvePoints points;
    private final VarianceShares shares;
    private final Activation activation;
    private final Map<List<Double>, MinimiserLosses> solved = new HashMap<>();

    MinimiserLimit(CurvePoints points, VarianceShares shares, FeatureFunction activation) {
        this.points = points;
        this.shares = shares;
        this.activation = Activation.valueOf(activation.name());
    }

    /// Solves at all points, so that a question without an answer is refused before work begins.
    void require(List<Noisings> noisings) {
        for (Noisings m : noisings) {
            for (double x : points.x()) {
                at(m.number(), x);
            }
        }
    }

    /// A loss as a function of what runs.
    DoubleUnaryOperator of(Noisings m, ToDoubleFunction<MinimiserLosses> loss) {
        return x -> loss.applyAsDouble(at(m.number(), x));
    }

    private MinimiserLosses at(double m, double x) {
        return solved.computeIfAbsent(List.of(m, x), _ -> losses(points.at(Quantity.PSI_N, x), m, x));
    }

    private MinimiserLosses losses(double psiN, double m, double x) {
        return MinimiserLosses.of(coefficients(x), points.at(Quantity.PSI_P, x), psiN, m, spectrum(x),
                points.at(Quantity.LAMBDA, x));
    }

    /// E_test for infinitely many patterns.
    double manyPatterns(double x) {
        return losses(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, x).scoreError();
    }

    /// E_test for infinitely many features, if a formula is known.
    OptionalDouble manyFeatures(Noisings m, double x) {
        return ManyFeatures.scoreError(coefficients(x), points.at(Quantity.PSI_N, x), m.number(), spectrum(x),
                points.at(Quantity.LAMBDA, x));
    }

    /// C_t.
    double unexplained(double x) {
        return spectrum(x).unexplained(coefficients(x));
    }

    /// The score error of S = 0, Tr Σ_t⁻¹/d.
    double nullError(double x) {
        return (1 - unexplained(x)) / coefficients(x).noise();
    }

    private FeatureCoefficients coefficients(double x) {
        return FeatureCoefficients.of(activation, points.at(Quantity.TIME, x), spectrum(x).mean());
    }

    private PopulationSpectrum spectrum(double x) {
        return shares.within(points.at(Quantity.PSI_LATENT, x)).spectrum();
    }
}
