package org.remanence.experiment.memories;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.remanence.data.DataModel;
import org.remanence.data.Memory;
import org.remanence.data.PatternSet;
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
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;
import org.remanence.text.Text;
import org.remanence.theory.memories.FiniteRetrieval;

/// Stores e^{αN} patterns in a dense memory and looks whether a pattern is a minimum of the energy, against the load α.
@Question(value = "Up to which load does a dense associative memory retrieve its patterns", name = "retrieval",
        equation = "E(x) = −λ⁻¹ log Σ_μ e^{λ ξ^μ·x} + |x|²/2, P = e^{αN}; a pattern is retrieved where its own weight exceeds ½",
        source = "Lucibello and Mézard, The exponential capacity of dense associative memories, 2024",
        cost = "sizes · loads · instances · cues · steps · 4 N e^{αN} flops; the default takes 20 s")
public record Retrieval(
        MemoryPatterns kind,
        @Parameter(value = "1", above = 0, max = 1e4, help = "inverse temperature λ") double lambda,
        @Parameter(value = "12,16,20", min = 2, max = 1e5, help = "dimensions N") AxisValues n,
        @Parameter(value = "0.1:0.7:0.1", above = 0, max = 50, help = "loads α = (log P)/N") AxisValues logLoads,
        @Parameter(value = "4", min = 1, max = 1e6, help = "sets of patterns a load") int instances,
        @Parameter(value = "32", min = 1, max = 1e6, help = "patterns looked at in each set") int cues,
        @Parameter(value = "30", min = 1, max = 1e6, help = "steps of retrieval at most") int steps)
        implements Experiment<Retrieval.Result> {

    /// Squared distance per dimension to the pattern that still counts as retrieved.
    static final double NEAR = 0.1;
    private static final double STILL = 1e-8;
    private static final double MOST_PATTERNS = 2e9;

    /// Refuses parameters out of bounds, and loads whose patterns are too many.
    public Retrieval {
        Schema.check(Retrieval.class, kind, lambda, n, logLoads, instances, cues, steps);
        for (double size : n.values()) {
            for (double load : logLoads.values()) {
                if (load * size > Math.log(MOST_PATTERNS)) {
                    throw new BadInput("patterns e^(logLoad · n) must be at most %.0e, got log-load %s at n = %.0f: choose log-loads up to %.3f",
                            MOST_PATTERNS, load, size, Math.log(MOST_PATTERNS) / size);
                }
            }
        }
    }

    /// What is measured.
    public record Result(
            @Reported("one curve a dimension: share of the patterns whose own weight exceeds ½ at the pattern") List<SizedCurve> ownWeight,
            @Reported("one curve a dimension: share of the patterns from which retrieval ends within 0.1 N of them") List<SizedCurve> retrieved) { }

    /// A curve of one dimension, against the load.
    /// @param n dimension N
    /// @param share of the patterns
    public record SizedCurve(int n, Curve share) { }

    /// What it should be.
    public record Theory(
            @Reported("load α_1 below which a pattern is retrieved, N → ∞") double singlePattern,
            @Reported("exact share at λ = ∞ in finite dimension, for Gaussian patterns; else empty") List<SizedCurve> infiniteLambda) { }

    /// Shares in one set of patterns, as they are kept.
    record RetrievedShares(double ownWeight, double retrieved) { }

    @Override
    public Answer<Result> run(Session session) {
        session.progress().begin("retrieval", (long) n.size() * logLoads.size() * instances);
        List<SizedCurve> own = new ArrayList<>();
        List<SizedCurve> retrieved = new ArrayList<>();
        for (double size : n.values()) {
            List<Estimate> ownShares = new ArrayList<>();
            List<Estimate> retrievedShares = new ArrayList<>();
            for (double load : logLoads.values()) {
                List<RetrievedShares> found = IntStream.range(0, instances).mapToObj(i -> {
                    String name = Text.of("n %.0f load %s instance %d", size, load, i);
                    RetrievedShares each = session.part(name, RetrievedShares.class, () -> shares((int) size, load, i, name, session));
                    session.progress().advance(1);
                    return each;
                }).toList();
                ownShares.add(Estimate.of(found.stream().mapToDouble(RetrievedShares::ownWeight).toArray()));
                retrievedShares.add(Estimate.of(found.stream().mapToDouble(RetrievedShares::retrieved).toArray()));
            }
            own.add(new SizedCurve((int) size, Curve.of("log load", logLoads.values(), ownShares)));
            retrieved.add(new SizedCurve((int) size, Curve.of("log load", logLoads.values(), retrievedShares)));
        }
        session.progress().end();
        return answer(new Result(own, retrieved));
    }

    private RetrievedShares shares(int size, double load, int instance, String name, Session session) {
        long count = Math.max(2, Math.round(Math.exp(load * size)));
        try (Arena arena = Arena.ofShared()) {
            Memory.require(8.0 * count * size, Text.of("%d patterns of %d numbers", count, size), "choose smaller --log-loads or --n");
            DataModel model = kind.model(size, instance);
            RandomStream stream = session.stream("patterns " + name);
            PatternSet set = model.draw(count, stream, arena, Precision.DOUBLE);
            int looked = (int) Math.min(cues, count);
            Matrix states = Matrix.zeros(looked, size);
            for (int i = 0; i < looked; i++) {
                states.setRow(i, set.row(i));
            }
            var memory = new DenseMemory(set, Precision.DOUBLE, session);
            long own = Arrays.stream(memory.ownWeights(states, lambda)).filter(weight -> weight > 0.5).count();
            DenseMemory.Retrieved end = memory.retrieve(states, lambda, STILL, steps);
            long retrieved = IntStream.range(0, looked)
                    .filter(i -> DenseMemory.squaredDistance(end.states().row(i), states.row(i)) < NEAR * size).count();
            return new RetrievedShares(own / (double) looked, retrieved / (double) looked);
        }
    }

    private Answer<Result> answer(Result result) {
        double single = kind.law().singlePatternLoad(lambda);
        List<SizedCurve> infinite = kind.patterns() == MemoryPatterns.Kind.GAUSSIAN
                ? Arrays.stream(n.values()).mapToObj(size -> new SizedCurve((int) size, Curve.exact("log load", logLoads.values(),
                        load -> FiniteRetrieval.probability((int) size, Math.rint(Math.exp(load * size)))))).toList()
                : List.of();
        Report report = Report.of(Text.of("Retrieval by a dense memory at λ = %s", lambda))
                .figure(figure("own-weight", "A pattern outweighs all others up to the load α_1", result.ownWeight(), single))
                .figure(figure("retrieved", "Retrieval ends near the pattern", result.retrieved(), single)).build();
        return Answer.of(result, new Theory(single, infinite), report)
                .finding(Text.of("In high dimension a pattern is retrieved up to load α_1 = %.6g.", single));
    }

    private Figure figure(String name, String title, List<SizedCurve> curves, double single) {
        Figure.Builder figure = Figure.of(name, title).caption(Text.of("Points: %d sets of patterns a load. Mark: N → ∞.", instances))
                .x(Axis.linear("load α = (log P)/N")).y(Axis.linear("share of patterns").between(0, 1));
        for (SizedCurve each : curves) {
            figure.points(Text.of("N = %d", each.n()), each.share());
        }
        return figure.mark("α_1", single).build();
    }
}
