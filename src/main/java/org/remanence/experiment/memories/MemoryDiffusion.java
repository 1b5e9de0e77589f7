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
import org.remanence.process.TimeGrid;
import org.remanence.process.VarianceExploding;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.sampler.ReverseProcess;
import org.remanence.sampler.Scheme;
import org.remanence.score.EmpiricalScore;
import org.remanence.session.Session;
import org.remanence.tensor.Precision;
import org.remanence.text.Text;
import org.remanence.theory.memories.GaussianPatterns;

/// Follows a variance-exploding diffusion with the empirical score of e^{αN} patterns. It tells when a noised pattern is told from
/// all others, and when exact trajectories back settle on one.
@Question(value = "When does a diffusion with exponentially many patterns collapse onto one", name = "memory-diffusion",
        equation = """
                w = e^{−|x−ξ|²/2t}/Σ_ν e^{−|x−ξ^ν|²/2t} at x = ξ + √t g; collapse: α = I(X_0; X_t)/N; onset: ξ becomes a minimum of \
                −log p_t""",
        source = "Lucibello and Mézard 2024; Achilli et al. 2025; the collapse as a mutual information derived",
        cost = "sizes · instances · (2 times · cues + paths · steps) · 4 N e^{αN} flops; the default takes 20 s")
public record MemoryDiffusion(
        MemoryPatterns kind,
        @Parameter(value = "0.3", above = 0, max = 10, help = "load α = (log P)/N") double logLoad,
        @Parameter(value = "12,18,24", min = 2, max = 1e5, help = "dimensions N") AxisValues n,
        @Parameter(value = "log:0.25:4:9", above = 0, max = 1e3, unit = "time of collapse",
                        help = "times t/t_c")
                AxisValues ratios,
        @Parameter(value = "4", min = 2, max = 1e6, help = "sets of patterns") int instances,
        @Parameter(value = "128", min = 1, max = 1e6, help = "noised patterns in each set") int cues,
        @Parameter(value = "100", min = 2, max = 1e6, help = "exact trajectories back, of the largest N") int paths,
        @Parameter(value = "160", min = 4, max = 1e5,
                        help = "steps of a trajectory; they are exact at any length")
                int steps,
        @Parameter(value = "kept",
                        help = "whether drawn patterns are kept or generated whenever they are read")
                PatternStorage storage)
        implements Experiment<MemoryDiffusion.Result> {
    /// Where trajectories begin and end, in units of the collapse: noise hides everything, and nothing.
    private static final double EARLY = 100;
    private static final double LATE = 0.03;

    /// Refuses parameters out of bounds, and loads whose patterns are too many.
    public MemoryDiffusion {
        Schema.check(MemoryDiffusion.class, kind, logLoad, n, ratios, instances, cues, paths, steps, storage);
        for (double size : n.values()) {
            PatternStorage.check(logLoad, size);
        }
    }

    /// What is measured.
    public record Result(
            @Reported("one curve a dimension, against t/t_c: mean weight of the pattern that was noised")
                    List<SizedCurve> ownWeight,
            @Reported("one curve a dimension, against t/t_c: largest weight at a fresh point of the law")
                    List<SizedCurve> freshWeight,
            @Reported("""
                    one curve a dimension, against t: divergence of the law of the diffusion from that of the patterns, per dimension; empty \
                    unless Gaussian""") List<SizedCurve> divergence,
            @Reported("squared distance per dimension from a fresh point to its nearest pattern, against N")
                    Curve nearestSquare,
            @Reported("""
                    share of the cues ξ + √r n that ξ has most of the weight of, against r/r_max, largest N, t halfway between t_c and t_o on \
                    a log scale; empty unless Gaussian""") Curve trapped,
            @Reported(value = "time from which on one pattern has more than half of the weight along exact trajectories, median, largest N",
                            unit = "variance of the noise")
                    Estimate settling,
            @Reported(value = "time of the last change of the nearest pattern of exact trajectories, median, largest N",
                            unit = "variance of the noise")
                    Estimate lastChange) { }

    /// What it should be, N → ∞.
    public record Theory(
            @Reported(value = "t_o, below which patterns are minima; null where it is not known",
                        unit = "variance of the noise")
                double onset,
            @Reported(value = "t_c, at which trajectories collapse", unit = "variance of the noise") double collapse,
            @Reported(value = "below it few patterns carry the score at a fresh point; null unless Gaussian",
                            unit = "variance of the noise")
                    double freshCondensation,
            @Reported(value = "squared radius r_max of a trap per dimension at the time looked at; null unless Gaussian",
                            unit = "variance of the noise")
                    double trap,
            @Reported("least divergence per dimension, at t_g; null unless Gaussian") double leastDivergence,
            @Reported(value = "t_g, where the law of the diffusion is nearest to that of the patterns; null unless Gaussian",
                            unit = "variance of the noise")
                    double bestGeneralization) { }

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
            List<DiffusedSet.Weights> found = IntStream.range(0, instances).mapToObj(i -> {
                String name = Text.of("n %.0f instance %d", size, i);
                var set = new DiffusedSet(this, (int) size, i, name);
                DiffusedSet.Weights each = session.part(name, DiffusedSet.Weights.class,
                        () -> set.weights(collapse, session));
                session.progress().advance(1);
                return each;
            }).toList();
            own.add(new SizedCurve((int) size, curve("time / collapse", ratios.values(), found, DiffusedSet.Weights::own)));
            fresh.add(new SizedCurve((int) size, curve("time / collapse", ratios.values(), found,
                    DiffusedSet.Weights::fresh)));
            if (isGaussian()) {
                double[] times = Arrays.stream(ratios.values()).map(each -> each * collapse).toArray();
                divergence.add(new SizedCurve((int) size, curve("time", times, found, DiffusedSet.Weights::divergence)));
            }
            nearest.add(Estimate.of(found.stream().mapToDouble(DiffusedSet.Weights::nearestSquare).toArray()));
            trapped = size == n.max() && isGaussian() ? curve("r/r_max", DiffusedSet.trapNoises(), found,
                    DiffusedSet.Weights::trapped) : trapped;
        }
        session.progress().end();
        Ends ends = session.part("trajectories", Ends.class, () -> ends(session));
        Result result = new Result(own, fresh, divergence, Curve.of("n", n.values(), nearest), trapped,
                Estimate.median(ends.settling()), Estimate.median(ends.lastChange()));
        return new MemoryDiffusionPage(this, result).answer(collapse);
    }

    private static Curve curve(String axis, double[] x, List<DiffusedSet.Weights> found,
                               Function<DiffusedSet.Weights, double[]> of) {
        return Curve.of(axis, x, IntStream.range(0, x.length)
                .mapToObj(k -> Estimate.of(found.stream().mapToDouble(each -> of.apply(each)[k]).toArray())).toList());
    }

    /// Whether all of the theory is known.
    boolean isGaussian() {
        return kind.patterns() == MemoryPatterns.Kind.GAUSSIAN;
    }

    /// Time at which traps are looked at, between the collapse and the onset.
    double trapTime() {
        return Math.sqrt(kind.law().collapse(logLoad) * GaussianPatterns.onset(logLoad));
    }

    /// Patterns in N dimensions.
    /// @param name of their stream
    PatternSet patterns(int size, int instance, String name, Arena arena, Session session) {
        return storage.open(kind.model(size, instance), PatternStorage.count(logLoad, size),
                session.stream("patterns " + name), arena);
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
}
