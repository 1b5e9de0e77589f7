package org.remanence.experiment.features;

import java.util.List;
import java.util.stream.IntStream;
import org.remanence.experiment.Answer;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Notation;
import org.remanence.plot.Report;
import org.remanence.result.Histogram;
import org.remanence.text.Text;

/// The page of samples of a mixture: their histogram along m, and its shape in training time.
/// @param question parameters
/// @param result measured numbers
/// @param theory what the data have
record FeatureMixtureSamplingPage(FeatureMixtureSampling question, FeatureMixtureSampling.Result result,
        FeatureMixtureSampling.Theory theory) {
    private static final int BINS = 40;
    private static final int POINTS = 240;

    /// The answer with figures and findings.
    /// @param generated for each training time, and for the minimiser
    Answer<FeatureMixtureSampling.Result> answer(List<FeatureMixtureSampling.Projected> generated) {
        int early = (question.trainingTimes().size() - 1) / 2;
        Report.Builder report = Report.of(Text.of("Samples of %d random features from two clusters", result.features()))
                .figure(projections("projections", "Samples along the line between the clusters, fully trained",
                generated.getLast().along()))
                .figure(projections("projections-early",
                        Text.of("The same after τ = %s", Notation.number(question.trainingTimes().at(early))),
                generated.get(early).along()))
                .figure(kurtosis()).figure(variance());
        FeatureMixtureSampling.Minimiser last = result.minimiser();
        return Answer.of(result, theory, report.build()).array("along", generated.getLast().along()).finding(Text.of("""
                Fully trained, samples have an excess kurtosis of %.2f ± %.2f along m, the data %.2f, one Gaussian 0. Their variance is %.3g ± %.2g \
                along m and %.3g across, for the data %.3g and 1.""", last.excessKurtosis().mean(), last.excessKurtosis().stderr(), theory.excessKurtosis(),
                last.varianceAlong().mean(), last.varianceAlong().stderr(), last.varianceAcross().mean(),
                theory.varianceAlong()));
    }

    private Figure projections(String name, String title, double[] along) {
        double distance = Math.sqrt(question.system().separation());
        double reach = distance + 4;
        double[] edges = IntStream.rangeClosed(0, BINS).mapToDouble(i -> reach * (2.0 * i / BINS - 1)).toArray();
        double[] x = IntStream.rangeClosed(0, POINTS).mapToDouble(i -> reach * (2.0 * i / POINTS - 1)).toArray();
        double width = 2 * reach / BINS;
        double variance = SampleShape.of(along).variance().mean();
        return Figure.of(name, title)
                .caption(Text.of("Share of %d samples a bin of x·m/|m|, |m| = %.3g, d = %d, ψ_p = %s, ψ_n = %s. Lines: the data, and a Gaussian as wide as the samples.",
                        question.samples(), distance, result.dimension(), question.system().psiP(), question.system().psiN()))
                .x(Axis.linear("x·m/|m|")).y(Axis.linear("share of samples"))
                .histogram("samples", Histogram.of("projection", edges, along))
                .line("data", x, IntStream.range(0, x.length)
                        .mapToDouble(i -> width * 0.5 * (normal(x[i] - distance, 1) + normal(x[i] + distance, 1))).toArray())
                .line("one Gaussian", x, IntStream.range(0, x.length).mapToDouble(i -> width * normal(x[i], variance)).toArray())
                .build();
    }

    private static double normal(double x, double variance) {
        return Math.exp(-0.5 * x * x / variance) / Math.sqrt(2 * Math.PI * variance);
    }

    private Figure kurtosis() {
        return Figure.of("kurtosis", question.system().isSeparated() ? "Two modes appear with training"
                : "The samples stay one Gaussian")
                .caption("Excess kurtosis of the samples along m, with jackknife errors. Levels: the data, and any Gaussian.")
                .x(Axis.log("training time τ")).y(Axis.linear("excess kurtosis"))
                .points("samples", result.excessKurtosis()).level("data", theory.excessKurtosis()).level("Gaussian", 0).build();
    }

    private Figure variance() {
        return Figure.of("variance", "Width along m and across")
                .caption("Variances of the samples along m and a direction across, with jackknife errors. Levels: the data.")
                .x(Axis.log("training time τ")).y(Axis.log("variance"))
                .points("along m", result.varianceAlong()).level("data, along", theory.varianceAlong())
                .points("across", result.varianceAcross()).level("data, across", theory.varianceAcross()).build();
    }
}
