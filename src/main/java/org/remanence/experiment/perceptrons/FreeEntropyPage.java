package org.remanence.experiment.perceptrons;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.remanence.channel.WeightPrior;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Expected;
import org.remanence.perceptron.Localization;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Report;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.text.Text;
import org.remanence.theory.perceptrons.PlantedPotential;
import org.remanence.theory.perceptrons.ReplicaSymmetry;
import org.remanence.theory.perceptrons.TricriticalMargin;

/// The page of a free entropy.
/// @param question parameters
/// @param result measured numbers
record FreeEntropyPage(FreeEntropy question, FreeEntropy.Result result) {
    private static final int POINTS = 60;

    /// The answer with figures and findings.
    Answer<FreeEntropy.Result> answer(FreeEntropy.Thresholds densities) {
        ReplicaSymmetry symmetry = question.measure().symmetry();
        var potential = new PlantedPotential(symmetry);
        PlantedPotential.Point[] points = potential.curve(POINTS);
        double[] q = Arrays.stream(points).mapToDouble(PlantedPotential.Point::overlap).toArray();
        double[] reached = Arrays.stream(question.times().values()).map(time -> potential.reached(time).overlap()).toArray();
        FreeEntropy.Theory theory = new FreeEntropy.Theory(densities, tricriticalMargin(),
                Expected.beside(result, result.overlap(), time -> reached[index(time)]), symmetry.overlap(),
                symmetry.freeEntropy(), curve(q, points, PlantedPotential.Point::potential),
                curve(q, points, PlantedPotential.Point::time),
                curve(q, points, PlantedPotential.Point::stability));
        double earliest = 0.3 * question.times().min();
        PlantedPotential.Point[] late = Arrays.stream(points).filter(each -> each.time() > earliest)
                .toArray(PlantedPotential.Point[]::new);
        Figure.Builder entropy = Figure.of("free-entropy", "Free entropy against the overlap with the sample")
                .caption("φ_t(q) − φ_t(q_0) at each time; message passing sits at the first maximum, and sampling fails where a second one is higher.")
                .x(Axis.linear("overlap q")).y(Axis.linear("φ_t(q) − φ_t(q_0)"));
        for (int i = 0; i < question.times().size(); i++) {
            double time = question.times().values()[i];
            double first = points[0].freeEntropy(time);
            entropy.line(Text.of("t = %s", time), q, Arrays.stream(points).mapToDouble(each -> each.freeEntropy(time) - first)
                    .toArray());
        }
        Report report = Report.of(Text.of("Free entropy of localization, %s weights, density %s",
                question.measure().prior() == WeightPrior.BINARY ? "binary" : "spherical",
                question.measure().density())).figure(entropy.build())
                .figure(fixedPoints(late))
                .figure(Figure.of("stability", "Localization is fair where A(q) < 1 for all q")
                        .caption("A(q_0) is the de Almeida–Thouless parameter.").x(Axis.linear("overlap q"))
                        .y(Axis.linear("A(q)"))
                        .line("theory", q, theory.stability().mean()).level("1", 1).build()).build();
        Answer<FreeEntropy.Result> answer = Answer.of(result, theory, report);
        if (symmetry.stability() > 1) {
            answer = answer.finding(Text.of("The replica-symmetric ansatz is unstable at density %s: theory is not exact there.", question.measure().density()));
        }
        return answer.finding(question.thresholds() == FreeEntropy.Search.OFF
                ? Text.of("Independent samples overlap by %.4g at density %s.", symmetry.overlap(),
                question.measure().density())
                : Text.of("Localization samples fairly %s; the density here is %s.", upTo(densities.asl()),
                question.measure().density()));
    }

    private double tricriticalMargin() {
        boolean sphere = question.measure().prior() == WeightPrior.SPHERICAL;
        return sphere && question.measure().channel().power() == 0 ? TricriticalMargin.find() : Double.NaN;
    }

    private static String upTo(double density) {
        return Double.isNaN(density) ? "at every density that has solutions"
                : density == 0 ? "at no density, since solutions are isolated" : Text.of("up to density %.6g", density);
    }

    private Figure fixedPoints(PlantedPotential.Point[] points) {
        Figure.Builder figure = Figure.of("fixed-points", "Overlaps of message passing in time")
                .caption("Line: fixed points. Points: localizations of finite size.")
                .x(Axis.linear("overlap q")).y(Axis.log("time t"))
                .points("measured", Curve.of("overlap", result.overlap().mean(),
                Arrays.stream(question.times().values()).mapToObj(t -> new Estimate(t, 0, question.runs())).toList()));
        if (points.length > 0) {
            figure.line("theory", Arrays.stream(points).mapToDouble(PlantedPotential.Point::overlap).toArray(),
                    Arrays.stream(points).mapToDouble(PlantedPotential.Point::time).toArray());
        }
        return figure.build();
    }

    private int index(double time) {
        return IntStream.range(0, question.times().size()).filter(i -> question.times().values()[i] == time).findFirst()
                .orElseThrow();
    }

    private static Curve curve(double[] q, PlantedPotential.Point[] points, ToDoubleFunction<PlantedPotential.Point> of) {
        return new Curve("overlap", q.clone(), Arrays.stream(points).mapToDouble(of).toArray(), new double[q.length],
                new long[q.length]);
    }
}
