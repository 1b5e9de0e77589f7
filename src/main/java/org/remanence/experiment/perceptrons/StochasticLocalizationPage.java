package org.remanence.experiment.perceptrons;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Expected;
import org.remanence.perceptron.Constraints;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Layer;
import org.remanence.plot.Notation;
import org.remanence.plot.Report;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.text.Text;
import org.remanence.theory.perceptrons.PlantedPotential;
import org.remanence.theory.perceptrons.ReplicaSymmetry;

/// The page of a localization.
/// @param question parameters
/// @param constraints of the instance
record StochasticLocalizationPage(StochasticLocalization question, Constraints constraints) {
    private static final int BINS = 30;
    private static final int INSIDE = 8;
    private static final double FAIR_SHARE = 0.98;
    /// Deviation of an overlap from its limit that finite size explains, in units of N^(−1/2), the order of its fluctuations.
    private static final double FAIR_DEVIATION = 3;

    Answer<StochasticLocalization.Result> answer(List<StochasticLocalization.LocalizationRun> runs, Session session) {
        ReplicaSymmetry symmetry = question.measure().symmetry();
        var potential = new PlantedPotential(symmetry);
        double edge = symmetry.channel().edge();
        double mean = symmetry.stabilities().mean();
        double[] edges = IntStream.rangeClosed(0, BINS).mapToDouble(i -> edge + i * 2.5 * (1 + mean - edge) / BINS).toArray();
        StochasticLocalization.Result result = result(runs, edges);
        double[] binned = new double[BINS];
        Arrays.setAll(binned, i -> binned(symmetry, edges[i], edges[i + 1]));
        double[] reached = Arrays.stream(result.overlap().x()).map(time -> potential.reached(time).overlap()).toArray();
        var theory = new StochasticLocalization.Theory(
                Expected.beside(result, result.overlap(), Curve.exact("time", result.overlap().x(),
                at(result.overlap().x(), reached))),
                deviation(result.overlap(), reached), symmetry.overlap(), mean,
                Expected.beside(result, result.stabilities(), Curve.exact("stability", result.stabilities().x(),
                at(result.stabilities().x(), binned))));
        Report report = Report.of(Text.of("Localization of %d weights under %d constraints", question.n(),
                result.constraints()))
                .figure(overlap(result, theory)).figure(iterations(result)).figure(stabilities(result, theory, edges))
                .table(MessageTrace.of(question.measure(), constraints, runs.getFirst().sample(), question.damping(), session))
                .build();
        double[][] samples = runs.stream().map(StochasticLocalization.LocalizationRun::sample).toArray(double[][]::new);
        return Answer.of(result, theory, report).array("samples", Matrix.of(samples)).finding(verdict(result, theory));
    }

    /// A solution is no proof of fair sampling: that needs convergence, state evolution, and overlaps of samples.
    private String verdict(StochasticLocalization.Result result, StochasticLocalization.Theory theory) {
        long solved = Arrays.stream(result.violations()).filter(each -> each == 0).count();
        double most = FAIR_DEVIATION / Math.sqrt(question.n());
        boolean solvable = question.measure().isSolvable();
        // One run has no overlap with another, which proves nothing against it.
        boolean fair = solvable && result.converged() > FAIR_SHARE && theory.largestDeviation() < most
                && !(Math.abs(result.sampleOverlap().mean() - theory.sampleOverlap()) > most);
        return Text.of("""
                %d of %d runs end at a solution. Message passing converged at %.3g %% of the steps. q(t) deviates from state evolution by \
                %.2g at most. Samples overlap by %s, where theory has %.3g. The sampling is %s.""", solved, question.runs(), 100 * result.converged(),
                theory.largestDeviation(), Double.isNaN(result.sampleOverlap().mean()) ? "an unknown amount"
                : Notation.number(result.sampleOverlap()),
                theory.sampleOverlap(), fair ? "fair as far as these tell"
                : solvable ? "not fair, whatever the violations"
                : "not fair, since the density is above the capacity, where theory has no solution");
    }

