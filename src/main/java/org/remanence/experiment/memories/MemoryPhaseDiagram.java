package org.remanence.experiment.memories;

import java.util.Arrays;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Report;
import org.remanence.result.Curve;
import org.remanence.session.Session;
import org.remanence.text.Text;
import org.remanence.theory.memories.AllPatterns;
import org.remanence.theory.memories.PatternLaw;

/// The phases of a dense memory in the plane of inverse temperature and load.
@Question(value = "Where does a dense associative memory retrieve one pattern, all patterns or none", name = "memory-phase-diagram",
        equation = "retrieval at ξ¹ where 1 > φ_α(λ); φ_α = (α + ζ(λ))/λ below λ_*(α), ε_*(α) above; ζ = lim N⁻¹ log E e^{λ ξ·ξ¹}",
        source = "Lucibello and Mézard, The exponential capacity of dense associative memories, 2024; other patterns derived",
        cost = "closed forms but for hidden manifolds; the default takes 1 s, hidden manifolds some minutes")
public record MemoryPhaseDiagram(
        MemoryPatterns kind,
        @Parameter(value = "0.05:2:0.05", above = 0, max = 50, help = "inverse temperatures λ") AxisValues lambdas)
        implements Experiment<MemoryPhaseDiagram.Result> {

    /// Refuses parameters out of bounds.
    public MemoryPhaseDiagram {
        Schema.check(MemoryPhaseDiagram.class, kind, lambdas);
    }

    /// Nothing is simulated: what is measured stands with retrieval.
    /// @param lambdas looked at
    public record Result(@Reported("inverse temperatures looked at") double[] lambdas) { }

    /// Lines between phases; the load is α = (log P)/N.
    public record Theory(
            @Reported("load up to which a pattern is retrieved") Curve singlePattern,
            @Reported("load up to which all patterns are retrieved; empty for hidden manifolds") Curve allPatterns,
            @Reported("load from which on few patterns no longer carry the noise, where it exceeds that of one pattern; NaN elsewhere")
                    Curve condensation) { }

    @Override
    public Answer<Result> run(Session session) {
        PatternLaw law = kind.law();
        double[] x = lambdas.values();
        double[] single = new double[x.length];
        double[] condensed = new double[x.length];
        session.progress().begin("lines", x.length);
        for (int i = 0; i < x.length; i++) {
            session.checkCancelled();
            single[i] = law.singlePatternLoad(x[i]);
            double line = x[i] * law.overlap(x[i], 1) - law.freeEntropy(x[i], 1);
            condensed[i] = line > single[i] ? line : Double.NaN;
            session.progress().advance(1);
        }
        session.progress().end();
        double[] all = switch (kind.patterns()) {
            case GAUSSIAN -> Arrays.stream(x).map(AllPatterns::load).toArray();
            case SPHERE, BINARY -> single.clone();
            case HIDDEN -> new double[0];
        };
        Theory theory = new Theory(line(x, single), all.length == 0 ? Curve.empty("lambda") : line(x, all), line(x, condensed));
        return Answer.of(new Result(x), theory, Report.of("Phases of a dense memory").figure(figure(theory)).build())
                .finding(Text.of("A pattern is retrieved up to load %.4g at λ = %s.", single[x.length - 1], x[x.length - 1]));
    }

    private Figure figure(Theory theory) {
        double[] x = theory.singlePattern().x();
        double[] zero = new double[x.length];
        double[] single = theory.singlePattern().mean();
        double[] condensed = theory.condensation().mean();
        double top = 1.6 * Arrays.stream(single).max().orElseThrow();
        double[] all = theory.allPatterns().mean();
        double[] middle = all.length == 0 ? zero : all;
        double[] upper = new double[x.length];
        Arrays.setAll(upper, i -> Double.isNaN(condensed[i]) ? single[i] : Math.min(top, condensed[i]));
        double[] roof = new double[x.length];
        Arrays.fill(roof, top);
        Figure.Builder figure = Figure.of("phases", "Phases of a dense memory")
                .caption("Retrieval: patterns are minima of the energy. Without retrieval, exponentially many patterns (uncondensed) or few (condensed) win.")
                .x(Axis.linear("inverse temperature λ")).y(Axis.linear("load α = (log P)/N").between(0, top));
        if (all.length > 0) {
            figure.band("all patterns", x, zero, middle);
        }
        if (!Arrays.equals(middle, single)) {
            figure.band("single patterns", x, middle, single);
        }
        if (!Arrays.equals(single, upper)) {
            figure.band("condensed", x, single, upper);
        }
        return figure.band("uncondensed", x, upper, roof).build();
    }

    private static Curve line(double[] lambdas, double[] loads) {
        return new Curve("lambda", lambdas, loads, new double[loads.length], new long[loads.length]);
    }
}
