package org.remanence.experiment.features;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Expected;
import org.remanence.experiment.FineAxis;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Report;
import org.remanence.plot.Table;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.text.Text;
import org.remanence.theory.features.Bulk;
import org.remanence.theory.features.FeatureBulks;
import org.remanence.theory.features.FeatureLaw;
import org.remanence.theory.features.PublishedBulks;
import org.remanence.theory.features.TrainingDynamics;

/// The page of a training: losses in training time, the score error, and when to stop.
/// @param question parameters
/// @param result measured numbers
record FeatureTrainingPage(FeatureTraining question, FeatureTraining.Result result) {
    /// Share of the test loss that is not worth stopping for.
    private static final double HARMLESS = 1e-3;

    /// The answer with figures and findings.
    Answer<FeatureTraining.Result> answer(FeatureLaw law, TrainingDynamics limit) {
        DoubleUnaryOperator error = time -> limit.at(time).scoreError();
        double[] fine = FineAxis.ratios(question.trainingTimes());
        double stop = Arrays.stream(fine).boxed().min((a, b) -> Double.compare(error.applyAsDouble(a), error.applyAsDouble(b)))
                .orElseThrow();
        var theory = new FeatureTraining.Theory(Expected.beside(result, result.trainLoss(), time -> limit.at(time).trainLoss()),
                Expected.beside(result, result.testLoss(), time -> limit.at(time).testLoss()),
                Expected.beside(result, result.generalizationGap(), time -> limit.at(time).generalizationGap()),
                Expected.beside(result, result.scoreError(), error), stop, limit.halfGapTime(), PublishedBulks.of(law));
        Report.Builder report = Report.of(Text.of("Training of %d random features on %d patterns", result.features(),
                result.patterns()))
                .figure(losses(limit, fine, law)).figure(gap(limit, fine));
        if (result.scoreError().size() > 0) {
            report.figure(scoreError(fine, error, stop));
        }
        return Answer.of(result, theory, report.table(groups()).build()).finding(whenToStop()).finding(steps())
                .finding(timeScales()).finding(limitStop(stop, error));
    }

    private String whenToStop() {
        Estimate stop = result.earlyStop();
        if (stop.mean() > 0.99 * question.trainingTimes().max()) {
            return Text.of("The test loss still falls at τ = %.3g, the last one looked at: until then what is memorized does no harm.",
                    stop.mean());
        }
        Estimate start = result.memorizationStart();
        String end = Text.of("%.3g %%", 100 * result.minimiserExcess().mean());
        if (start.count() == 0 && result.minimiserExcess().mean() < HARMLESS) {
            return Text.of("The test loss is least, %.4g, at τ = %.3g; longer training does no harm: it ends %s above that.",
                    result.leastTestLoss().mean(), stop.mean(), end);
        }
        return Text.of("Train for τ = %.3g: until then the test loss falls, to %.4g, and from then on more training only memorizes; %s.",
                stop.mean(), result.leastTestLoss().mean(), start.count() == 0 ? Text.of("it ends %s above that", end)
                        : Text.of("it exceeds that by %.3g %% from τ = %.3g on, and by %s in the end", 100 * question.excess(),
                                start.mean(), end));
    }

    private String steps() {
        double rate = question.learningRate();
        return rate <= result.largestLearningRate()
                ? Text.of("At the learning rate η = %s that time takes %.3g steps; gradient descent is stable up to η = %.3g.",
                rate,
                        result.earlyStopSteps().mean(), result.largestLearningRate())
                : Text.of("Gradient descent diverges at the learning rate η = %s; it is stable up to η = %.3g.", rate,
                        result.largestLearningRate());
    }

    private String timeScales() {
        SpectrumGroup top = result.groups().getLast();
        String slow = result.groups().stream().filter(each -> each.name().equals("memorization")).findFirst()
                .map(each -> Text.of("; the %d that memorize by τ = %.3g", each.eigenvalues(), each.slowestTime()))
                .orElseGet(() -> result.groups().size() == 1 ? ""
                        : Text.of("; all others by τ = %.3g", result.groups().getFirst().slowestTime()));
        String half = result.halfGap().count() == 0 ? ""
                : Text.of("; half of the final gap between test and training loss is open at τ = %.3g", result.halfGap().mean());
        return Text.of("The %d largest eigenvalues of U, which generalize, are learned by τ = %.3g%s%s.", top.eigenvalues(),
                top.slowestTime(), slow, half);
    }

