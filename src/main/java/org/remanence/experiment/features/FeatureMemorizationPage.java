package org.remanence.experiment.features;

import java.util.Arrays;
import org.remanence.experiment.Answer;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Report;
import org.remanence.result.Curve;
import org.remanence.text.Text;

/// The page of memorization in training time: copies for each number of patterns, and when they begin.
/// @param question parameters
/// @param result measured numbers
record FeatureMemorizationPage(FeatureMemorization question, FeatureMemorization.Result result) {
    /// The answer with figures and findings.
    Answer<FeatureMemorization.Result> answer() {
        Report.Builder report = Report.of(Text.of("Copies among samples of %d random features in %d dimensions",
                question.features(), question.d()))
                .figure(copies());
        Curve onset = result.onset();
        boolean seen = Arrays.stream(onset.mean()).anyMatch(Double::isFinite);
        if (seen) {
            report.figure(onsets());
        }
        FeatureMemorization.Memorized few = result.memorized().getFirst();
        Answer<FeatureMemorization.Result> answer = Answer.of(result, new Answer.Untold(), report.build()).finding(Text.of("""
                Of samples under the minimiser for %d patterns %.1f %% are copies; of fresh draws %.2f %% would be called so.""", few.patterns(),
                100 * few.minimiser().mean(), 100 * few.baseline().mean()));
        return Double.isNaN(result.growth().exponent().mean()) ? answer : answer.finding(Text.of(
                "Copying begins at a training time that grows as n to the %.2f ± %.2f.", result.growth().exponent().mean(),
                result.growth().exponent().stderr()));
    }

    private Figure copies() {
        Figure.Builder figure = Figure.of("copies", "More patterns are copied later; after little training no more than by chance")
                .caption(Text.of("""
                        Share of %d samples with |x − a₁|/|x − a₂| < %.3g; bands: 95 %% intervals by bootstrap. Levels: fresh draws of the law of the data.""",
                        question.samples(), question.ratio()))
                .x(Axis.log("training time τ")).y(Axis.linear("share of copies"));
        for (FeatureMemorization.Memorized each : result.memorized()) {
            String label = "n = " + each.patterns();
            figure.points(label, each.copies()).band(label, each.copies().x(), each.lower(), each.upper());
        }
        FeatureMemorization.Memorized few = result.memorized().getFirst();
        return figure.level(Text.of("fresh, n = %d", few.patterns()), few.baseline().mean()).build();
    }

    private Figure onsets() {
        Curve onset = result.onset();
        Figure.Builder figure = Figure.of("onset", "Onset of copying by number of patterns")
                .caption(Text.of("Training time at which the share of copies is %s above that of fresh draws.", question.level()))
                .x(Axis.log("patterns n")).y(Axis.log("onset τ")).points("onset", onset);
        return Double.isNaN(result.growth().exponent().mean()) ? figure.build()
                : figure.line("onset", result.growth().along(onset)).build();
    }
}
