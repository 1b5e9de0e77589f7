package org.remanence.experiment.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Expected;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.feature.GradientFlow;
import org.remanence.feature.RandomFeatures;
import org.remanence.linalg.WorkMonitor;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.session.Session;
import org.remanence.theory.features.PublishedBulks;
import org.remanence.theory.features.TrainingDynamics;

/// Trains random-feature scores by gradient flow, in closed form, and holds their losses to those of the limit.
@Question(value = "How long may a random-feature score be trained before it memorizes",
        equation = """
                dA/dτ = −2 v (d/p) A U − 2 d √(v/p) Vᵀ; L_gen = L_test − L_train; E_score = (L_test − C_t)/v, τ = k η/d² for k steps of \
                rate η""",
        source = "Bonnaire, Urfin, Biroli and Mézard, Why diffusion models don't memorize, 2025; the limit of L_test derived",
        cost = "realizations · (5 n p² + 13 p³ + times · p² d) flops; the default takes 15 s")
public record FeatureTraining(
        FeatureSystem system,
        @Parameter(value = "log:1:1e6:25", above = 0, unit = "training time τ", help = "when to look") AxisValues trainingTimes,
        @Parameter(value = "3", min = 2, max = 1e6, help = "systems to average over") int realizations)
        implements Experiment<FeatureTraining.Result> {

    /// Refuses parameters out of bounds.
    public FeatureTraining {
        Schema.check(FeatureTraining.class, system, trainingTimes, realizations);
    }

    /// What is measured.
    public record Result(
            @Reported("features p") int features,
            @Reported("patterns n") int patterns,
            @Reported("dimension d") int dimension,
            @Reported("loss on the training patterns, averaged over their noise") Curve trainLoss,
            @Reported("loss on fresh patterns") Curve testLoss,
            @Reported("their difference, the sign of memorization") Curve generalizationGap,
            @Reported("squared distance to the true score a coordinate") Curve scoreError) { }

    /// What it should be.
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
        system.requireMemory(6);
        List<List<GradientFlow.Losses>> runs = new ArrayList<>();
        session.progress().begin("training", realizations);
        for (int i = 0; i < realizations; i++) {
            session.checkCancelled();
            RandomFeatures features = system.draw(i, session);
            var flow = new GradientFlow(system.moments(features, i, session), system.population(features, session), system.time(),
                    WorkMonitor.NONE);
            runs.add(Arrays.stream(trainingTimes.values()).mapToObj(flow::at).toList());
            session.progress().advance(1);
        }
        session.progress().end();
        double unexplained = system.unexplained();
        Result result = new Result(system.features(), system.patterns(), system.d(), curve(runs, GradientFlow.Losses::trainLoss),
                curve(runs, GradientFlow.Losses::testLoss), curve(runs, each -> each.testLoss() - each.trainLoss()),
                curve(runs, each -> (each.testLoss() - unexplained) / -Math.expm1(-2 * system.time())));
        return new FeatureTrainingPage(this, result).answer(new TrainingDynamics(system.law()));
    }

    private Curve curve(List<List<GradientFlow.Losses>> runs, ToDoubleFunction<GradientFlow.Losses> of) {
        List<Estimate> estimates = new ArrayList<>();
        for (int i = 0; i < trainingTimes.size(); i++) {
            int at = i;
            estimates.add(Estimate.of(runs.stream().mapToDouble(run -> of.applyAsDouble(run.get(at))).toArray()));
        }
        return Curve.of("training time", trainingTimes.values(), estimates);
    }
}
