package org.remanence.experiment.features;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Expected;
import org.remanence.experiment.FineAxis;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Report;
import org.remanence.result.Curve;
import org.remanence.text.Text;
import org.remanence.theory.features.Bulk;
import org.remanence.theory.features.FeatureBulks;
import org.remanence.theory.features.PublishedBulks;
import org.remanence.theory.features.TrainingDynamics;

/// The page of a training: losses in training time, the score error, and when to stop.
/// @param question parameters
/// @param result measured numbers
record FeatureTrainingPage(FeatureTraining question, FeatureTraining.Result result) {
    /// The answer with figures and findings.
    Answer<FeatureTraining.Result> answer(TrainingDynamics limit) {
        DoubleUnaryOperator error = time -> limit.at(time).scoreError();
        double[] fine = FineAxis.ratios(question.trainingTimes());
        double stop = Arrays.stream(fine).boxed().min((a, b) -> Double.compare(error.applyAsDouble(a), error.applyAsDouble(b))).orElseThrow();
        var theory = new FeatureTraining.Theory(Expected.beside(result, result.trainLoss(), time -> limit.at(time).trainLoss()),
                Expected.beside(result, result.testLoss(), time -> limit.at(time).testLoss()),
                Expected.beside(result, result.generalizationGap(), time -> limit.at(time).generalizationGap()),
                Expected.beside(result, result.scoreError(), error), stop, limit.halfGapTime(),
                PublishedBulks.of(question.system().law()));
        FeatureBulks bulks = new FeatureBulks(question.system().law());
        Report.Builder report = Report.of(Text.of("Training of %d random features on %d patterns", result.features(), result.patterns()))
                .figure(losses(limit, fine, bulks)).figure(scoreError(fine, error, stop));
        return Answer.of(result, theory, report.build()).finding(Text.of("""
                The score error is least, %.3g, after τ = %.3g, and %.3g for the minimiser of the training loss; the lowest bulk, which \
                memorizes, is learned by τ = %.3g.""", error.applyAsDouble(stop), stop, error.applyAsDouble(Double.POSITIVE_INFINITY),
                bulks.bulks().getFirst().slowestTime(bulks.law())));
    }

    private Figure losses(TrainingDynamics limit, double[] fine, FeatureBulks bulks) {
        Figure.Builder figure = Figure.of("losses", "Training and test loss part when the lowest bulk is learned")
                .caption(Text.of("Points: d = %d, %d systems; lines: d → ∞. Marks: when each bulk of U has been learned.", result.dimension(),
                        question.realizations()))
                .x(Axis.log("training time τ")).y(Axis.linear("loss a coordinate"))
                .points("L_train", result.trainLoss()).line("L_train, limit", Curve.exact("training time", fine, time -> limit.at(time).trainLoss()))
                .points("L_test", result.testLoss()).line("L_test, limit", Curve.exact("training time", fine, time -> limit.at(time).testLoss()));
        for (Bulk bulk : bulks.bulks()) {
            double time = bulk.slowestTime(bulks.law());
            if (time > fine[0] && time < fine[fine.length - 1]) {
                figure.mark(bulk.name(), time);
            }
        }
        return figure.build();
    }

    private Figure scoreError(double[] fine, DoubleUnaryOperator error, double stop) {
        return Figure.of("score-error", "The score is best when training stops early")
                .caption("Squared distance to the true score a coordinate. Points: finite systems; line: d → ∞.")
                .x(Axis.log("training time τ")).y(Axis.log("E_score"))
                .points("measured", result.scoreError()).line("limit", Curve.exact("training time", fine, error)).mark("best", stop).build();
    }
}