    private String limitStop(double stop, DoubleUnaryOperator error) {
        return Text.of("In the limit d → ∞%s the score error is least, %.3g, after τ = %.3g, and %.3g for the minimiser of the training loss.",
                question.training().isGiven() ? ", for Gaussian data of the same covariance," : "", error.applyAsDouble(stop),
                stop,
                error.applyAsDouble(Double.POSITIVE_INFINITY));
    }

    private Figure losses(TrainingDynamics limit, double[] fine, FeatureLaw law) {
        Figure.Builder figure = Figure.of("losses", "Training and test loss part when the patterns are learned")
                .caption(caption() + (question.training().isGiven()
                ? " Marks: when the d largest eigenvalues are learned, and when the test loss is least."
                        : " Marks: when each bulk of U has been learned."))
                .x(Axis.log("training time τ = k η/d²")).y(Axis.linear("loss a coordinate"))
                .points("L_train", result.trainLoss()).line("L_train, limit",
                Curve.exact("training time", fine, time -> limit.at(time).trainLoss()))
                .points("L_test", result.testLoss()).line("L_test, limit",
                Curve.exact("training time", fine, time -> limit.at(time).testLoss()));
        if (question.training().isGiven()) {
            figure.mark("generalization", result.groups().getLast().slowestTime());
            mark(figure, "stop", result.earlyStop());
        } else {
            FeatureBulks bulks = new FeatureBulks(law);
            for (Bulk bulk : bulks.bulks()) {
                double time = bulk.slowestTime(bulks.law());
                if (time > fine[0] && time < fine[fine.length - 1]) {
                    figure.mark(bulk.name(), time);
                }
            }
        }
        return figure.build();
    }

    private Figure gap(TrainingDynamics limit, double[] fine) {
        Figure.Builder figure = Figure.of("gap", "The gap opens when the patterns are learned")
                .caption(caption()).x(Axis.log("training time τ = k η/d²")).y(Axis.linear("L_gen = L_test − L_train"))
                .points("measured", result.generalizationGap())
                .line("limit", Curve.exact("training time", fine, time -> limit.at(time).generalizationGap()));
        mark(figure, "half open", result.halfGap());
        return figure.build();
    }

    private static void mark(Figure.Builder figure, String label, Estimate at) {
        if (at.count() > 0) {
            figure.mark(label, at);
        }
    }

    private String caption() {
        return question.training().isGiven()
                ? Text.of("Points: L_test over %s, %d systems; lines: d → ∞, for Gaussian data of the same covariance.",
                        result.heldOut() > 0 ? Text.of("%d of the patterns held out", result.heldOut()) : "the law of the data",
                        question.realizations())
                : Text.of("Points: d = %d, %d systems; lines: d → ∞.", result.dimension(), question.realizations());
    }

    private Figure scoreError(double[] fine, DoubleUnaryOperator error, double stop) {
        return Figure.of("score-error", "The score is best when training stops early")
                .caption("Squared distance to the true score a coordinate. Points: finite systems; line: d → ∞.")
                .x(Axis.log("training time τ = k η/d²")).y(Axis.log("E_score"))
                .points("measured", result.scoreError()).line("limit", Curve.exact("training time", fine, error))
                .mark("best", stop).build();
    }

    private Table groups() {
        return new Table("Eigenvalues of U, and when they are learned",
                List.of("group", "eigenvalues", "lowest λ", "highest λ", "share of the fall of L_train",
                "from τ", "to τ"), result.groups().stream().map(each -> List.of(each.name(), Text.of("%d", each.eigenvalues()),
                number(each.lowest()),
                        number(each.highest()), number(each.lossShare()), number(each.fastestTime()), number(each.slowestTime())))
                        .toList());
    }

    private static String number(double value) {
        return Text.of("%.3g", value);
    }
}
