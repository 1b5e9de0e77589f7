package org.remanence.experiment.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Expected;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.Unused;
import org.remanence.feature.GradientFlow;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.session.Session;
import org.remanence.theory.features.PublishedBulks;
import org.remanence.theory.features.TrainingDynamics;

/// Trains random-feature scores by gradient flow, in closed form, on draws from N(0, Σ) or on a data set, and says when to stop.
@Question(value = "How long may a random-feature score be trained before it memorizes",
        equation = """
                dA/dτ = −2 v (d/p) A U − 2 d √(v/p) Vᵀ; L_gen = L_test − L_train; E_score = (L_test − C_t)/v, τ = k η/d² for k \
                steps of rate η; an eigenvalue λ of U is learned at τ = p/(2 v d λ)""",
        source = "Bonnaire, Urfin, Biroli and Mézard, Why diffusion models don't memorize, 2025; the limit of L_test derived",
        cost = "realizations · (10 n p² + 13 p³ + 4 times · p²) flops; the default takes 15 s, digits 2 minutes")
public record FeatureTraining(
        FeatureSystem system,
        TrainingData training,
        @Parameter(value = "log:1:1e6:25", above = 0, unit = "training time τ", help = "training times at which losses are measured") AxisValues trainingTimes,
        @Parameter(value = "3", min = 2, max = 1e6, help = "systems to average over") int realizations,
        @Parameter(value = "0.01", above = 0, max = 1, help = "share by which the test loss exceeds its least value when memorization starts")
                double excess,
        @Parameter(value = "1", above = 0, help = "rate η of gradient descent on A, for counting time in steps") double learningRate)
        implements Experiment<FeatureTraining.Result> {

    /// Refuses parameters out of bounds, and those that have no effect beside others.
    public FeatureTraining {
        Schema.check(FeatureTraining.class, system, training, trainingTimes, realizations, excess, learningRate);
        if (training.isGiven()) {
            Unused.refuse(system, "beside data, which decide n and d; features decides p", "psiP", "psiN", "d", "variances");
        } else {
            Unused.refuse(training, "without data: p = psi-p · d, and the test loss is a mean over the law", "scale", "center",
                    "features",
                    "heldOut");
        }
    }

    /// What is measured.
    public record Result(
            @Reported("features p") int features,
            @Reported("patterns n trained on") int patterns,
            @Reported("patterns held out, over which the test loss is a mean; 0 where it is the exact mean over their law") int heldOut,
            @Reported("dimension d") int dimension,
            @Reported("variance of a coordinate of the data, mean over coordinates") double meanVariance,
            @Reported("loss on the training patterns, averaged over their noise") Curve trainLoss,
            @Reported("loss on fresh patterns") Curve testLoss,
            @Reported("test loss less training loss, the sign of memorization") Curve generalizationGap,
            @Reported("squared distance to the true score a coordinate; empty where the law of the data is not known") Curve scoreError,
            @Reported(value = "when the test loss is least, within the training times", unit = "training time τ") Estimate earlyStop,
            @Reported("least test loss") Estimate leastTestLoss,
            @Reported(value = "when the test loss exceeds its least value by the share excess: memorization starts", unit = "training time τ")
                    Estimate memorizationStart,
            @Reported(value = "when half of the final gap between test and training loss has opened", unit = "training time τ")
                    Estimate halfGap,
            @Reported("share by which the test loss of the minimiser of the training loss exceeds the least one") Estimate minimiserExcess,
            @Reported("steps of gradient descent at the learning rate until earlyStop") Estimate earlyStopSteps,
            @Reported("steps of gradient descent at the learning rate until memorizationStart") Estimate memorizationSteps,
            @Reported("rate η above which gradient descent diverges") double largestLearningRate,
            @Reported("groups of eigenvalues of U, named as those of Gaussian data, and when they are learned, in the first system") List<SpectrumGroup> groups) { }

    /// What it should be: the limit d → ∞ for Gaussian data of the same covariance.
    public record Theory(
            @Reported("d → ∞") Expected trainLoss,
            @Reported("d → ∞") Expected testLoss,
            @Reported("d → ∞") Expected generalizationGap,
            @Reported("d → ∞") Expected scoreError,
            @Reported(value = "when the score error is least, among those looked at, d → ∞", unit = "training time τ") double earlyStop,
            @Reported(value = "when half of the final gap has opened, d → ∞", unit = "training time τ") double halfGapTime,
            @Reported("published bulks and times, for ψ_p > ψ_n ≫ 1") PublishedBulks published) { }

    @Override
    public Answer<Result> run(Session session) {
        Optional<NamedPatterns> named = training.isGiven() ? Optional.of(NamedPatterns.open(training.named().source(), session))
                : Optional.empty();
        TrainedSystem trained = named.<TrainedSystem>map(patterns -> new DataTraining(system, training, patterns))
                .orElseGet(() -> new GaussianTraining(system));
        double[] times = Arrays.stream(trainingTimes.values()).sorted().toArray();
        List<TrainingRun> runs = new ArrayList<>();
        for (int i = 0; i < realizations; i++) {
            runs.add(run(i, trained, times, session));
        }
        var page = new FeatureTrainingPage(this, result(trained, times, runs));
        Answer<Result> answer = page.answer(trained.law(), new TrainingDynamics(trained.law()));
        return named.map(patterns -> answer.finding(patterns.units())).orElse(answer);
    }

    /// A system is one part: nearly all of its time goes into one eigendecomposition, which cannot be resumed inside.
    private TrainingRun run(int realization, TrainedSystem trained, double[] times, Session session) {
        return session.part("system " + realization, TrainingRun.class, () -> {
            GradientFlow flow = trained.flow(realization, session);
            return TrainingRun.of(flow, times, excess, trained.unexplained(realization, session),
                    SpectrumGroup.of(flow, trained.patterns(), trained.dimension()));
        });
    }

    private Result result(TrainedSystem trained, double[] times, List<TrainingRun> runs) {
        double noise = -Math.expm1(-2 * system.time());
        double d = trained.dimension();
        double stepsOfTime = d * d / learningRate;
        Estimate stop = estimate(runs, TrainingRun::earlyStop);
        Estimate start = estimate(runs, TrainingRun::memorizationStart);
        double highest = runs.stream().mapToDouble(TrainingRun::largestEigenvalue).max().orElseThrow();
        return new Result(trained.features(), trained.patterns(), trained.heldOut(), trained.dimension(), trained.meanVariance(),
                curve(times, runs, (run, i) -> run.losses().get(i).trainLoss()),
                curve(times, runs, (run, i) -> run.losses().get(i).testLoss()),
                curve(times, runs, (run, i) -> run.losses().get(i).generalizationGap()),
                runs.stream().anyMatch(run -> Double.isNaN(run.unexplained())) ? Curve.empty("training time")
                        : curve(times, runs, (run, i) -> (run.losses().get(i).testLoss() - run.unexplained()) / noise),
                stop, estimate(runs, TrainingRun::leastTestLoss), start, estimate(runs, TrainingRun::halfGap),
                estimate(runs, TrainingRun::minimiserExcess), stop.times(stepsOfTime),
                start.times(stepsOfTime), trained.features() * d / (noise * highest), runs.getFirst().groups());
    }

    /// What is seen at a training time.
    private interface Seen {
        double at(TrainingRun run, int time);
    }

    private static Curve curve(double[] times, List<TrainingRun> runs, Seen seen) {
        return Curve.of("training time", times, IntStream.range(0, times.length)
                .mapToObj(i -> Estimate.of(runs.stream().mapToDouble(run -> seen.at(run, i)).toArray())).toList());
    }

    /// Of what every system has; none otherwise.
    private static Estimate estimate(List<TrainingRun> runs, ToDoubleFunction<TrainingRun> of) {
        double[] each = runs.stream().mapToDouble(of).toArray();
        return Arrays.stream(each).anyMatch(Double::isNaN) ? Estimate.NONE : Estimate.of(each);
    }
}
