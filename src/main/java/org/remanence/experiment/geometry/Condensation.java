package org.remanence.experiment.geometry;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.remanence.data.DataModel;
import org.remanence.data.DataSource;
import org.remanence.data.PatternSet;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Defaults;
import org.remanence.experiment.Expected;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Group;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.ReadsData;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.experiment.measure.Load;
import org.remanence.experiment.measure.ScoreSettings;
import org.remanence.experiment.measure.StateChoice;
import org.remanence.experiment.measure.Unused;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Report;
import org.remanence.process.VarianceExploding;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.Posterior;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.text.Text;
import org.remanence.theory.geometry.CondensationTimes;
import org.remanence.theory.geometry.EffectiveNumber;
import org.remanence.theory.geometry.EnergyLaw;
import org.remanence.theory.geometry.FiniteRem;
import org.remanence.theory.geometry.PositionalRem;

/// Measures how few patterns carry the empirical score at a fixed state while the noise falls, averaged over data sets,
/// beside the positional random energy model. It is solved exactly at the number of patterns, and in the forms of the paper.
@Question(value = "Below which noise do a few patterns carry the score at a fixed state", name = "condensation",
        equation = """
                participationRatio = E Σ w_μ², w_μ ∝ exp(−|x − y_μ|²/(2t)); t_c(x): Σ ½[log(1 + u) − u/(1 + u) + \
                x²σ²/(t + σ²)²] = log n, u = σ²/t""",
        source = """
                Achilli et al., Losing dimensions, 2024, eqs. 15, 16, 34, 36, 37; exact root and finite n derived""",
        cost = "realizations · times · patterns · dimension · 2 flops; the default takes 5 s")
