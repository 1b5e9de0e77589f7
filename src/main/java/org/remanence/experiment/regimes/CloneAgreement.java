package org.remanence.experiment.regimes;

import java.util.Optional;
import org.remanence.data.PatternSet;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Expected;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Names;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.ClassMeans;
import org.remanence.experiment.measure.CloneRuns;
import org.remanence.experiment.measure.CollapseTheory;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.experiment.measure.FollowedScore;
import org.remanence.experiment.measure.PosteriorCurves;
import org.remanence.experiment.measure.Reverse;
import org.remanence.experiment.measure.ScoreSettings;
import org.remanence.experiment.measure.ScoredPatterns;
import org.remanence.linalg.Spectrum;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Report;
import org.remanence.process.Diffusion;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.sampler.ReverseProcess;
import org.remanence.sampler.Scheme;
import org.remanence.session.Session;
import org.remanence.text.Text;
import org.remanence.theory.CollapseTimes;
import org.remanence.theory.SameClass;
import org.remanence.theory.SpeciationTimes;

/// Clones states on their way from noise to data and asks how often both clones end in the same class, and at the same
/// pattern. Before speciation neither is decided, after the collapse both are.
@Question(value = "Until when do two clones of a state still end in different classes, and at different patterns", name = "cloning",
        equation = """
                sameClass φ(t) = P(class of clone 1 = class of clone 2), sameNeighbour φ_C(t) = P(same nearest \
                pattern) = E Σ_μ w_μ²""",
        source = "Biroli, Bonnaire, de Bortoli and Mézard, Dynamical regimes of diffusion models, 2024; E Σw² derived",
        cost = """
                pairs · steps · (1 + 2 times/3) · patterns · dimension · 4 flops, twice that for ei-heun; the \
                default takes 20 s""")
public record CloneAgreement(
        DataChoice data,
        @Parameter(value = "ou", help = "forward process") Diffusion process,
        @Parameter(value = "0.05,0.1,0.2,0.3,0.5,0.7,1,1.5,2", above = 0, unit = "time of the process",
                        help = "when clones part")
                AxisValues times,
        @Parameter(value = "400", min = 2, max = 1e8, help = "pairs of clones, one a base path") int pairs,
        @Parameter(value = "ei-heun", help = "scheme of the reverse process, one with noise") Scheme sampler,
        @Parameter(value = "60", min = 1, max = 1e6, help = "steps from noise to data") int steps,
        FollowedScore model,
        ScoreSettings scoring)
        implements Experiment<CloneAgreement.Result> {

    /// Refuses parameters out of bounds.
    public CloneAgreement {
        Schema.check(CloneAgreement.class, data, process, times, pairs, sampler, steps, model, scoring);
    }

    /// Measured curves in time.
    public record Result(
            @Reported("share of pairs that end nearest to the same class mean; no points without labels")
                    Curve sameClass,
            @Reported("share of pairs that end at the same pattern") Curve sameNeighbour,
            @Reported("what the empirical score gives, without cloning, as E Σw² over noised patterns") Curve participation,
            @Reported(value = "where sameClass crosses 0.775", unit = "time of the process") Estimate speciation,
            @Reported(value = "where sameNeighbour crosses 1/2", unit = "time of the process") Estimate collapse) { }

    /// What it should be.
    public record Theory(
            @Reported(value = "where the leading direction drowns in noise", unit = "time of the process")
                    SpeciationTimes speciationTime,
            @Reported(value = "where the information equals log n", unit = "time of the process")
                    CollapseTimes collapseTime,
            @Reported("the exact identity φ_C = E Σw² of the empirical score, with the measured right side; other scores differ from it") Expected participation,
            @Reported("one round cluster of the mean variance, finite n and d, annealed: a lower bound for such data, no bound for others")
                    Expected annealed) { }

    @Override
    public Answer<Result> run(Session session) {
        model.refuseUnused(this, sampler);
        try (ScoredPatterns subject = ScoredPatterns.open(data, process, scoring, session);
                FollowedScore.Opened followed = model.open(subject.score(), subject.patterns(), session)) {
            PatternSet patterns = subject.patterns();
            Optional<ClassMeans> means = patterns.labelled() ? Optional.of(ClassMeans.of(patterns)) : Optional.empty();
            ReverseProcess reverse = Reverse.of(subject.score(), followed.score(), subject.spectrum(), sampler, steps, session);
            CloneRuns runs = CloneRuns.of(times, pairs, followed.ready(Reverse.spanning(times, reverse)), subject.score(), means);
            Curve participation = PosteriorCurves.measure(times, 4 * pairs, subject.score(), session).sameNeighbour();
            Result result = new Result(runs.sameClass(), runs.sameNeighbour(), participation,
                    runs.sameClass().crossing(SameClass.THRESHOLD), runs.sameNeighbour().crossing(0.5));
            return answer(patterns, result, theory(result, subject), subject.collapse());
        }
    }

    private Theory theory(Result result, ScoredPatterns subject) {
        Spectrum spectrum = subject.spectrum();
        CollapseTheory collapse = subject.collapse();
        return new Theory(SpeciationTimes.of(spectrum.largest(1)[0], spectrum.eigenvalues().length).onClock(process::timeAt),
                collapse.times(), Expected.beside(result, result.sameNeighbour, result.participation),
                Expected.beside(result, result.sameNeighbour, collapse.sameNeighbour()));
    }

    private Answer<Result> answer(PatternSet patterns, Result result, Theory theory, CollapseTheory collapse) {
        var figure = Figure.of("cloning", "Clones that part at t end together")
                .caption(Text.of("Share of %d pairs of clones, sampler %s with %d steps; line: E Σw², exact for %s.", pairs, sampler.word(), steps,
                        model.isEmpirical() ? "any patterns" : "the empirical score, while these clones follow a learned one"))
                .x(Axis.linear("time t")).y(Axis.linear("share of pairs"))
                .points("same pattern", result.sameNeighbour).line("same pattern", result.participation)
                .mark("t_S, theory", theory.speciationTime.logLambda()).mark("t_C, theory", collapse.collapseTime());
        if (result.sameClass.size() > 0) {
            figure.points("same class", result.sameClass);
        }
        Answer<Result> answer = Answer.of(result, theory, Report.of("Cloning trajectories of " + patterns.name()).figure(figure.build()).build())
                .finding(Text.of("""
                        Half of the clones of %s end at the same pattern if they part %s; %s.""", patterns.name(), Names.at(result.collapse),
                        collapse.sentence()));
        if (!model.isEmpirical()) {
            answer = answer.finding(Text.of("Clones follow %s; theory and E Σw² are those of the empirical score.", model.words()));
        }
        return result.sameClass.size() == 0 ? answer : answer.finding(Text.of("Classes are decided %s; ½ log Λ is %.4f.", Names.at(result.speciation), theory.speciationTime.logLambda()));
    }
}
