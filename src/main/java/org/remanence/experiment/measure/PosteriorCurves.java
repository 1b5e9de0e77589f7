package org.remanence.experiment.measure;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.remanence.experiment.AxisValues;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.score.EmpiricalScore;
import org.remanence.session.Session;

/// What the responsibilities of noised patterns look like at several times.
/// @param times where
/// @param drawn one for each of them
public record PosteriorCurves(AxisValues times, List<PosteriorDraws> drawn) {
    /// Draws at every time.
    /// @param draws at most, a time
    /// @param error standard error of f^e/α at which drawing ends, 0 to take all
    public static PosteriorCurves measure(AxisValues times, int draws, double error, EmpiricalScore score, Session session) {
        session.progress().begin("posteriors", (long) times.size() * draws);
        List<PosteriorDraws> drawn = Arrays.stream(times.values())
                .mapToObj(time -> PosteriorDraws.at(time, draws, error, score, session)).toList();
        session.progress().end();
        return new PosteriorCurves(times, drawn);
    }

    /// f^e/α by the estimator of least variance, in time.
    public Curve normalizedExcessEntropy() {
        return curve(PosteriorDraws::normalizedExcessEntropy);
    }

    /// f^e/α as the mean surprise −log w of the true pattern, in time.
    public Curve byInformationDensity() {
        return curve(PosteriorDraws::byInformationDensity);
    }

    /// f^e/α by its definition with log p, in time.
    public Curve plain() {
        return curve(PosteriorDraws::plainEstimate);
    }

    /// Mean of n_eff in time.
    public Curve effectivePatterns() {
        return curve(PosteriorDraws::effectivePatterns);
    }

    /// φ_C = E Σw² in time.
    public Curve sameNeighbour() {
        return curve(PosteriorDraws::sameNeighbour);
    }

    /// The largest bound on the error of a log density, nats.
    public double errorBound() {
        return drawn.stream().flatMapToDouble(each -> Arrays.stream(each.errorBound())).max().orElseThrow();
    }

    private Curve curve(Function<PosteriorDraws, Estimate> measure) {
        return Curve.of("time", times.values(), drawn.stream().map(measure).toList());
    }
}
