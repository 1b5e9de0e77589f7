package org.remanence.experiment.regimes;

import java.util.Optional;
import org.remanence.experiment.Expected;
import org.remanence.experiment.Reported;
import org.remanence.experiment.measure.CollapseTheory;
import org.remanence.experiment.measure.ScoredPatterns;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.score.TrueScore;
import org.remanence.theory.CollapseTimes;

/// What a collapse should look like.
public record CollapsePredictions(
        @Reported(value = "where the information equals log n", unit = "time of the process") CollapseTimes collapseTime,
        @Reported("t_C for d → ∞ beside the measured crossing: what is left is finite size") BesideCrossing crossing,
        @Reported("the law of the patterns with the information of the class where it is known, else a Gaussian, d → ∞")
                Expected normalizedExcessEntropy,
        @Reported("one round cluster, without the information of the class, as published, d → ∞") Expected withoutClasses,
        @Reported("one Gaussian with the spectrum of the data, d → ∞") Expected anisotropic,
        @Reported("the law at this n and d, annealed: an upper bound; for other data one round cluster, no bound")
                Expected annealed,
        @Reported("the law at this n and d, annealed: a lower bound; for other data one round cluster, no bound")
                Expected annealedSameNeighbour,
        @Reported("the exact identity φ_C = E Σw² for clones under the empirical score, with the measured right side") Expected cloning,
        @Reported("the exact identity φ_C = E Σw² for U-turns under the empirical score, with the measured right side") Expected returning) {

    /// Fresh draws a time behind annealed curves, at most: they cost more than draws of stored patterns.
    private static final int ANNEALED = 2048;

    /// A theory beside a measured time.
    /// @param collapseTime where the information of the law equals log n
    /// @param ratio measured over theory
    /// @param residual (measured − theory) / standard error
    public record BesideCrossing(double collapseTime, double ratio, double residual) {
        static BesideCrossing of(Estimate measured, double theory) {
            return new BesideCrossing(theory, measured.mean() / theory, measured.residual(theory));
        }
    }

    static CollapsePredictions of(Collapse question, Collapse.Result result, ScoredPatterns subject) {
        CollapseTheory collapse = subject.collapse();
        Curve excess = result.posterior().normalizedExcessEntropy();
        Curve same = result.posterior().sameNeighbour();
        Optional<InformationDensity> sampled = annealed(question, result, subject);
        return new CollapsePredictions(collapse.times(), BesideCrossing.of(result.crossing(), collapse.collapseTime()),
                Expected.beside(result, excess, collapse::excessEntropy),
                Expected.beside(result, excess, collapse::isotropic),
                Expected.beside(result, excess, collapse::anisotropic),
                sampled.map(each -> Expected.beside(result, excess, each.excessEntropy()))
                        .orElseGet(() -> Expected.beside(result, excess, collapse.annealedExcessEntropy())),
                sampled.map(each -> Expected.beside(result, same, each.sameNeighbour()))
                        .orElseGet(() -> Expected.beside(result, same, collapse.sameNeighbour())),
                Expected.beside(result, result.paths().sameNeighbourByCloning(), same),
                Expected.beside(result, result.paths().sameNeighbourByReturn(), same));
    }

    /// Averages over fresh draws of the law, where it is known.
    private static Optional<InformationDensity> annealed(Collapse question, Collapse.Result result, ScoredPatterns subject) {
        var setting = new InformationDensity.Setting(question.process(), subject.session());
        return question.data().law().filter(TrueScore::isKnown).map(law -> InformationDensity.annealed(question.times(),
                result.load().patterns(), law, Math.min(question.draws(), ANNEALED), setting));
    }
}
