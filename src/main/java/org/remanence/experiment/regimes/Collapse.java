package org.remanence.experiment.regimes;

import java.util.List;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Defaults;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Group;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.experiment.SharesWork;
import org.remanence.experiment.measure.Crossing;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.experiment.measure.Duplicates;
import org.remanence.experiment.measure.FollowedScore;
import org.remanence.experiment.measure.Load;
import org.remanence.experiment.measure.PosteriorCurves;
import org.remanence.experiment.measure.PosteriorDraws;
import org.remanence.experiment.measure.ScoreSettings;
import org.remanence.experiment.measure.ScoredPatterns;
import org.remanence.experiment.measure.Unused;
import org.remanence.process.Diffusion;
import org.remanence.result.Estimate;
import org.remanence.sampler.Scheme;
import org.remanence.session.Session;

/// Watches the empirical score collapse onto single patterns, by every measure there is. These are the excess entropy f^e/α, the
/// probability φ_C that clones end at the same pattern, and the last change of a trajectory's nearest pattern.
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
        @Parameter(value = "0.1:1.5:0.1", above = 0, unit = "time of the process", help = "where to measure, rising or falling")
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
        FollowedScore model,
        ScoreSettings scoring) implements Experiment<Collapse.Result>, SharesWork {

    /// Refuses parameters out of bounds, and times that turn around.
    public Collapse {
        Schema.check(Collapse.class, data, process, times, draws, error, pairs, paths, sampler, steps, model, scoring);
        times.oneWay("times");
    }

    /// What is measured.
    public record Result(
            @Group Load load,
            @Reported("number of classes, 0 without labels") int classes,
            @Reported("patterns that equal another to the bit") long duplicates,
            @Group PosteriorCurves posterior,
            @Group CollapsePaths paths,
            @Reported(value = "where sameNeighbour crosses 1/2, measured again there", unit = "time of the process") Estimate crossing,
            @Reported(value = "where normalizedExcessEntropy crosses " + PosteriorCurves.COLLAPSED + ", measured again there",
                    unit = "time of the process") Estimate collapsed,
            @Reported(value = "largest bound on the rounding error of a log density", unit = "nats") double errorBound) { }

    @Override
    public Answer<Result> run(Session session) {
        if (pairs == 0 && paths == 0) {
            Unused.refuse(this, "where pairs and paths are 0", "sampler", "steps", "score");
        }
        model.refuseUnused(this, sampler);
        try (ScoredPatterns subject = ScoredPatterns.open(data, process, scoring, session)) {
            Result result = measure(subject);
            var predicted = CollapsePredictions.of(this, result, subject);
            return new CollapsePage(this, result, predicted, subject.collapse()).answer(subject.patterns().name());
        }
    }

    private Result measure(ScoredPatterns subject) {
        List<PosteriorDraws> drawn = draw(times, subject);
        PosteriorCurves posterior = PosteriorCurves.of(times, drawn);
        CollapsePaths followed = CollapsePaths.measure(this, subject);
        Estimate crossing = Crossing.of(posterior.sameNeighbour(), 0.5, time -> again(time, subject).sameNeighbour());
        Estimate collapsed = Crossing.of(posterior.normalizedExcessEntropy(), PosteriorCurves.COLLAPSED,
                time -> again(time, subject).normalizedExcessEntropy());
        return new Result(Load.of(subject.patterns()), subject.patterns().classCount(), Duplicates.count(subject.patterns()),
                posterior, followed, crossing, collapsed, PosteriorDraws.largestErrorBound(drawn));
    }

    private PosteriorDraws again(double time, ScoredPatterns subject) {
        return draw(AxisValues.of(time), subject).getFirst();
    }

    private List<PosteriorDraws> draw(AxisValues when, ScoredPatterns subject) {
        return PosteriorDraws.at(when, draws, error, subject.score(), subject.session());
    }
}
