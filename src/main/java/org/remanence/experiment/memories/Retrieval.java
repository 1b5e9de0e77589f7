package org.remanence.experiment.memories;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.FineAxis;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.Unused;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Report;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.session.Session;
import org.remanence.text.Text;
import org.remanence.theory.memories.FiniteRetrieval;
import org.remanence.theory.memories.PatternBasin;

/// Stores e^{αN} patterns, or those of a data set, in a dense memory and looks whether a pattern is a minimum of the energy.
@Question(value = "Which of its patterns does a dense associative memory retrieve, and up to which load", name = "retrieval",
        equation = "E(x) = −λ⁻¹ log Σ_μ e^{λ ξ^μ·x} + |x|²/2, x ← Σ_μ p_μ ξ^μ, P = e^{αN}; a pattern is retrieved where its own weight exceeds ½",
        source = "Ramsauer et al. 2021; Lucibello and Mézard, The exponential capacity of dense associative memories, 2024; thresholds of cues derived",
        cost = "sizes · loads · instances · cues · steps · 4 N e^{αN} flops; the default takes 30 s, digits 20 s")
public record Retrieval(
        MemoryPatterns kind,
        MemoryData stored,
        @Parameter(value = "1", above = 0, max = 1e6,
                        unit = "N/mean |ξ|²", help = "inverse temperature λ; laws have mean |ξ|² = N")
                double lambda,
        @Parameter(value = "12,16,20", min = 2, max = 1e5, help = "dimensions N") AxisValues n,
        @Parameter(value = "0.1:0.7:0.1", above = 0, max = 50, help = "loads α = (log P)/N") AxisValues logLoads,
        @Parameter(value = "4", min = 1, max = 1e6, help = "sets of patterns a load") int instances,
        @Parameter(value = "32", min = 1, max = 1e6, help = "patterns looked at in each set") int cues,
        CueChoice cue,
        @Parameter(value = "30", min = 1, max = 1e6, help = "steps of retrieval at most") int steps,
        @Parameter(value = "kept", help = "whether drawn patterns are kept or generated whenever they are read")
                PatternStorage storage)
        implements Experiment<Retrieval.Result> {

    /// Refuses parameters out of bounds or without effect, and loads whose patterns are too many.
    public Retrieval {
        Schema.check(Retrieval.class, kind, stored, lambda, n, logLoads, instances, cues, cue, steps, storage);
        cue.check();
        stored.check();
        if (stored.isGiven()) {
            Unused.refuse(kind, "beside data", "patterns", "function", "manifoldRatio");
        } else {
            for (double size : n.values()) {
                for (double load : logLoads.values()) {
                    PatternStorage.check(load, size);
                }
            }
        }
    }

    /// What is measured.
    public record Result(
            @Reported("one curve a dimension: share of the patterns whose own weight exceeds ½ at the pattern; empty for data")
                    List<SizedCurve> ownWeight,
            @Reported("one curve a dimension: share of the cues from which retrieval ends within 0.1 N of their pattern; empty for data")
                    List<SizedCurve> retrieved,
            @Reported("what became of the patterns of a data set; empty for draws") StoredData data) { }

    /// What it should be, N → ∞; null and empty for data.
    public record Theory(
            @Reported("load α_1 below which a pattern is retrieved") double singlePattern,
            @Reported("load below which one step leads from a cue to its pattern; null for hidden patterns unless the cue is the pattern")
                    double cueLoad,
            @Reported("exact share at λ = ∞ in finite dimension, for Gaussian patterns; else empty")
                    List<SizedCurve> infiniteLambda) { }

    /// Shares in one set of patterns, as they are kept.
    record RetrievedShares(double ownWeight, double retrieved) { }

    @Override
    public Answer<Result> run(Session session) {
        if (stored.isGiven()) {
            return new DataRetrieval(this).answer(session);
        }
        session.progress().begin("retrieval", (long) n.size() * logLoads.size() * instances);
        List<SizedCurve> own = new ArrayList<>();
        List<SizedCurve> retrieved = new ArrayList<>();
        for (double size : n.values()) {
            List<Estimate> ownShares = new ArrayList<>();
            List<Estimate> retrievedShares = new ArrayList<>();
            for (double load : logLoads.values()) {
                List<RetrievedShares> found = IntStream.range(0, instances).mapToObj(i -> {
                    String name = Text.of("n %.0f load %s instance %d", size, load, i);
                    RetrievedShares each = session.part(name, RetrievedShares.class,
                            () -> shares((int) size, load, i, name, session));
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
        return answer(new Result(own, retrieved, StoredData.NONE));
    }

    private RetrievedShares shares(int size, double load, int instance, String name, Session session) {
        try (Arena arena = Arena.ofShared()) {
            StoredMemory memory = StoredMemory.of(storage.open(kind.model(size, instance), PatternStorage.count(load, size),
                    session.stream("patterns " + name), arena), cues, session);
            return new RetrievedShares(memory.ownShare(lambda),
                    memory.retrievedShare(cue.of(memory.patterns(), 1, session.stream("cues " + name)), lambda, steps));
        }
    }

    private Answer<Result> answer(Result result) {
        double single = kind.law().singlePatternLoad(lambda);
        double cueLoad = cue.isPattern() ? single : cueLoad();
        List<SizedCurve> infinite = kind.patterns() == MemoryPatterns.Kind.GAUSSIAN
                ? Arrays.stream(n.values()).mapToObj(size -> new SizedCurve((int) size, finite((int) size, logLoads.values())))
                .toList()
                : List.of();
        Report report = Report.of(Text.of("Retrieval by a dense memory at λ = %s", lambda))
                .figure(figure("own-weight", "A pattern outweighs all others up to the load α_1", result.ownWeight(), true)
                .mark("α_1", single).build())
                .figure(figure("retrieved", "Retrieval ends near the pattern", result.retrieved(), false)
                .mark("one step", cueLoad).build()).build();
        return Answer.of(result, new Theory(single, cueLoad, infinite), report)
                .finding(Text.of("In high dimension a pattern is retrieved up to load α_1 = %.6g%s.", single,
                        cue.isPattern() || Double.isNaN(cueLoad) ? ""
                        : Text.of(", from these cues in one step up to %.4g", cueLoad)));
    }

    /// Load up to which one step retrieves; a coordinate that begins at 0 tells nothing of signs and costs nothing.
    private double cueLoad() {
        return switch (kind.patterns()) {
            case HIDDEN -> Double.NaN;
            case BINARY -> (1 - cue.masked()) * PatternBasin.noisedLoad(kind.law(), lambda, cue.cueNoise());
            default -> PatternBasin.load(kind.law(), lambda, cue.overlap(), cue.length());
        };
    }

    private static Curve finite(int size, double[] loads) {
        return Curve.exact("log load", loads, load -> FiniteRetrieval.probability(size, PatternStorage.count(load, size)));
    }

    private Figure.Builder figure(String name, String title, List<SizedCurve> curves, boolean finite) {
        boolean exact = finite && kind.patterns() == MemoryPatterns.Kind.GAUSSIAN;
        Figure.Builder figure = Figure.of(name, title)
                .caption(Text.of("Points: %d sets of patterns a load. Mark: N → ∞.%s", instances,
                exact ? " Lines: exact, for λ = ∞." : ""))
                .x(Axis.linear("load α = (log P)/N")).y(Axis.share("share of patterns"));
        for (SizedCurve each : curves) {
            String label = Text.of("N = %d", each.n());
            figure.points(label, each.share());
            if (exact) {
                figure.line(label, finite(each.n(), FineAxis.steps(logLoads.min(), logLoads.max())));
            }
        }
        return figure;
    }
}
