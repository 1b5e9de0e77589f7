package org.remanence.experiment.memories;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.hopfield.DenseMemory;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Report;
import org.remanence.random.RandomStream;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.text.Text;
import org.remanence.theory.memories.PatternBasin;
import org.remanence.theory.memories.PatternLaw;

/// Measures how far patterns of a dense memory attract: by noise on the cue, and by the overlap of cues of the length of a
/// pattern.
@Question(value = "How large are the basins of attraction of a dense associative memory", name = "basin",
        equation = "x = ξ + √r n, or |x|² = N with overlap m = x·ξ/N; one step retrieves where m > φ_α(λ; ρ), φ = inf over λ′ ≤ λ of (α + ζ(λ′))/λ′",
        source = "Lucibello and Mézard 2024; the criterion of one step derived",
        cost = "sizes · loads · instances · (noises + overlaps) · cues · steps · 4 N e^{αN} flops; the default takes 20 s")
public record Basin(
        MemoryPatterns kind,
        @Parameter(value = "2", above = 0, max = 1e4, help = "inverse temperature λ") double lambda,
        @Parameter(value = "20,30", min = 2, max = 1e5, help = "dimensions N") AxisValues n,
        @Parameter(value = "0.2,0.3", above = 0, max = 50, help = "loads α = (log P)/N") AxisValues logLoads,
        @Parameter(value = "0.25:3:0.25", above = 0, max = 1e3, help = "noises r of a cue ξ + √r n, |n|² = N")
                AxisValues noises,
        @Parameter(value = "0.1:1:0.1", above = 0, max = 1, help = "overlaps m of a cue of squared length N")
                AxisValues overlaps,
        @Parameter(value = "4", min = 2, max = 1e6, help = "sets of patterns a load") int instances,
        @Parameter(value = "32", min = 1, max = 1e6, help = "patterns looked at in each set") int cues,
        @Parameter(value = "30", min = 1, max = 1e6, help = "steps of retrieval at most") int steps,
        @Parameter(value = "kept", help = "whether drawn patterns are kept or generated whenever they are read")
                PatternStorage storage)
        implements Experiment<Basin.Result> {

    /// Refuses parameters out of bounds, and loads whose patterns are too many.
    public Basin {
        Schema.check(Basin.class, kind, lambda, n, logLoads, noises, overlaps, instances, cues, steps, storage);
        for (double size : n.values()) {
            for (double load : logLoads.values()) {
                PatternStorage.check(load, size);
            }
        }
    }

    /// What is measured.
    public record Result(
            @Reported("one curve a dimension and load: share of the noised patterns from which retrieval ends within 0.1 N")
                    List<BasinCurve> byNoise,
            @Reported("one curve a dimension and load: the same of cues by their overlap") List<BasinCurve> byOverlap) { }

    /// A curve of one dimension and load.
    /// @param n dimension N
    /// @param logLoad α = (log P)/N
    /// @param share of the cues that are retrieved
    public record BasinCurve(int n, double logLoad, Curve share) { }

    /// What it should be.
    public record Theory(@Reported("one for each load, N → ∞") List<BasinEdge> edges) { }

    /// Where one step no longer retrieves.
    /// @param logLoad α
    /// @param largestNoise r; null for hidden patterns, and where the pattern itself is lost
    /// @param leastOverlap m; null for hidden patterns
    public record BasinEdge(double logLoad, double largestNoise, double leastOverlap) { }

    /// Shares in one set, as they are kept.
    record BasinShares(double[] byNoise, double[] byOverlap) { }

    @Override
    public Answer<Result> run(Session session) {
        session.progress().begin("basins", (long) n.size() * logLoads.size() * instances);
        List<BasinCurve> noisy = new ArrayList<>();
        List<BasinCurve> overlapping = new ArrayList<>();
        for (double load : logLoads.values()) {
            for (double size : n.values()) {
                List<BasinShares> found = IntStream.range(0, instances).mapToObj(i -> {
                    String name = Text.of("n %.0f load %s instance %d", size, load, i);
                    BasinShares each = session.part(name, BasinShares.class, () -> shares((int) size, load, i, name, session));
                    session.progress().advance(1);
                    return each;
                }).toList();
                noisy.add(new BasinCurve((int) size, load, curve("cue noise", noises, found.stream().map(BasinShares::byNoise)
                        .toList())));
                overlapping.add(new BasinCurve((int) size, load, curve("overlap", overlaps, found.stream()
                        .map(BasinShares::byOverlap).toList())));
            }
        }
        session.progress().end();
        return answer(new Result(noisy, overlapping));
    }

    private static Curve curve(String axis, AxisValues x, List<double[]> found) {
        return Curve.of(axis, x.values(), IntStream.range(0, x.size())
                .mapToObj(k -> Estimate.of(found.stream().mapToDouble(each -> each[k]).toArray())).toList());
    }

    private BasinShares shares(int size, double load, int instance, String name, Session session) {
        try (Arena arena = Arena.ofShared()) {
            StoredMemory memory = StoredMemory.of(storage.open(kind.model(size, instance), PatternStorage.count(load, size),
                    session.stream("patterns " + name), arena), cues, session);
            RandomStream stream = session.stream("cues " + name);
            return new BasinShares(
                    Arrays.stream(noises.values()).map(r -> retrieved(memory, cues(memory.patterns(), 1, Math.sqrt(r), stream)))
                    .toArray(),
                    Arrays.stream(overlaps.values()).map(m -> retrieved(memory, overlapping(memory.patterns(), m, stream)))
                    .toArray());
        }
    }

    private double retrieved(StoredMemory memory, Matrix states) {
        return memory.retrievedShare(new CueChoice.Cues(states, new boolean[0][]), lambda, steps);
    }

    private Matrix overlapping(Matrix patterns, double overlap, RandomStream stream) {
        return kind.patterns() == MemoryPatterns.Kind.BINARY ? flipped(patterns, overlap, stream)
                : cues(patterns, overlap, Math.sqrt(1 - overlap * overlap), stream);
    }

    /// `a ξ + b n`, n of squared length N and orthogonal to ξ.
    private static Matrix cues(Matrix patterns, double a, double b, RandomStream stream) {
        int size = patterns.columns();
        Matrix states = Matrix.zeros(patterns.rows(), size);
        double[] noise = new double[size];
        for (int i = 0; i < patterns.rows(); i++) {
            double[] x = patterns.row(i);
            stream.gaussians(i, 0, noise, 0, size);
            double along = 0;
            for (int k = 0; k < size; k++) {
                along += noise[k] * x[k] / DenseMemory.squaredLength(x);
            }
            for (int k = 0; k < size; k++) {
                noise[k] -= along * x[k];
            }
            double factor = b * Math.sqrt(size / DenseMemory.squaredLength(noise));
            for (int k = 0; k < size; k++) {
                x[k] = a * x[k] + factor * noise[k];
            }
            states.setRow(i, x);
        }
        return states;
    }

    /// Signs, `(1 − m) N/2` of them turned around: those of the largest random numbers.
    private static Matrix flipped(Matrix patterns, double overlap, RandomStream stream) {
        int size = patterns.columns();
        Matrix states = Matrix.zeros(patterns.rows(), size);
        double[] numbers = new double[size];
        int kept = (int) Math.round(0.5 * (1 + overlap) * size);
        for (int i = 0; i < patterns.rows(); i++) {
            double[] x = patterns.row(i);
            stream.uniforms(i, 0, numbers, 0, size);
            double[] sorted = numbers.clone();
            Arrays.sort(sorted);
            double limit = kept < size ? sorted[kept] : 1;
            for (int k = 0; k < size; k++) {
                x[k] = numbers[k] < limit ? x[k] : -x[k];
            }
            states.setRow(i, x);
        }
        return states;
    }

    private BasinEdge edge(double load) {
        PatternLaw law = kind.law();
        return new BasinEdge(load, kind.patterns() == MemoryPatterns.Kind.HIDDEN ? Double.NaN
                : PatternBasin.largestNoise(law, load, lambda),
                kind.patterns() == MemoryPatterns.Kind.HIDDEN || load >= law.largestLoad() ? Double.NaN
                : PatternBasin.leastOverlap(law, load, lambda));
    }

    private Answer<Result> answer(Result result) {
        List<BasinEdge> edges = Arrays.stream(logLoads.values()).mapToObj(this::edge).toList();
        Figure.Builder noise = figure("basin-noise", "Noise that a pattern forgives", Axis.linear("noise r of the cue"),
                result.byNoise());
        Figure.Builder overlap = figure("basin-overlap", "Overlap that suffices", Axis.linear("overlap m of the cue"),
                result.byOverlap());
        Answer<Result> answer = Answer.of(result, new Theory(edges),
                Report.of(Text.of("Basins of a dense memory at λ = %s", lambda)).build());
        for (BasinEdge each : edges) {
            noise.mark(Text.of("r, α = %s", each.logLoad()), each.largestNoise());
            overlap.mark(Text.of("m, α = %s", each.logLoad()), each.leastOverlap());
            answer = answer.finding(finding(each));
        }
        return new Answer<>(answer.result(), answer.theory(),
                answer.report().toBuilder().figure(noise.build()).figure(overlap.build()).build(), answer.findings(),
                answer.arrays(), answer.files(), answer.isNo());
    }

    private static String finding(BasinEdge edge) {
        List<String> known = new ArrayList<>();
        if (!Double.isNaN(edge.largestNoise())) {
            known.add(Text.of("from noise r < %.4g", edge.largestNoise()));
        }
        if (!Double.isNaN(edge.leastOverlap())) {
            known.add(Text.of("from overlap m > %.4g", edge.leastOverlap()));
        }
        return known.isEmpty() ? Text.of("At load %s theory has no cue from which one step retrieves.", edge.logLoad())
                : Text.of("At load %s one step retrieves %s.", edge.logLoad(), String.join(" and ", known));
    }

    private Figure.Builder figure(String name, String title, Axis x, List<BasinCurve> curves) {
        Figure.Builder figure = Figure.of(name, title)
                .caption(Text.of("Points: %d sets of patterns. Marks: criterion of one step, N → ∞.", instances))
                .x(x).y(Axis.share("share of the cues retrieved"));
        curves.forEach(each -> figure.points(Text.of("α = %s, N = %d", each.logLoad(), each.n()), each.share()));
        return figure;
    }
}
