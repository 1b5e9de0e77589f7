package org.remanence.experiment.geometry;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.remanence.data.PatternSet;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Expected;
import org.remanence.experiment.FineAxis;
import org.remanence.experiment.geometry.CovarianceSpectrum.Result;
import org.remanence.experiment.geometry.CovarianceSpectrum.Theory;
import org.remanence.linalg.LeadingEigen;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Layer;
import org.remanence.plot.Report;
import org.remanence.result.Curve;
import org.remanence.text.Text;
import org.remanence.theory.SpectralLaw;

/// What an eigenvalue spectrum looks like, beside the law of its model.
/// @param patterns whose covariance it is
/// @param law of the covariance, where it is known
/// @param order of the matrix, d or n: it decides how many zeros there are
/// @param distance between eigenvalues and law, NaN unless all are known
record SpectrumPage(PatternSet patterns, Optional<SpectralLaw> law, long order, double distance) {
    private static final int BINS = 60;
    private static final int RANKS = 300;
    /// Eigenvalues below this share of the largest are zeros and rounding.
    private static final double NOTHING = 1e-12;

    Answer<Result> all(Result result) {
        double[] positive = DoubleStream.of(result.eigenvalues())
                .filter(each -> each > NOTHING * result.largestEigenvalue()).toArray();
        Report.Builder report = Report.of(title());
        if (positive.length > 1 && positive[0] > positive[positive.length - 1]) {
            report.figure(histogram(positive)).figure(byRank(positive));
        }
        return finding(answer(result, report.build())).array("eigenvalues", result.eigenvalues());
    }

    Answer<Result> top(Result result, LeadingEigen leading) {
        Report.Builder report = Report.of(title());
        if (result.largestEigenvalue() > 0) {
            report.figure(byRank(result.eigenvalues()));
        }
        return finding(answer(result, report.build())).finding(Text.of("The largest residual |A v − λ v| of %d eigenvalues is %.2g, after %d products.", leading.values().length, Arrays.stream(leading.residuals()).max().orElseThrow(), leading.products()))
                .array("eigenvalues", leading.values()).array("eigenvectors", leading.vectors());
    }

    Answer<Result> density(Result result) {
        Report.Builder report = Report.of(title());
        if (result.density().size() > 0) {
            Curve measured = result.density();
            Figure.Builder figure = Figure.of("density", "Density of eigenvalues by quadrature")
                    .caption(Text.of("Smoothed by a Gaussian of standard deviation %.3g; bars are standard errors over random vectors.", result.width()))
                    .x(Axis.linear("eigenvalue λ")).y(Axis.linear("density"));
            law.ifPresent(each -> {
                double[] x = FineAxis.steps(measured.x()[0], measured.x()[measured.size() - 1]);
                figure.line("law of the model, smoothed alike", x, smoothed(each, x, result.width()));
            });
            report.figure(figure.points("measured", measured).build());
        }
        return finding(answer(result, report.build()));
    }

    private Answer<Result> answer(Result result, Report report) {
        return law.isPresent() ? Answer.of(result, theory(law.get(), result), report)
                : Answer.of(result, new Answer.Untold(), report);
    }

    private Theory theory(SpectralLaw known, Result result) {
        Curve density = result.density();
        double[] predicted = density.size() == 0 ? new double[0] : smoothed(known, density.x(), result.width());
        double[] residual = IntStream.range(0, predicted.length)
                .mapToDouble(i -> density.at(i).residual(predicted[i])).toArray();
        return new Theory(known.lowerEdge(), known.upperEdge(), zeros(known), distance,
                new Expected("density", density.axis(), density.x(), predicted, residual));
    }

    private Answer<Result> finding(Answer<Result> answer) {
        Result result = answer.result();
        String time = Double.isNaN(result.halfLogLargest()) ? "does not exist, since Λ ≤ 1"
                : Text.of("= %.4f", result.halfLogLargest());
        Answer<Result> found = answer.finding(Text.of("The largest eigenvalue of the covariance of %s is Λ = %.6g; ½ log Λ %s.", patterns.name(), result.largestEigenvalue(), time));
        return law.map(known -> found.finding(Text.of("Theory for n, d → ∞ has the positive eigenvalues between %.4g and %.4g%s.", known.lowerEdge(), known.upperEdge(), Double.isNaN(distance) ? ""
                        : Text.of("; shares of eigenvalues differ from it by at most %.2g", distance)))).orElse(found);
    }

    /// Shares of all eigenvalues in equal bins. They repel each other, so binomial errors would be far too large: none are drawn.
    private Figure histogram(double[] positive) {
        double low = positive[positive.length - 1];
        double step = (positive[0] - low) / BINS;
        double[] edges = new double[BINS + 1];
        Arrays.setAll(edges, i -> low + i * step);
        double[] height = new double[BINS];
        for (double each : positive) {
            height[(int) Math.min(BINS - 1, (each - low) / step)] += 1 / (order * step);
        }
        Figure.Builder figure = Figure.of("spectrum", "Eigenvalues of the covariance")
                .caption(Text.of("%d of %d eigenvalues are positive and shown; the area is their share.", positive.length, order))
                .x(Axis.linear("eigenvalue λ")).y(Axis.linear("density"))
                .add(new Layer.Histogram("measured", edges, height, new double[BINS]));
        law.ifPresent(known -> {
            double[] x = FineAxis.steps(known.lowerEdge(), known.upperEdge());
            figure.line("law of the model, n and d → ∞", x,
                    DoubleStream.of(x).map(at -> perEigenvalue() * known.density(at)).toArray());
        });
        return figure.build();
    }

    private static Figure byRank(double[] descending) {
        double[] ranks = IntStream.range(0, RANKS)
                .map(i -> (int) Math.round(Math.exp(i * Math.log(descending.length) / (RANKS - 1)))).distinct().asDoubleStream()
                .toArray();
        return Figure.of("eigenvalues", "Eigenvalues by rank").caption("In decreasing order.")
                .x(Axis.log("rank")).y(Axis.log("eigenvalue λ"))
                .points("measured", Curve.exact("rank", ranks, rank -> descending[(int) rank - 1])).build();
    }

    /// The law counts zeros among d eigenvalues, the matrix has `order`.
    private double perEigenvalue() {
        return (double) patterns.columns() / order;
    }

    private double zeros(SpectralLaw known) {
        return Math.max(0, 1 - perEigenvalue() * (1 - known.atom()));
    }

    private double[] smoothed(SpectralLaw known, double[] x, double width) {
        double[] law = known.smoothed(x, width);
        double[] all = new double[x.length];
        Arrays.setAll(all, i -> perEigenvalue() * law[i] + (zeros(known) - perEigenvalue() * known.atom())
                * Math.exp(-0.5 * x[i] * x[i] / (width * width)) / (width * Math.sqrt(2 * Math.PI)));
        return all;
    }

    private String title() {
        return "Spectrum of " + patterns.name();
    }
}
