package org.remanence.experiment.memories;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.FineAxis;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.plot.Report;
import org.remanence.result.Curve;
import org.remanence.session.Session;
import org.remanence.text.Text;
import org.remanence.theory.memories.AllPatterns;

/// The phases of a dense memory in the plane of inverse temperature and load.
@Question(value = "Where does a dense associative memory retrieve one pattern, all patterns or none", name = "memory-phase-diagram",
        equation = "retrieval at ξ¹ where 1 > φ_α(λ); φ_α = (α + ζ(λ))/λ below λ_*(α), ε_*(α) above; ζ = lim N⁻¹ log E e^{λ ξ·ξ¹}",
        source = "Lucibello and Mézard, The exponential capacity of dense associative memories, 2024; other patterns derived",
        cost = "closed forms but for hidden manifolds; the default takes 1 s, hidden manifolds half a minute")
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
                    Curve condensation,
            @Reported("λ from which on a single pattern gains nothing any more; null if it always does") double saturation) { }

    @Override
    public Answer<Result> run(Session session) {
        double[] x = lambdas.values();
        double saturation = kind.law().saturation();
        // Closed forms cost nothing: they are drawn through many points and through their kinks.
        double[] drawn = DoubleStream.concat(Arrays.stream(kind.patterns() == MemoryPatterns.Kind.HIDDEN ? x
                : FineAxis.steps(lambdas.min(), lambdas.max())),
                DoubleStream.of(saturation, AllPatterns.crossover()))
                .filter(each -> each >= lambdas.min() && each <= lambdas.max()).sorted().distinct().toArray();
        double[] both = DoubleStream.concat(DoubleStream.of(x), DoubleStream.of(drawn)).sorted().distinct().toArray();
        PhaseLines all = PhaseLines.of(kind, both, saturation, session);
        PhaseLines lines = all.at(both, x);
        Theory theory = new Theory(line(x, lines.single()),
                lines.all().length == 0 ? Curve.empty("lambda") : line(x, lines.all()), line(x, lines.condensed()),
                saturation);
        Report.Builder report = Report.of("Phases of a dense memory");
        if (drawn.length > 1) {
            report.figure(new PhasePicture(kind, drawn, all.at(both, drawn)).figure());
        }
        double[] single = lines.single();
        Answer<Result> answer = Answer.of(new Result(x), theory, report.build())
                .finding(Text.of("A pattern is retrieved up to load %.4g at λ = %s.", single[x.length - 1], x[x.length - 1]));
        return Double.isInfinite(saturation) ? answer
                : answer.finding(Text.of("From λ = %.4g on it no longer grows: load %.4g is the capacity.", saturation,
                all.most()));
    }

    private static Curve line(double[] lambdas, double[] loads) {
        return new Curve("lambda", lambdas, loads, new double[loads.length], new long[loads.length]);
    }
}
