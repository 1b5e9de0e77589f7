package org.remanence.experiment.memories;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.remanence.data.PatternSet;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.LastChange;
import org.remanence.hopfield.DenseMemory;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Notation;
import org.remanence.plot.Report;
import org.remanence.process.TimeGrid;
import org.remanence.process.VarianceExploding;
import org.remanence.random.RandomStream;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.sampler.ReverseProcess;
import org.remanence.sampler.Scheme;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.Posterior;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.text.Text;
import org.remanence.theory.memories.GaussianPatterns;
import org.remanence.theory.memories.HiddenPatterns;
import org.remanence.theory.memories.ManifoldFunction;
import org.remanence.theory.memories.PatternLaw;

/// Follows a variance-exploding diffusion with the empirical score of e^{αN} patterns: when a noised pattern is told from all others,
/// and when exact trajectories back settle on one.
@Question(value = "When does a diffusion with exponentially many patterns collapse onto one", name = "memory-diffusion",
        equation = "w = e^{−|x−ξ|²/2t}/Σ_ν e^{−|x−ξ^ν|²/2t} at x = ξ + √t g; collapse: α = I(X_0; X_t)/N; onset: ξ becomes a minimum of −log p_t",
        source = "Lucibello and Mézard 2024; Achilli et al. 2025; the collapse as a mutual information derived",
        cost = "sizes · instances · (2 times · cues + paths · steps) · 4 N e^{αN} flops; the default takes 20 s")