    private static double deviation(Curve measured, double[] expected) {
        return IntStream.range(0, expected.length).mapToDouble(i -> Math.abs(measured.mean()[i] - expected[i])).max()
                .orElseThrow();
    }

    private static DoubleUnaryOperator at(double[] x, double[] y) {
        return position -> y[Arrays.binarySearch(x, position)];
    }

    private StochasticLocalization.Result result(List<StochasticLocalization.LocalizationRun> runs, double[] edges) {
        double[] times = Arrays.stream(question.times()).skip(1).toArray();
        List<Estimate> overlaps = new ArrayList<>();
        List<Estimate> iterations = new ArrayList<>();
        for (int k = 1; k <= times.length; k++) {
            int at = k;
            overlaps.add(Estimate.of(runs.stream().mapToDouble(run -> run.overlap()[at]).toArray()));
            iterations.add(Estimate.of(runs.stream().mapToDouble(run -> run.iterations()[at]).toArray()));
        }
        double edge = question.measure().channel().edge();
        long[] violations = runs.stream().mapToLong(run -> constraints.violations(run.sample(), edge)).toArray();
        List<Estimate> densities = new ArrayList<>();
        double[] centres = new double[BINS];
        for (int i = 0; i < BINS; i++) {
            double low = edges[i];
            double high = edges[i + 1];
            centres[i] = 0.5 * (low + high);
            double[] shares = runs.stream().mapToDouble(run -> Arrays.stream(run.stabilities())
                    .filter(s -> s >= low && s < high).count()
                    / (run.stabilities().length * (high - low))).toArray();
            densities.add(Estimate.of(shares));
        }
        return new StochasticLocalization.Result(constraints.count(), Curve.of("time", times, overlaps),
                Curve.of("time", times, iterations),
                runs.stream().mapToDouble(StochasticLocalization.LocalizationRun::residual).max().orElseThrow(),
                runs.stream().mapToInt(StochasticLocalization.LocalizationRun::converged)
                .sum() / (double) (runs.size() * (times.length + 1)),
                violations, StochasticLocalization.pairs(runs.stream().map(StochasticLocalization.LocalizationRun::sample)
                .toList()),
                Estimate.of(runs.stream().mapToDouble(run -> Arrays.stream(run.stabilities()).average().orElseThrow())
                .toArray()),
                Curve.of("stability", centres, densities));
    }

    /// Mean density in a bin, by a midpoint rule inside.
    private static double binned(ReplicaSymmetry symmetry, double low, double high) {
        return IntStream.range(0, INSIDE).mapToDouble(i -> symmetry.stabilityDensity(low + (i + 0.5) * (high - low) / INSIDE))
                .average().orElseThrow();
    }

    private Figure overlap(StochasticLocalization.Result result, StochasticLocalization.Theory theory) {
        return Figure.of("overlap", "The posterior mean grows as state evolution says")
                .caption(Text.of("Points: %d runs on one instance, N = %d. Line: first fixed point of message passing, N → ∞.",
                question.runs(), question.n()))
                .x(Axis.log("time t")).y(Axis.linear("q(t) = |m|²/N"))
                .points("measured", result.overlap()).line("state evolution", theory.overlap().x(), theory.overlap().mean())
                .level("q_0", theory.sampleOverlap()).build();
    }

    private Figure iterations(StochasticLocalization.Result result) {
        return Figure.of("iterations", "Iterations of message passing on the way")
                .caption(Text.of("At most %d are made; steps that need all of them did not converge.", question.iterations()))
                .x(Axis.log("time t")).y(Axis.linear("iterations")).points("measured", result.iterations()).build();
    }

    private Figure stabilities(StochasticLocalization.Result result, StochasticLocalization.Theory theory, double[] edges) {
        return Figure.of("stabilities", "Stabilities of the samples")
                .caption("Bars: all samples. Line: replica-symmetric theory.")
                .x(Axis.linear("stability s")).y(Axis.linear("density"))
                .add(new Layer.Histogram("measured", edges, result.stabilities().mean(), new double[edges.length - 1]))
                .line("theory", theory.stabilities().x(), theory.stabilities().mean()).build();
    }
}
