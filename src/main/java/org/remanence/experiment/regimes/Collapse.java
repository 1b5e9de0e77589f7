package org.remanence.experiment.regimes;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.Optional;
import org.remanence.data.PatternSet;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Defaults;
import org.remanence.experiment.Expected;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.CloneRuns;
import org.remanence.experiment.measure.CollapseTheory;
import org.remanence.experiment.measure.Crossing;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.experiment.measure.Duplicates;
import org.remanence.experiment.measure.LastChange;
import org.remanence.experiment.measure.PosteriorCurves;
import org.remanence.experiment.measure.PosteriorDraws;
import org.remanence.experiment.measure.Reverse;
import org.remanence.experiment.measure.ScoreSettings;
import org.remanence.linalg.Spectrum;
import org.remanence.process.Diffusion;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.sampler.ReverseProcess;
import org.remanence.sampler.Scheme;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.TrueScore;
import org.remanence.session.Session;
import org.remanence.theory.CollapseTimes;

/// Watches the empirical score collapse onto single patterns, by every measure there is: the excess entropy f^e/α, the
/// probability φ_C that clones end at the same pattern, and the last change of a trajectory's nearest pattern.
/// @param data the patterns
/// @param process that adds the noise
/// @param times where to measure
/// @param draws noised patterns a time, at most
/// @param error standard error of f^e/α at which drawing ends
/// @param pairs of clones, and U-turns a time
/// @param paths trajectories watched for their last change
/// @param sampler scheme of the reverse process
/// @param steps of the reverse process
/// @param scoring how finely patterns are scored
@Question(value = "When does the empirical score collapse onto single patterns",
        equation = """
                f^e/α = E H(w(x_t)) / log n → max(1 − I(x_0; x_t)/log n, 0); φ_C = P(clones end at the same pattern) = E Σ w²; \
                t_C where I(x_0; x_t) = log n""",
        source = """
                Biroli, Bonnaire, de Bortoli and Mézard, Dynamical regimes of diffusion models, 2024; information of the class, \
                E Σw² and annealed curves derived""",
        cost = """
                (times · draws + 10 pairs · times + 2 paths · steps) · patterns · dimension · 2 flops with the exact scheme; the \
                default takes 3 s""")
