package org.remanence.experiment.portrait;

import java.util.List;
import org.remanence.data.PatternSet;
import org.remanence.experiment.Group;
import org.remanence.experiment.Reported;
import org.remanence.experiment.measure.Duplicates;
import org.remanence.experiment.measure.IntrinsicDimension;
import org.remanence.experiment.measure.LastChange;
import org.remanence.experiment.measure.Load;
import org.remanence.experiment.measure.PosteriorCurves;
import org.remanence.experiment.measure.RegimeCurves;
import org.remanence.linalg.Spectrum;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;

/// What a portrait measures.
public record PortraitResult(
        @Reported("the data") About about,
        @Reported("spectrum of the centred covariance: of the law where the patterns are drawn from one, else of the patterns") SpectrumSummary spectrum,
        @Group PosteriorCurves posterior,
        @Reported("the same by cloning trajectories of the reverse process") Curve sameNeighbourByCloning,
        @Reported("share of clones that end nearest to the same class mean; no points without labels") Curve sameClass,
        @Reported(value = "when the nearest pattern of a trajectory changes for the last time", unit = "time of the process")
                LastChange.Summary lastChange,
        @Reported("effective dimension d + v tr J of the score") Curve effectiveDimension,
        @Reported("eigenvalues of I + v J at a few times; none in high dimension")
                List<IntrinsicDimension.JacobianSpectrum> jacobianSpectra,
        @Reported(value = "the collapse, seen three ways", unit = "time of the process") Collapse collapse,
        @Reported(value = "where sameClass crosses 0.775", unit = "time of the process") Estimate speciation,
        @Reported("clones and paths of the network drawn beside; no points without one") RegimeCurves network) {

    /// The data.
    /// @param name of the data set
    /// @param load n and d
    /// @param classes K, 0 without labels
    /// @param duplicates patterns that equal another to the bit
    /// @param preprocessing what was done first
    public record About(String name, @Group Load load, int classes, long duplicates, List<String> preprocessing) {
        static About of(PatternSet patterns) {
            return new About(patterns.name(), Load.of(patterns), patterns.classCount(), Duplicates.count(patterns), patterns.preprocessing());
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
