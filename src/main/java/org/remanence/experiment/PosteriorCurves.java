package org.remanence.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.remanence.lab.Lab;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.score.EmpiricalScore;

/// What the responsibilities of noised patterns look like at several times.
/// @param times where
/// @param drawn one for each of them
record PosteriorCurves(Points times, List<PosteriorDraws> drawn) {
    /// Draws at every time.
    /// @param draws at most, a time
    /// @param error standard error of f^e/α at which drawing ends, 0 to take all
    static PosteriorCurves measure(Points times, int draws, double error, EmpiricalScore score, Lab lab) {
        lab.progress().begin("posteriors", (long) times.size() * draws);
        List<PosteriorDraws> drawn = Arrays.stream(times.values())
                .mapToObj(time -> PosteriorDraws.at(time, draws, error, score, lab)).toList();
        lab.progress().end();
        return new PosteriorCurves(times, drawn);
    }

    Curve normalizedExcessEntropy() {
        return curve(PosteriorDraws::normalizedExcessEntropy);
    }

    Curve byInformationDensity() {
        return curve(PosteriorDraws::byInformationDensity);
    }

    Curve plain() {
        return curve(PosteriorDraws::plainEstimate);
    }

    Curve effectivePatterns() {
        return curve(PosteriorDraws::effectivePatterns);
    }

    Curve sameNeighbour() {
        return curve(PosteriorDraws::sameNeighbour);
    }

    /// The largest bound on the error of a log density, nats.
    double errorBound() {
        return drawn.stream().flatMapToDouble(each -> Arrays.stream(each.errorBound())).max().orElseThrow();
    }

    private Curve curve(Function<PosteriorDraws, Estimate> measure) {
        return Curve.of("time", times.values(), drawn.stream().map(measure).toList());
    }
}