public record MemoryDiffusion(
        MemoryPatterns kind,
        @Parameter(value = "0.3", above = 0, max = 10, help = "load α = (log P)/N") double logLoad,
        @Parameter(value = "12,18,24", min = 2, max = 1e5, help = "dimensions N") AxisValues n,
        @Parameter(value = "log:0.25:4:9", above = 0, max = 1e3, unit = "time of collapse", help = "times t/t_c") AxisValues ratios,
        @Parameter(value = "4", min = 2, max = 1e6, help = "sets of patterns") int instances,
        @Parameter(value = "128", min = 1, max = 1e6, help = "noised patterns in each set") int cues,
        @Parameter(value = "100", min = 2, max = 1e6, help = "exact trajectories back, of the largest N") int paths,
        @Parameter(value = "160", min = 4, max = 1e5, help = "steps of a trajectory; they are exact at any length") int steps,
        @Parameter(value = "kept", help = "whether drawn patterns are kept or generated whenever they are read") PatternStorage storage)
        implements Experiment<MemoryDiffusion.Result> {
    /// Noises r of the cues that look for the edge of a trap, over r_max.
    private static final double[] TRAP = {0.25, 0.5, 0.75, 1, 1.25, 1.5, 2};
    /// Where trajectories begin and end, in units of the collapse: noise hides everything, and nothing.
    private static final double EARLY = 100;
    private static final double LATE = 0.03;
    /// Index of fresh points in their stream.
    private static final long FRESH = 1L << 40;

    /// Refuses parameters out of bounds, and loads whose patterns are too many.
    public MemoryDiffusion {
        Schema.check(MemoryDiffusion.class, kind, logLoad, n, ratios, instances, cues, paths, steps, storage);
        for (double size : n.values()) {
            PatternStorage.check(logLoad, size);
        }
    }

    /// What is measured.
    public record Result(
            @Reported("one curve a dimension, against t/t_c: mean weight of the pattern that was noised") List<SizedCurve> ownWeight,
            @Reported("one curve a dimension, against t/t_c: largest weight at a fresh point of the law") List<SizedCurve> freshWeight,
            @Reported("one curve a dimension, against t: divergence of the law of the diffusion from that of the patterns, per dimension; empty unless Gaussian")
                    List<SizedCurve> divergence,
            @Reported("squared distance per dimension from a fresh point to its nearest pattern, against N") Curve nearestSquare,
            @Reported("share of the cues ξ + √r n that ξ has most of the weight of, against r/r_max, largest N, t halfway between t_c and t_o on a log scale; "
                    + "empty unless Gaussian") Curve trapped,
            @Reported(value = "time from which on one pattern has more than half of the weight along exact trajectories, median, largest N",
                            unit = "variance of the noise")
                    Estimate settling,
            @Reported(value = "time of the last change of the nearest pattern of exact trajectories, median, largest N", unit = "variance of the noise")
                    Estimate lastChange) { }

    /// What it should be, N → ∞.
    public record Theory(
            @Reported(value = "t_o, below which patterns are minima; null where it is not known", unit = "variance of the noise") double onset,
            @Reported(value = "t_c, at which trajectories collapse", unit = "variance of the noise") double collapse,
            @Reported(value = "below it few patterns carry the score at a fresh point; null unless Gaussian", unit = "variance of the noise")
                    double freshCondensation,
            @Reported(value = "squared radius r_max of a trap per dimension at the time looked at; null unless Gaussian", unit = "variance of the noise")
                    double trap,
            @Reported("least divergence per dimension, at t_g; null unless Gaussian") double leastDivergence,
            @Reported(value = "t_g, where the law of the diffusion is nearest to that of the patterns; null unless Gaussian",
                            unit = "variance of the noise")
                    double bestGeneralization) { }

    /// What one set gives at each time, as it is kept.
    /// @param divergence NaN unless Gaussian
    record SetWeights(double[] own, double[] fresh, double[] divergence, double nearestSquare, double[] trapped) { }

    /// Trajectories of one set, as they are kept.
    record Ends(double[] lastChange, double[] settling) { }

    @Override
    public Answer<Result> run(Session session) {
        double collapse = kind.law().collapse(logLoad);
        session.progress().begin("sets of patterns", (long) n.size() * instances);
        List<SizedCurve> own = new ArrayList<>();
        List<SizedCurve> fresh = new ArrayList<>();
        List<SizedCurve> divergence = new ArrayList<>();
        List<Estimate> nearest = new ArrayList<>();
        Curve trapped = Curve.empty("r/r_max");
        for (double size : n.values()) {
            List<SetWeights> found = IntStream.range(0, instances).mapToObj(i -> {
                String name = Text.of("n %.0f instance %d", size, i);
                SetWeights each = session.part(name, SetWeights.class, () -> weights((int) size, i, collapse, name, session));
                session.progress().advance(1);
                return each;
            }).toList();
            own.add(new SizedCurve((int) size, curve("time / collapse", ratios.values(), found, SetWeights::own)));
            fresh.add(new SizedCurve((int) size, curve("time / collapse", ratios.values(), found, SetWeights::fresh)));
            if (isGaussian()) {
                double[] times = Arrays.stream(ratios.values()).map(each -> each * collapse).toArray();
                divergence.add(new SizedCurve((int) size, curve("time", times, found, SetWeights::divergence)));
            }
            nearest.add(Estimate.of(found.stream().mapToDouble(SetWeights::nearestSquare).toArray()));
            trapped = size == n.max() && isGaussian() ? curve("r/r_max", TRAP, found, SetWeights::trapped) : trapped;
        }
        session.progress().end();
        Ends ends = session.part("trajectories", Ends.class, () -> ends(session));
        return answer(new Result(own, fresh, divergence, Curve.of("n", n.values(), nearest), trapped, Estimate.median(ends.settling()),
                Estimate.median(ends.lastChange())), collapse);
    }

    private static Curve curve(String axis, double[] x, List<SetWeights> found, Function<SetWeights, double[]> of) {
        return Curve.of(axis, x, IntStream.range(0, x.length)
                .mapToObj(k -> Estimate.of(found.stream().mapToDouble(each -> of.apply(each)[k]).toArray())).toList());
    }

    private boolean isGaussian() {
        return kind.patterns() == MemoryPatterns.Kind.GAUSSIAN;
    }

    /// Between the collapse and the onset.
    private double trapTime() {
        return Math.sqrt(kind.law().collapse(logLoad) * GaussianPatterns.onset(logLoad));
    }

    private PatternSet patterns(int size, int instance, String name, Arena arena, Session session) {
        return storage.open(kind.model(size, instance), PatternStorage.count(logLoad, size), session.stream("patterns " + name), arena);
    }

    private SetWeights weights(int size, int instance, double collapse, String name, Session session) {
        try (Arena arena = Arena.ofShared()) {
            PatternSet set = patterns(size, instance, name, arena, session);
            var score = new EmpiricalScore(set, new VarianceExploding(), Precision.DOUBLE, session);
            int looked = (int) Math.min(cues, set.rows());
            RandomStream noise = session.stream("noise " + name);
            Matrix patterns = Matrix.zeros(looked, size);
            Matrix points = Matrix.zeros(looked, size);
            double[] values = new double[size];
            for (int i = 0; i < looked; i++) {
                patterns.setRow(i, set.row(i));
                kind.model(size, instance).fill(session.stream("patterns " + name), FRESH + i, 1, values, 0);
                points.setRow(i, values);
            }
            double[] own = new double[ratios.size()];
            double[] fresh = new double[own.length];
            double[] divergence = new double[own.length];
            for (int k = 0; k < own.length; k++) {
                double time = collapse * ratios.values()[k];
                own[k] = Arrays.stream(ownWeights(noised(patterns, time, noise, k), patterns, time, score)).average().orElseThrow();
                Posterior there = score.moments(points, time);
                for (int i = 0; i < looked; i++) {
                    fresh[k] += there.largest()[i] / looked;
                    double log = -0.5 * DenseMemory.squaredLength(points.row(i)) - 0.5 * size * Math.log(2 * Math.PI);
                    divergence[k] += (log - there.logDensity()[i]) / size / looked;
                }
            }
            return new SetWeights(own, fresh, divergence, nearestSquare(set, points, score), isGaussian() ? trapped(score, patterns, noise) : new double[0]);
        }
    }

    private static Matrix noised(Matrix patterns, double time, RandomStream noise, int k) {
        int size = patterns.columns();
        Matrix states = Matrix.zeros(patterns.rows(), size);
        double[] g = new double[size];
        for (int i = 0; i < patterns.rows(); i++) {
            noise.gaussians(i, (long) k * ((size + 3) / 4 * 4), g, 0, size);
            double[] row = patterns.row(i);
            for (int j = 0; j < size; j++) {
                row[j] += Math.sqrt(time) * g[j];
            }
            states.setRow(i, row);
        }
        return states;
    }

    /// The pattern of largest weight is the nearest at any time.
    private static double nearestSquare(PatternSet set, Matrix points, EmpiricalScore score) {
        long[] nearest = score.moments(points, 1).nearest();
        double sum = 0;
        for (int i = 0; i < nearest.length; i++) {
            sum += DenseMemory.squaredDistance(points.row(i), set.row(nearest[i])) / points.columns() / nearest.length;
        }
        return sum;
    }

    /// Whether the own pattern carries more than half of the weight at cues around it: from there −log p_t falls towards the pattern.
    private double[] trapped(EmpiricalScore score, Matrix patterns, RandomStream noise) {
        double time = trapTime();
        double radius = GaussianPatterns.trap(logLoad, time);
        double[] shares = new double[TRAP.length];
        for (int k = 0; k < TRAP.length; k++) {
            Matrix states = noised(patterns, radius * TRAP[k], noise, ratios.size() + k);
            double[] own = ownWeights(states, patterns, time, score);
            shares[k] = Arrays.stream(own).filter(each -> each > 0.5).count() / (double) own.length;
        }
        return shares;
    }

    private static double[] ownWeights(Matrix states, Matrix patterns, double time, EmpiricalScore score) {
        Posterior posterior = score.moments(states, time);
        double norm = 0.5 * patterns.columns() * Math.log(2 * Math.PI * time) + Math.log(score.patterns().rows());
        return IntStream.range(0, Math.toIntExact(patterns.rows())).mapToDouble(i -> Math.exp(Math.min(0,
                -DenseMemory.squaredDistance(states.row(i), patterns.row(i)) / (2 * time) - norm - posterior.logDensity()[i]))).toArray();
    }

    private Ends ends(Session session) {
        int size = (int) n.max();
        try (Arena arena = Arena.ofShared()) {
            PatternSet set = patterns(size, 0, Text.of("n %d trajectories", size), arena, session);
            var score = new EmpiricalScore(set, new VarianceExploding(), Precision.DOUBLE, session);
            var change = new LastChange(paths, score);
            double collapse = kind.law().collapse(logLoad);
            TimeGrid grid = TimeGrid.logNoise(score.diffusion(), EARLY * collapse, LATE * collapse, steps);
            var reverse = new ReverseProcess(Scheme.ANCESTRAL.with(score, session), grid, session);
            var half = new LastHalf(paths, score);
            reverse.sample(paths, "trajectories", (step, time, states, first) -> {
                change.at(step, time, states, first);
                half.at(step, time, states, first);
            });
            return new Ends(change.summary(reverse.grid()).times(), half.times());
        }
    }

    private Answer<Result> answer(Result result, double collapse) {
        PatternLaw law = kind.law();
        boolean gaussian = isGaussian();
        Theory theory = new Theory(onset(law), collapse, gaussian ? GaussianPatterns.freshCondensation(logLoad) : Double.NaN,
                gaussian ? GaussianPatterns.trap(logLoad, trapTime()) : Double.NaN, gaussian ? GaussianPatterns.leastDivergence(logLoad) : Double.NaN,
                gaussian ? GaussianPatterns.bestGeneralization(logLoad) : Double.NaN);
        Report.Builder report = Report.of(Text.of("Diffusion with e^{αN} patterns, α = %s", logLoad))
                .figure(weights("own-weight", "The curves of all dimensions cross at the collapse", "weight of the own pattern", result.ownWeight()).mark("t_c", 1)
                        .build())
                .figure(weights("fresh-weight", "Few patterns carry the score at a fresh point below a time of its own", "largest weight at a fresh point",
                        result.freshWeight()).mark("t_fresh", theory.freshCondensation() / collapse).build());
        if (gaussian) {
            Figure.Builder figure = Figure.of("divergence", "The diffusion is nearest to the law inside the condensed phase")
                    .caption("Divergence per dimension of the law of the patterns from that of the diffusion. Marks: N → ∞.")
                    .x(Axis.log("time t")).y(Axis.log("KL/N")).level("least", theory.leastDivergence()).mark("t_g", theory.bestGeneralization()).mark("t_c", collapse);
            result.divergence().forEach(each -> figure.points(Text.of("N = %d", each.n()), each.share()));
            report.figure(figure.build()).figure(Figure.of("trapped", "A pattern traps what begins near it")
                    .caption(Text.of("Cues of the largest N at t = %.4g; the trap has r_max = %.4g for N → ∞.", trapTime(), theory.trap()))
                    .x(Axis.linear("noise r/r_max of the cue")).y(Axis.linear("share with half of the weight there").between(0, 1))
                    .points("measured", result.trapped()).mark("r_max", 1).build());
        }
        return Answer.of(result, theory, report.build())
                .finding(Text.of("Theory has the collapse at t_c = %.6g; one pattern has half of the exact trajectories from %s on.",
                        collapse, Notation.number(result.settling())));
    }

    private Figure.Builder weights(String name, String title, String what, List<SizedCurve> curves) {
        Figure.Builder figure = Figure.of(name, title).caption(Text.of("Points: %d noised patterns in each of %d sets. Mark: N → ∞.", cues, instances))
                .x(Axis.log("time t/t_c")).y(Axis.linear(what).between(0, 1));
        curves.forEach(each -> figure.points(Text.of("N = %d", each.n()), each.share()));
        return figure;
    }

    private double onset(PatternLaw law) {
        return switch (law) {
            case GaussianPatterns _ -> GaussianPatterns.onset(logLoad);
            case HiddenPatterns hidden -> hidden.function() == ManifoldFunction.IDENTITY ? hidden.onset(logLoad) : Double.NaN;
            default -> 1 / law.singlePatternLambda(logLoad);
        };
    }
}