public record Collapse(
        @Defaults("data=mixture:d=64,n=4096,mu=1,sigma=1") DataChoice data,
        @Parameter(value = "ou", help = "forward process") Diffusion process,
        @Parameter(value = "0.1:1.5:0.1", above = 0, unit = "time of the process", help = "where to measure, one way or the other")
                AxisValues times,
        @Parameter(value = "2000", min = 2, max = 1e9, help = "noised patterns a time, at most") int draws,
        @Parameter(value = "0", min = 0, help = "standard error of f^e/α at which drawing ends, looked at every 512 draws; 0: never")
                double error,
        @Parameter(value = "200", min = 0, max = 1e8, help = "pairs of clones, and U-turns, a time; 0 leaves both out") int pairs,
        @Parameter(value = "200", min = 0, max = 1e8,
                help = "trajectories watched for their last change of neighbour; 0 leaves it out") int paths,
        @Parameter(value = "ancestral", help = "scheme of the reverse process, one with noise") Scheme sampler,
        @Parameter(value = "60", min = 2, max = 1e6, help = "steps from noise to data; clones under the exact scheme take 4")
                int steps,
        ScoreSettings scoring) implements Experiment<Collapse.Result> {

    /// Share of f^e/α below which the empirical score counts as collapsed.
    private static final double COLLAPSED = 0.05;
    /// Fresh draws a time behind annealed curves, at most: they cost more than draws of stored patterns.
    private static final int ANNEALED = 2048;

    /// Refuses parameters out of bounds, and times that turn around.
    public Collapse {
        Schema.check(Collapse.class, data, process, times, draws, error, pairs, paths, sampler, steps, scoring);
        times.oneWay("times");
    }

    /// What is measured.
    /// @param patterns n
    /// @param dimension d
    /// @param logLoad α
    /// @param classes K, 0 without labels
    /// @param duplicates patterns that equal another to the bit
    /// @param normalizedExcessEntropy f^e/α by the estimator of least variance
    /// @param byInformationDensity the same by a second estimator
    /// @param plain the same by the definition
    /// @param effectivePatterns n_eff
    /// @param sameNeighbour φ_C without cloning
    /// @param sameNeighbourByCloning φ_C by clones
    /// @param sameNeighbourByReturn φ_C by U-turns
    /// @param lastChange of the nearest pattern
    /// @param crossing where φ_C = ½
    /// @param collapsed where f^e/α = 0.05
    /// @param errorBound of log densities
    public record Result(
            @Reported("number of patterns n") long patterns,
            @Reported("numbers in a pattern d") int dimension,
            @Reported(value = "ln n / d", unit = "nats") double logLoad,
            @Reported("number of classes, 0 without labels") int classes,
            @Reported("patterns that equal another to the bit") long duplicates,
            @Reported("mean entropy of the responsibilities over log n") Curve normalizedExcessEntropy,
            @Reported("the same as the mean surprise −log w of the true pattern, a cross-check") Curve byInformationDensity,
            @Reported("the same from its definition by log p, a cross-check") Curve plain,
            @Reported("mean effective number of patterns 1/Σw²") Curve effectivePatterns,
            @Reported("probability that two clones end at the same pattern, as E Σw²") Curve sameNeighbour,
            @Reported("the same by cloning trajectories of the reverse process; no points without pairs") Curve sameNeighbourByCloning,
            @Reported("the same as the share of noised patterns that the reverse process takes back to themselves; no points without pairs")
                    Curve sameNeighbourByReturn,
            @Reported(value = "when the nearest pattern of a trajectory changes for the last time", unit = "time of the process")
                    LastChange.Summary lastChange,
            @Reported(value = "where sameNeighbour crosses 1/2, measured again there", unit = "time of the process") Estimate crossing,
            @Reported(value = "where normalizedExcessEntropy crosses 0.05, measured again there", unit = "time of the process")
                    Estimate collapsed,
            @Reported(value = "largest bound on the rounding error of a log density", unit = "nats") double errorBound) { }

    /// What it should be.
    /// @param collapseTime t_C of three laws
    /// @param crossing t_C of the law beside the measured crossing
    /// @param normalizedExcessEntropy of the law
    /// @param withoutClasses the published curve
    /// @param anisotropic one Gaussian
    /// @param annealed upper bound at finite size
    /// @param annealedSameNeighbour lower bound at finite size
    /// @param cloning E Σw² beside the clones
    /// @param returning E Σw² beside the U-turns
    public record Theory(
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
            @Reported("the exact identity φ_C = E Σw² for clones, with the measured right side") Expected cloning,
            @Reported("the exact identity φ_C = E Σw² for U-turns, with the measured right side") Expected returning) { }

    /// A theory beside a measured time.
    /// @param collapseTime where the information of the law equals log n
    /// @param ratio measured over theory
    /// @param residual (measured − theory) / standard error
    public record BesideCrossing(double collapseTime, double ratio, double residual) {
        static BesideCrossing of(Estimate measured, double theory) {
            return new BesideCrossing(theory, measured.mean() / theory, measured.residual(theory));
        }
    }

    /// What every measurement needs.
    private record Subject(PatternSet patterns, Spectrum spectrum, CollapseTheory collapse, EmpiricalScore score, Session session) { }

    /// Two measured sides of the identity φ_C = E Σ w².
    private record Trajectories(Curve clones, Curve returns, LastChange.Summary lastChange) { }

    @Override
    public Answer<Result> run(Session session) {
        try (Arena arena = Arena.ofShared()) {
            PatternSet patterns = data.open(arena, scoring.precision(), session);
            DataChoice.checkSeveral(patterns);
            Spectrum spectrum = data.spectrum(patterns);
            var subject = new Subject(patterns, spectrum, CollapseTheory.of(data, patterns, spectrum, process),
                    scoring.score(patterns, process, session), session);
            PosteriorCurves drawn = PosteriorCurves.measure(times, draws, error, subject.score, session);
            Result result = result(subject, drawn, follow(subject));
            return new CollapsePage(this, result, theory(result, subject), subject.collapse).answer(patterns.name());
        }
    }

    private Trajectories follow(Subject subject) {
        Curve none = Curve.of("time", new double[0], List.of());
        Curve clones = none;
        Curve returns = none;
        if (pairs > 0) {
            ReverseProcess reverse = Reverse.spanning(times, reverse(subject, Reverse.stepsOfClones(sampler, steps)));
            clones = CloneRuns.of(times, pairs, reverse, subject.score, Optional.empty()).sameNeighbour();
            returns = UTurns.of(times, pairs, reverse, subject.score);
        }
        return new Trajectories(clones, returns, paths > 0 ? lastChange(subject) : LastChange.Summary.NONE);
    }

    private LastChange.Summary lastChange(Subject subject) {
        ReverseProcess reverse = reverse(subject, steps);
        var lastChange = new LastChange(paths, subject.score);
        reverse.sample(paths, "last change", lastChange);
        return lastChange.summary(reverse.grid());
    }

    private ReverseProcess reverse(Subject subject, int count) {
        return Reverse.of(subject.score, subject.spectrum, sampler, count, subject.session);
    }

    private Result result(Subject subject, PosteriorCurves drawn, Trajectories followed) {
        PatternSet patterns = subject.patterns;
        Curve excess = drawn.normalizedExcessEntropy();
        Curve same = drawn.sameNeighbour();
        return new Result(patterns.rows(), patterns.columns(), Math.log(patterns.rows()) / patterns.columns(), patterns.classCount(),
                Duplicates.count(patterns), excess, drawn.byInformationDensity(), drawn.plain(), drawn.effectivePatterns(), same,
                followed.clones, followed.returns, followed.lastChange,
                Crossing.of(same, 0.5, time -> again(time, subject).sameNeighbour()),
                Crossing.of(excess, COLLAPSED, time -> again(time, subject).normalizedExcessEntropy()), drawn.errorBound());
    }

    private PosteriorDraws again(double time, Subject subject) {
        return PosteriorCurves.measure(AxisValues.of(time), draws, error, subject.score, subject.session).drawn().getFirst();
    }

    private Theory theory(Result result, Subject subject) {
        CollapseTheory collapse = subject.collapse;
        Curve excess = result.normalizedExcessEntropy;
        Optional<InformationDensity> sampled = data.law().filter(TrueScore::isKnown).map(law -> InformationDensity.annealed(
                times, result.patterns, law, Math.min(draws, ANNEALED), new InformationDensity.Setting(process, subject.session)));
        return new Theory(collapse.times(), BesideCrossing.of(result.crossing, collapse.collapseTime()),
                Expected.beside("normalizedExcessEntropy", excess, collapse::excessEntropy),
                Expected.beside("normalizedExcessEntropy", excess, collapse::isotropic),
                Expected.beside("normalizedExcessEntropy", excess, collapse::anisotropic),
                sampled.map(each -> Expected.measured("normalizedExcessEntropy", excess, each.excessEntropy()))
                        .orElseGet(() -> Expected.beside("normalizedExcessEntropy", excess, collapse.annealedExcessEntropy())),
                sampled.map(each -> Expected.measured("sameNeighbour", result.sameNeighbour, each.sameNeighbour()))
                        .orElseGet(() -> Expected.beside("sameNeighbour", result.sameNeighbour, collapse.sameNeighbour())),
                Expected.measured("sameNeighbourByCloning", result.sameNeighbourByCloning, result.sameNeighbour),
                Expected.measured("sameNeighbourByReturn", result.sameNeighbourByReturn, result.sameNeighbour));
    }
}
