package org.remanence.experiment.portrait;

import java.util.List;
import org.remanence.data.PatternSet;
import org.remanence.experiment.Reported;
import org.remanence.experiment.measure.Duplicates;
import org.remanence.experiment.measure.IntrinsicDimension;
import org.remanence.experiment.measure.LastChange;
import org.remanence.linalg.Spectrum;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;

/// What a portrait measures.
/// @param about the data
/// @param spectrum of the covariance
/// @param normalizedExcessEntropy f^e/α
/// @param byInformationDensity the same, second estimator
/// @param plain the same by its definition
/// @param effectivePatterns n_eff
/// @param sameNeighbour φ_C without cloning
/// @param sameNeighbourByCloning φ_C by cloning
/// @param sameClass φ by cloning
/// @param lastChange of the nearest pattern
/// @param effectiveDimension d + v tr J
/// @param jacobianSpectra eigenvalues of I + v J
/// @param collapse t_C measured three ways
/// @param speciation t_S measured
public record PortraitResult(
        @Reported("the data") About about,
        @Reported("spectrum of the centred covariance") SpectrumSummary spectrum,
        @Reported("mean entropy of the responsibilities over log n") Curve normalizedExcessEntropy,
        @Reported("the same as the mean surprise −log w of the true pattern, a cross-check") Curve byInformationDensity,
        @Reported("the same from its definition by log p, a cross-check") Curve plain,
        @Reported("mean effective number of patterns 1/Σw²") Curve effectivePatterns,
        @Reported("probability that two clones end at the same pattern, as E Σw²") Curve sameNeighbour,
        @Reported("the same by cloning trajectories of the reverse process") Curve sameNeighbourByCloning,
        @Reported("share of clones that end nearest to the same class mean; no points without labels") Curve sameClass,
        @Reported(value = "when the nearest pattern of a trajectory changes for the last time", unit = "time of the process")
                LastChange.Summary lastChange,
        @Reported("effective dimension d + v tr J of the score") Curve effectiveDimension,
        @Reported("eigenvalues of I + v J at a few times; none in high dimension")
                List<IntrinsicDimension.JacobianSpectrum> jacobianSpectra,
        @Reported(value = "the collapse, seen three ways", unit = "time of the process") Collapse collapse,
        @Reported(value = "where sameClass crosses 0.775", unit = "time of the process") Estimate speciation) {

    /// The data.
    /// @param name of the data set
    /// @param patterns n
    /// @param dimension d
    /// @param logLoad ln n / d, nats
    /// @param classes K, 0 without labels
    /// @param duplicates patterns that equal another to the bit
    /// @param preprocessing what was done first
    public record About(String name, long patterns, int dimension, double logLoad, int classes, long duplicates, List<String> preprocessing) {
        static About of(PatternSet patterns) {
            return new About(patterns.name(), patterns.rows(), patterns.columns(), Math.log(patterns.rows()) / patterns.columns(),
                    patterns.classCount(), Duplicates.count(patterns), patterns.preprocessing());
        }
    }

    /// The spectrum of the centred covariance.
    /// @param largest Λ
    /// @param total summed variance of all coordinates
    /// @param effectiveRank (Σλ)² / Σλ²
    /// @param eigenvalues in decreasing order
    public record SpectrumSummary(double largest, double total, double effectiveRank, double[] eigenvalues) {
        static SpectrumSummary of(Spectrum spectrum) {
            double squares = 0;
            for (double each : spectrum.eigenvalues()) {
                squares = Math.fma(each, each, squares);
            }
            double total = spectrum.total();
            return new SpectrumSummary(spectrum.largest(1)[0], total, squares > 0 ? total * total / squares : 0, spectrum.eigenvalues());
        }
    }

    /// Where the empirical score collapses.
    /// @param sameNeighbour where φ_C crosses 1/2
    /// @param lastChange median of the last change
    /// @param excessEntropy where f^e/α crosses 0.05
    public record Collapse(Estimate sameNeighbour, Estimate lastChange, Estimate excessEntropy) { }
}
