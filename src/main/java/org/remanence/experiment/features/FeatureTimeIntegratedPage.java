package org.remanence.experiment.features;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.remanence.experiment.Answer;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Layer;
import org.remanence.plot.Report;
import org.remanence.result.Curve;
import org.remanence.text.Text;

/// The page of a network for all times: its spectrum, and its losses in training time.
/// @param question parameters
/// @param result measured numbers
record FeatureTimeIntegratedPage(FeatureTimeIntegrated question, FeatureTimeIntegrated.Result result) {
    private static final int BINS = 60;

    /// The answer with figures and findings.
    /// @param line density of the limit, at more places than it is compared at
    /// @param eigenvalues of the first system
    Answer<FeatureTimeIntegrated.Result> answer(FeatureTimeIntegrated.Theory theory, Curve line, double[] eigenvalues) {
        Report report = Report.of(Text.of("One network of %d features for all times, trained on %d patterns", result.features(),
                result.patterns()))
                .figure(spectrum(theory, line, eigenvalues)).figure(losses()).figure(gap()).figure(variance()).build();
        Answer<FeatureTimeIntegrated.Result> answer = Answer.of(result, theory, report);
        if (theory.outlier() > 0) {
            answer = answer.finding(Text.of("""
                    The mean of the features adds an eigenvalue of order p to U: %.4g measured, %.4g in the limit; the next one is %.4g.""",
                    result.largest().mean(), theory.outlier(), result.second().mean()));
        }
        return answer.finding(Text.of("The test loss is least, %.4g, at τ = %.3g; the gap between test and training loss %s.",
                result.leastTestLoss().mean(), result.earlyStop().mean(), result.gapTime().count() == 0
                ? Text.of("does not reach %s in all systems", question.gap())
                        : Text.of("reaches %s at τ = %.3g", question.gap(), result.gapTime().mean())));
    }

    private Figure spectrum(FeatureTimeIntegrated.Theory theory, Curve line, double[] eigenvalues) {
        double low = Math.log(eigenvalues[0] / 1.3);
        double high = Math.log(eigenvalues[eigenvalues.length - 1] * 1.3);
        double[] edges = IntStream.rangeClosed(0, BINS).mapToDouble(i -> Math.exp(low + i * (high - low) / BINS)).toArray();
        double[] height = new double[BINS];
        for (double each : eigenvalues) {
            int bin = (int) Math.clamp((Math.log(each) - low) / (high - low) * BINS, 0, BINS - 1);
            height[bin] += BINS / ((high - low) * eigenvalues.length);
        }
        Figure.Builder figure = Figure.of("spectrum", "The spectrum of a network for all times is that of a matrix Dyson equation")
                .caption(Text.of("""
                        Share of eigenvalues per factor e of %d features of %d patterns. Bars: one system, d = %d; \
                        points and line: both smoothed by %s of λ.""", result.features(), result.patterns(), result.dimension(), question.width()))
                .x(Axis.log("eigenvalue λ of U")).y(Axis.linear("λ · density"))
                .add(new Layer.Histogram("one system", edges, height, new double[BINS]))
                .points("measured, smoothed", result.density())
                .line(question.training().isGiven() ? "Gaussian data of the same covariance, smoothed" : "d → ∞, smoothed", line);
        if (theory.outlier() > 0) {
            figure.mark("outlier", theory.outlier());
        }
        return figure.build();
    }

    private Figure losses() {
        return Figure.of("losses", "One network for all times learns, then memorizes")
                .caption(caption()).x(Axis.log("training time τ = k η/d²"))
                .y(Axis.linear("loss a coordinate, averaged over time"))
                .points("L_train", result.trainLoss()).points("L_test", result.testLoss()).mark("stop", result.earlyStop())
                .build();
    }

    private Figure gap() {
        Figure.Builder figure = Figure.of("gap", "The gap opens when the patterns are learned")
                .caption(caption()).x(Axis.log("training time τ = k η/d²")).y(Axis.linear("L_gen = L_test − L_train"))
                .points("measured", result.generalizationGap()).level("gap", question.gap());
        if (result.gapTime().count() > 0) {
            figure.mark("reached", result.gapTime());
        }
        return figure.build();
    }

    private Figure variance() {
        return Figure.of("sample-variance", "What the network generates: variance of its samples")
                .caption(Text.of("""
                        %d samples of the first system. Copies of patterns: between %s and %s of the samples, %s of %s.""",
                        question.sampling().samples(), Arrays.stream(result.sampled().copies().mean()).min().orElseThrow(),
                        Arrays.stream(result.sampled().copies().mean()).max().orElseThrow(),
                        result.sampled().freshCopies().mean(),
                        question.training().isGiven() ? "the patterns held out" : "fresh draws"))
                .x(Axis.log("training time τ = k η/d²")).y(Axis.log("variance of a coordinate"))
                .points("samples", result.sampled().sampleVariance()).level("data", result.meanVariance()).build();
    }

    private String caption() {
        return Text.of("d = %d, %d systems, times %s between %s and %s by %d nodes, bias %s.", result.dimension(),
                question.realizations(),
                word(question.system().law()), question.system().earliest(), question.system().latest(), question.system()
                .nodes(),
                word(question.system().bias()));
    }

    /// As on the command line.
    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
