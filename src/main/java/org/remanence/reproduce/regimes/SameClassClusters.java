package org.remanence.reproduce.regimes;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.remanence.experiment.Answer;
import org.remanence.experiment.regimes.Speciation;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.process.Diffusion;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.reproduce.FigureCheck;
import org.remanence.reproduce.Listing;
import org.remanence.reproduce.Reproduction;
import org.remanence.reproduce.Size;
import org.remanence.reproduce.Study;
import org.remanence.reproduce.Verdict;
import org.remanence.result.Curve;
import org.remanence.session.Session;
import org.remanence.text.Text;
import org.remanence.theory.SameClass;

/// Clones of a state of two clusters end in the same class: the curves of four dimensions in units of the speciation time
/// cross at (1, 0.7752).
final class SameClassClusters implements Reproduction {
    private static final int[] DIMENSIONS = {256, 1024, 4096, 16_384};
    private static final Diffusion PROCESS = new OrnsteinUhlenbeck();

    @Override
    public Listing listing() {
        return new Listing("same-class", Listing.Document.REGIMES, "φ(t) of Gaussian mixtures", "Clones of one state end in the same class below t_S",
                "1 min: overlaps of all four dimensions, whole states of the first", "2 h: whole states in d = 256, 1024, 4096 and 16 384, 10 000 pairs");
    }

    @Override
    public Answer<Verdict> make(Size size, Session session) {
        var study = new Study(listing(), size, session);
        var figure = Figure.of("same-class-clusters", "All dimensions cross at t_S").caption("""
                Probability that two clones of one state end in the same cluster, against the time in units of t_S = ½ log d. \
                |m|² = d, σ = 1; Euler–Maruyama, 1000 steps from T = 10. Lines: theory.""")
                .x(Axis.linear("time t / t_S").between(0, 3)).y(Axis.linear("same class φ").between(0.45, 1.02));
        for (int dimension : DIMENSIONS) {
            draw(figure, dimension, measure(study, dimension, study.sized("overlap", "full"), "10000"));
        }
        if (size == Size.DEFAULT) {
            measure(study, DIMENSIONS[0], "full", "1000");
        }
        study.page().figure(figure.level("0.7752", SameClass.THRESHOLD).mark("t_S", 1).build());
        return study.end("The curves of all dimensions pass through (1, 0.7752) within sampling.");
    }

    private static Curve measure(Study study, int dimension, String method, String pairs) {
        double speciation = 0.5 * Math.log(dimension);
        String times = DoubleStream.concat(DoubleStream.iterate(1, t -> t <= 10, t -> t + 0.5), DoubleStream.of(speciation)).sorted()
                .mapToObj(Double::toString).collect(Collectors.joining(","));
        String name = Text.of("d = %d, %s", dimension, method.equals("full") ? "whole states" : "overlaps");
        Speciation.Result result = study.ask(name, Speciation.class, Speciation.Result.class, "data", Text.of("mixture:d=%d,mu=1,sigma=1", dimension),
                "method", method, "pairs", pairs, "returns", pairs, "times", times, "horizon", "10", "steps", "1000", "sampler", "em");
        Curve measured = result.sameClass();
        double[] expected = Arrays.stream(measured.x()).map(t -> theory(t, dimension)).toArray();
        study.check(FigureCheck.shares("clones end in the same class, " + name, measured, expected));
        study.check(FigureCheck.shares("data return to their class, " + name, result.sameClassByReturn(), expected));
        int at = Arrays.binarySearch(measured.x(), speciation);
        study.check(FigureCheck.shares("at t_S the probability is 0.7752, " + name, Curve.of("time", new double[] {speciation},
                List.of(measured.at(at))), new double[] {SameClass.THRESHOLD}));
        return measured;
    }

    private static void draw(Figure.Builder figure, int dimension, Curve measured) {
        double speciation = 0.5 * Math.log(dimension);
        double[] fine = new double[150];
        Arrays.setAll(fine, i -> 3.0 * (i + 1) / 150);
        double[] scaled = Arrays.stream(measured.x()).map(t -> t / speciation).toArray();
        String label = "d = " + dimension;
        figure.points(label, new Curve("t/t_S", scaled, measured.mean(), measured.stderr(), measured.count()))
                .line(label, fine, Arrays.stream(fine).map(x -> theory(x * speciation, dimension)).toArray());
    }

    private static double theory(double time, int dimension) {
        return SameClass.balanced(SameClass.separation(PROCESS.noiseToSignal(time), dimension, 1, 1));
    }
}
