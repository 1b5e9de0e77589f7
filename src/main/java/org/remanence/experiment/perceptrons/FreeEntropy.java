package org.remanence.experiment.perceptrons;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Expected;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.perceptron.Constraints;
import org.remanence.perceptron.Localization;
import org.remanence.perceptron.LocalizationGrid;
import org.remanence.perceptron.MessagePassing;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.session.Session;
import org.remanence.theory.perceptrons.PerceptronThresholds;

/// The free entropy of localization against the overlap with the sample, its thresholds, and the overlaps that message passing
/// reaches in localizations of finite size.
@Question(value = "Where does sampling a perceptron by localization fail", name = "free-entropy",
        equation = "φ_t(q) = t q/2 + V(q); message passing has its fixed points at t(q) = −2V′(q); fair if t(q) grows from q_0 to 1",
        source = "Straziota, Demyanenko, Baldassi and Lucibello 2025; the reduced form and the thresholds derived",
        cost = "thresholds: some 10³ double integrals; runs · steps · iterations · 4 M N flops; the default takes 1 min")
public record FreeEntropy(
        PerceptronMeasure measure,
        @Parameter(value = "0.5,1,2,4,8", above = 0, max = 1e4, unit = "time of the localization", help = "times of the curves")
                AxisValues times,
        @Parameter(value = "500", min = 8, max = 1e5, help = "weights N of the localizations") int n,
        @Parameter(value = "4", min = 1, max = 1e4, help = "localizations, each of its own instance") int runs,
        @Parameter(value = "on", help = "search the densities at which sampling changes, which takes most of the time")
                Search thresholds)
        implements Experiment<FreeEntropy.Result> {

    /// Whether thresholds are searched.
    public enum Search {
        /// Found.
        ON,
        /// Left out.
        OFF
    }

    private static final double FIRST_STEP = 0.05;
    private static final double GROWTH = 0.05;
    private static final double TOLERANCE = 1e-4;
    private static final int ITERATIONS = 200;

    /// Refuses parameters out of bounds.
    public FreeEntropy {
        Schema.check(FreeEntropy.class, measure, times, n, runs, thresholds);
        measure.constraints(n);
    }

    /// What is measured.
    public record Result(@Reported("overlap that message passing reaches, |m|²/N, against time") Curve overlap) { }

    /// What it should be.
    public record Theory(
            @Reported("densities at which localization fails, samples cluster, few clusters remain, and the ansatz is unstable")
                    Thresholds thresholds,
            @Reported("margin below which sampling on the sphere fails before the ansatz is unstable, by a jump; null elsewhere")
                    double tricriticalMargin,
            @Reported("first maximum of the free entropy from q_0") Expected overlap,
            @Reported("overlap of independent samples, q_0") double sampleOverlap,
            @Reported("free entropy of the measure a weight") double freeEntropy,
            @Reported("V(q)") Curve potential,
            @Reported("t(q), at which q is a fixed point") Curve fixedPointTime,
            @Reported("A(q); fixed points are stable below 1") Curve stability) { }

    /// Thresholds in the density; NaN, null in JSON, where there is none below the capacity.
    /// @param asl up to which algorithmic stochastic localization samples fairly; 0 where it never does
    /// @param dynamic from which on samples cluster
    /// @param condensation from which on few clusters carry the measure
    /// @param deAlmeidaThouless where the replica-symmetric ansatz becomes unstable
    public record Thresholds(double asl, double dynamic, double condensation, double deAlmeidaThouless) { }

    /// Overlaps of one localization, as they are kept.
    record ReachedOverlaps(double[] overlap) { }

    @Override
    public Answer<Result> run(Session session) {
        session.progress().begin("localization", runs);
        List<double[]> reached = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            int index = run;
            reached.add(session.part("run " + run, ReachedOverlaps.class, () -> new ReachedOverlaps(localize(index, session)))
                    .overlap());
            session.progress().advance(1);
        }
        session.progress().end();
        Thresholds found = thresholds == Search.ON ? search(session)
                : new Thresholds(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        Result result = new Result(Curve.of("time", times.values(), IntStream.range(0, times.size())
                .mapToObj(i -> Estimate.of(reached.stream().mapToDouble(each -> each[i]).toArray())).toList()));
        return new FreeEntropyPage(this, result).answer(found);
    }

    private Thresholds search(Session session) {
        session.progress().begin("thresholds", 1);
        Thresholds all = session.part("thresholds", Thresholds.class, () -> {
            PerceptronThresholds found = PerceptronThresholds.of(measure.prior(), measure.channel());
            return new Thresholds(found.localization(), found.dynamic(), found.condensation(), found.deAlmeidaThouless());
        });
        session.progress().end();
        return all;
    }

    /// Overlaps at the times asked for, on a grid that has them.
    private double[] localize(int run, Session session) {
        double last = Arrays.stream(times.values()).max().orElseThrow();
        double[] grid = DoubleStream.concat(Arrays.stream(LocalizationGrid.times(FIRST_STEP, GROWTH, last)),
                Arrays.stream(times.values())).sorted().distinct().toArray();
        Constraints constraints = Constraints.gaussian(measure.constraints(n), n, session.stream("constraints " + run),
                session);
        var passing = new MessagePassing(measure.prior(), measure.channel(), constraints, 0, session);
        double[] overlaps = new double[times.size()];
        Localization.run((step, field) -> {
            session.checkCancelled();
            passing.run(field, TOLERANCE, ITERATIONS);
            for (int i = 0; i < overlaps.length; i++) {
                if (times.values()[i] == grid[step]) {
                    overlaps[i] = passing.overlap();
                }
            }
            return passing.means();
        }, n, grid, session.stream("localization noise"), run);
        return overlaps;
    }
}
