package org.remanence.experiment.measure;

import java.util.List;
import java.util.function.Function;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Reported;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.score.EmpiricalScore;
import org.remanence.session.Session;

/// What the responsibilities of noised patterns look like in time.
public record PosteriorCurves(
        @Reported("mean entropy of the responsibilities over log n") Curve normalizedExcessEntropy,
        @Reported("the same as the mean surprise −log w of the true pattern, a cross-check") Curve byInformationDensity,
        @Reported("the same from its definition by log p, a cross-check") Curve plain,
        @Reported("mean effective number of patterns 1/Σw²") Curve effectivePatterns,
        @Reported("probability that two clones end at the same pattern, as E Σw²") Curve sameNeighbour) {
    /// Share of f^e/α below which the empirical score counts as collapsed.
    public static final double COLLAPSED = 0.05;

    /// Draws at every time.
    /// @param draws a time
    public static PosteriorCurves measure(AxisValues times, int draws, EmpiricalScore score, Session session) {
        return of(times, PosteriorDraws.at(times, draws, 0, score, session));
    }

    /// The curves through draws at every time.
    public static PosteriorCurves of(AxisValues times, List<PosteriorDraws> drawn) {
        return new PosteriorCurves(curve(times, drawn, PosteriorDraws::normalizedExcessEntropy),
                curve(times, drawn, PosteriorDraws::byInformationDensity), curve(times, drawn, PosteriorDraws::plainEstimate),
                curve(times, drawn, PosteriorDraws::effectivePatterns), curve(times, drawn, PosteriorDraws::sameNeighbour));
    }

    private static Curve curve(AxisValues times, List<PosteriorDraws> drawn, Function<PosteriorDraws, Estimate> measure) {
        return Curve.of("time", times.values(), drawn.stream().map(measure).toList());
    }
}
