package org.remanence.experiment.memories;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.remanence.data.Memory;
import org.remanence.data.PatternSet;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.LastChange;
import org.remanence.experiment.measure.Reverse;
import org.remanence.hopfield.DenseMemory;
import org.remanence.linalg.Spectrum;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Report;
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
import org.remanence.text.BadInput;
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
        cost = "sizes · instances · (times · cues + paths · steps) · 4 N e^{αN} flops; the default takes 20 s")
public record MemoryDiffusion(
        MemoryPatterns kind,
        @Parameter(value = "0.3", above = 0, max = 10, help = "load α = (log P)/N") double logLoad,
        @Parameter(value = "12,18,24", min = 2, max = 1e5, help = "dimensions N") AxisValues n,
        @Parameter(value = "log:0.25:4:9", above = 0, max = 1e3, unit = "time of collapse", help = "times t/t_c") AxisValues ratios,
        @Parameter(value = "4", min = 2, max = 1e6, help = "sets of patterns") int instances,
        @Parameter(value = "128", min = 1, max = 1e6, help = "noised patterns in each set") int cues,
        @Parameter(value = "100", min = 2, max = 1e6, help = "exact trajectories back, of the largest N") int paths,
        @Parameter(value = "100", min = 4, max = 1e5, help = "steps of a trajectory; they are exact at any length") int steps)
        implements Experiment<MemoryDiffusion.Result> {
    private static final double MOST_PATTERNS = 2e8;

    /// Refuses parameters out of bounds, and loads whose patterns are too many.
    public MemoryDiffusion {
        Schema.check(MemoryDiffusion.class, kind, logLoad, n, ratios, instances, cues, paths, steps);
        if (logLoad * n.max() > Math.log(MOST_PATTERNS)) {
            throw new BadInput("patterns e^(logLoad · n) must be at most %.0e, got log-load %s at n = %.0f: choose n up to %.0f", MOST_PATTERNS, logLoad,
                    n.max(), Math.floor(Math.log(MOST_PATTERNS) / logLoad));
        }
    }

    /// What is measured.
    public record Result(
            @Reported("one curve a dimension, against t/t_c: mean weight of the pattern that was noised") List<SizedCurve> ownWeight,
            @Reported(value = "time of the last change of the nearest pattern of exact trajectories, median, largest N", unit = "variance of the noise")
                    Estimate lastChange) { }

    /// What it should be, N → ∞.
    public record Theory(
            @Reported(value = "t_o, below which patterns are minima; null where it is not known", unit = "variance of the noise") double onset,
            @Reported(value = "t_c, at which trajectories collapse", unit = "variance of the noise") double collapse,
            @Reported(value = "below it few patterns carry the score at a fresh point; null unless Gaussian", unit = "variance of the noise")
                    double freshCondensation,
            @Reported(value = "t_g, where the law of the diffusion is nearest to that of the patterns; null unless Gaussian",
                            unit = "variance of the noise")
                    double bestGeneralization) { }

    /// Mean own weights at each time in one set, as they are kept.
    record OwnWeights(double[] means) { }

    /// Trajectories of one set, as they are kept.
    record Ends(double[] lastChange) { }

    @Override
    public Answer<Result> run(Session session) {
        double collapse = kind.law().collapse(logLoad);
        session.progress().begin("sets of patterns", (long) n.size() * instances);
        List<SizedCurve> curves = new ArrayList<>();
        for (double size : n.values()) {
            List<double[]> found = IntStream.range(0, instances).mapToObj(i -> {
                String name = Text.of("n %.0f instance %d", size, i);
                double[] means = session.part(name, OwnWeights.class, () -> new OwnWeights(weights((int) size, i, collapse, name, session))).means();
                session.progress().advance(1);
                return means;
            }).toList();
            curves.add(new SizedCurve((int) size, Curve.of("time / collapse", ratios.values(), IntStream.range(0, ratios.size())
                    .mapToObj(k -> Estimate.of(found.stream().mapToDouble(each -> each[k]).toArray())).toList())));
        }
        session.progress().end();
        Ends ends = session.part("trajectories", Ends.class, () -> ends(session));
        return answer(new Result(curves, Estimate.median(ends.lastChange())), collapse);
    }

    private PatternSet patterns(int size, int instance, String name, Arena arena, Session session) {
        long count = Math.max(2, Math.round(Math.exp(logLoad * size)));
        Memory.require(8.0 * count * size, Text.of("%d patterns of %d numbers", count, size), "choose a smaller --log-load or --n");
        return kind.model(size, instance).draw(count, session.stream("patterns " + name), arena, Precision.DOUBLE);
    }

    private double[] weights(int size, int instance, double collapse, String name, Session session) {
        try (Arena arena = Arena.ofShared()) {
            PatternSet set = patterns(size, instance, name, arena, session);
            var score = new EmpiricalScore(set, new VarianceExploding(), Precision.DOUBLE, session);
            int looked = (int) Math.min(cues, set.rows());
            RandomStream noise = session.stream("noise " + name);
            double[] means = new double[ratios.size()];
            for (int k = 0; k < means.length; k++) {
                double time = collapse * ratios.values()[k];
                Matrix states = Matrix.zeros(looked, size);
                double[] g = new double[size];
                for (int i = 0; i < looked; i++) {
                    noise.gaussians(i, (long) k * ((size + 3) / 4 * 4), g, 0, size);
                    double[] row = set.row(i);
                    for (int j = 0; j < size; j++) {
                        row[j] += Math.sqrt(time) * g[j];
                    }
                    states.setRow(i, row);
                }
                Posterior posterior = score.moments(states, time);
                for (int i = 0; i < looked; i++) {
                    double own = -DenseMemory.squaredDistance(states.row(i), set.row(i)) / (2 * time) - 0.5 * size * Math.log(2 * Math.PI * time)
                            - Math.log(set.rows()) - posterior.logDensity()[i];
                    means[k] += Math.exp(Math.min(0, own)) / looked;
                }
            }
            return means;
        }
    }

    private Ends ends(Session session) {
        int size = (int) n.max();
        try (Arena arena = Arena.ofShared()) {
            PatternSet set = patterns(size, 0, Text.of("n %d trajectories", size), arena, session);
            var score = new EmpiricalScore(set, new VarianceExploding(), Precision.DOUBLE, session);
            var change = new LastChange(paths, score);
            ReverseProcess reverse = Reverse.of(score, Spectrum.of(set), Scheme.ANCESTRAL, steps, session);
            reverse.sample(paths, "trajectories", change);
            return new Ends(change.summary(reverse.grid()).times());
        }
    }

    private Answer<Result> answer(Result result, double collapse) {
        PatternLaw law = kind.law();
        boolean gaussian = law instanceof GaussianPatterns;
        Theory theory = new Theory(onset(law), collapse, gaussian ? GaussianPatterns.freshCondensation(logLoad) : Double.NaN,
                gaussian ? GaussianPatterns.bestGeneralization(logLoad) : Double.NaN);
        Figure.Builder figure = Figure.of("own-weight", "The curves of all dimensions cross at the collapse")
                .caption(Text.of("Points: %d noised patterns in each of %d sets. Mark: N → ∞.", cues, instances))
                .x(Axis.log("time t/t_c")).y(Axis.linear("weight of the own pattern").between(0, 1));
        for (SizedCurve each : result.ownWeight()) {
            figure.points(Text.of("N = %d", each.n()), each.share());
        }
        return Answer.of(result, theory, Report.of(Text.of("Diffusion with e^{αN} patterns, α = %s", logLoad)).figure(figure.mark("t_c", 1).build()).build())
                .finding(Text.of("Theory has the collapse at t_c = %.6g; half of the exact trajectories change their nearest pattern for the last time at %s.",
                        collapse, result.lastChange()));
    }

    private double onset(PatternLaw law) {
        return switch (law) {
            case GaussianPatterns _ -> GaussianPatterns.onset(logLoad);
            case HiddenPatterns hidden -> hidden.function() == ManifoldFunction.IDENTITY ? hidden.onset(logLoad) : Double.NaN;
            default -> 1 / law.singlePatternLambda(logLoad);
        };
    }
}