public record Condensation(
        @Defaults("data=manifold:d=30,n=1000,variance=1x2+0.3x5") DataChoice data,
        @Parameter(value = "origin", help = StateChoice.HELP) String at,
        @Parameter(value = "log:0.01:1:20", above = 0, unit = "variance of the noise",
                        help = "when: t of the variance-exploding process x = y + √t z; ½ log(1 + t) in Ornstein–Uhlenbeck time")
                AxisValues times,
        @Parameter(value = "100", min = 2, max = 1e7, help = "data sets to average over; one if the data are no model")
                int realizations,
        ScoreSettings scoring)
        implements Experiment<Condensation.Result>, ReadsData {

    /// Refuses parameters out of bounds.
    public Condensation {
        Schema.check(Condensation.class, data, at, times, realizations, scoring);
    }

    /// Measured curves in t.
    public record Result(
            @Group Load load,
            @Reported("mean of Σw² over data sets") Curve participationRatio,
            @Reported("effective number of patterns n_eff, 1 over the mean of Σw²") Curve effectivePatterns,
            @Reported("mean of the largest weight") Curve largest,
            @Reported("mean entropy of the weights over log n") Curve entropy) { }

    /// What it should be.
    public record Theory(
            @Reported(value = "exact root; eq. 15, its next order; eq. 34, which is wrong; leading order for large load",
                            unit = "variance of the noise")
                    CondensationTimes condensationTime,
            @Reported("exact average over data sets of n patterns") Expected participationRatio,
            @Reported("1 − t/t_c below t_c, 0 above: many directions, exponentially many patterns") Expected asymptotic,
            @Reported("min(n, 1/(1 − t/t_c)) below t_c, n above: eqs. 16 and 37") Expected effectivePatternsSeed,
            @Reported("1/(1 − t/t_c) below t_c, the number that e^{−2E/t} selects above") Expected effectivePatternsFull) { }

    @Override
    public Stream<DataSource> sources() {
        return new StateChoice(at).sources();
    }

    @Override
    public Answer<Result> run(Session session) {
        if (model().isEmpty()) {
            Unused.refuse(this, "on stored patterns, which are one data set", "realizations");
        }
        try (Arena arena = Arena.ofShared()) {
            PatternSet patterns = data.open(arena, scoring.precision(), session);
            DataChoice.checkSeveral(patterns);
            double[] state = new StateChoice(at).state(data, patterns, session);
            Optional<EnergyLaw> law = law(patterns, state);
            Result result = result(patterns, Matrix.of(new double[][] {state}), session);
            return law.filter(each -> !each.isConstant()).map(each -> answer(patterns, result, each, session))
                    .orElseGet(() -> untold(patterns, result, law));
        }
    }

    private Optional<DataModel> model() {
        return data.source() instanceof DataSource.Drawn drawn ? Optional.of(drawn.model()) : Optional.empty();
    }

    /// The exact law of the energies, or that of Gaussian data with the same covariance; none for patterns made one length that
    /// do not fill a sphere evenly.
    private Optional<EnergyLaw> law(PatternSet patterns, double[] state) {
        boolean drawn = data.scale() == DataChoice.ScaleChoice.AUTO || data.scale() == DataChoice.ScaleChoice.NONE;
        boolean centred = data.center() == DataChoice.Centering.ON;
        if (data.scale() == DataChoice.ScaleChoice.UNIT_NORM && !centred) {
            return model().flatMap(model -> Energies.ofUnitLength(model, state));
        }
        Optional<EnergyLaw> exact = drawn && !centred ? model().flatMap(model -> Energies.of(model, state)) : Optional.empty();
        return exact.or(() -> Optional.of(Energies.surrogate(patterns, state)));
    }

    private Result result(PatternSet patterns, Matrix state, Session session) {
        int sets = model().isPresent() ? realizations : 1;
        double[][][] drawn = new double[3][times.size()][sets];
        session.progress().begin("condensation", sets);
        if (sets == 1) {
            measure(patterns, state, 0, drawn, session);
        } else {
            session.parallel(sets, r -> {
                try (Arena arena = Arena.ofShared()) {
                    Session own = session.withSeed(session.stream("realizations").bits(r, 0));
                    measure(data.open(arena, scoring.precision(), own), state, r, drawn, own);
                }
                session.progress().advance(1);
            });
        }
        session.progress().end();
        Curve participation = curve(drawn[0]);
        List<Estimate> effective = IntStream.range(0, times.size()).mapToObj(participation::at).map(Condensation::inverse).toList();
        return new Result(Load.of(patterns), participation,
                Curve.of("time", times.values(), effective), curve(drawn[1]), curve(drawn[2]).times(1 / Math.log(patterns.rows())));
    }

    private void measure(PatternSet patterns, Matrix state, int realization, double[][][] into, Session session) {
        EmpiricalScore score = scoring.score(patterns, new VarianceExploding(), session);
        for (int i = 0; i < times.size(); i++) {
            session.checkCancelled();
            Posterior posterior = score.moments(state, times.at(i));
            into[0][i][realization] = posterior.participation()[0];
            into[1][i][realization] = posterior.largest()[0];
            into[2][i][realization] = posterior.entropy()[0];
        }
    }

    private Curve curve(double[][] drawn) {
        return Curve.of("time", times.values(), Arrays.stream(drawn).map(Estimate::of).toList());
    }

    private static Estimate inverse(Estimate mean) {
        return new Estimate(1 / mean.mean(), mean.stderr() / (mean.mean() * mean.mean()), mean.count());
    }

    private Answer<Result> untold(PatternSet patterns, Result result, Optional<EnergyLaw> law) {
        String why = law.isPresent() ? "all patterns have the same energy there: nothing condenses, at any noise"
                : "their law on the sphere is not known in closed form";
        var none = new CondensationTimes(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        double constant = law.isPresent() ? 1.0 / patterns.rows() : Double.NaN;
        Theory theory = new Theory(none, Expected.beside(result, result.participationRatio, _ -> constant),
                Expected.beside(result, result.participationRatio, _ -> law.isPresent() ? 0 : Double.NaN),
                Expected.beside(result, result.effectivePatterns, _ -> 1 / constant),
                Expected.beside(result, result.effectivePatterns, _ -> 1 / constant));
        Figure figure = participation(patterns).points("measured", result.participationRatio).build();
        return Answer.of(result, theory, Report.of("Condensation of " + patterns.name()).figure(figure).build())
                .finding(Text.of("At %s no condensation time of %s is known: %s.", at, patterns.name(), why));
    }

    private Answer<Result> answer(PatternSet patterns, Result result, EnergyLaw law, Session session) {
        double logPatterns = Math.log(patterns.rows());
        RemCurves points = RemCurves.of(law, logPatterns, times.values(), 1, session);
        RemCurves lines = RemCurves.of(law, logPatterns, RemCurves.smooth(times), 1, session);
        PositionalRem rem = points.rem();
        Theory theory = new Theory(CondensationTimes.of(law, logPatterns),
                points.beside(result, result.participationRatio, FiniteRem.Averages::participation),
                Expected.beside(result, result.participationRatio, rem::participation),
                Expected.beside(result, result.effectivePatterns, t -> EffectiveNumber.SEED_MIN.of(rem, t)),
                Expected.beside(result, result.effectivePatterns, t -> EffectiveNumber.FULL.of(rem, t)));
        CondensationTimes condensation = theory.condensationTime;
        Figure participation = participation(patterns).points("measured", result.participationRatio)
                .line("exact at n = " + patterns.rows(), lines.line("time", FiniteRem.Averages::participation))
                .line("1 − t/t_c", Curve.exact("time", lines.x(), rem::participation))
                .mark("t_c", condensation.derived()).mark("eq. 15", condensation.paper())
                .mark("eq. 34", condensation.paperAppendix()).build();
        return Answer.of(result, theory, Report.of("Condensation of " + patterns.name()).figure(participation)
                        .figure(effective(result, lines)).build())
                .finding(Text.of("""
                        At %s the score of %s condenses at t_c = %.5g; eq. 15 of the paper gives %.5g, eq. 34 %.5g.""", at, patterns.name(), condensation.derived(), condensation.paper(), condensation.paperAppendix()));
    }

    private Figure.Builder participation(PatternSet patterns) {
        return Figure.of("condensation", "A few patterns carry the score below t_c")
                .caption(Text.of("Mean of Σw² at %s over %d data sets of %d patterns of %s; eq. 34 of the paper is wrong.", at,
                        model().isPresent() ? realizations : 1, patterns.rows(), patterns.name()))
                .x(Axis.log("variance of the noise t")).y(Axis.linear("participation ratio Σw²").between(0, 1));
    }

    private static Figure effective(Result result, RemCurves lines) {
        PositionalRem rem = lines.rem();
        return Figure.of("effective-patterns", "How many patterns carry the score")
                .caption("1 over the mean of Σw²; both published forms are for many directions and have a step at t_c.")
                .x(Axis.log("variance of the noise t")).y(Axis.log("effective number of patterns n_eff"))
                .points("measured", result.effectivePatterns)
                .line("exact at this n", lines.line("time", each -> 1 / each.participation()))
                .line("published, n above t_c", Curve.exact("time", lines.x(), t -> EffectiveNumber.SEED_MIN.of(rem, t)))
                .line("with the exponent above t_c", Curve.exact("time", lines.x(), t -> EffectiveNumber.FULL.of(rem, t)))
                .mark("t_c", rem.condensationTime()).build();
    }
}
