package org.remanence.experiment.regimes;

import java.lang.foreign.Arena;
import org.remanence.data.PatternSet;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Expected;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Names;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.CollapseTheory;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.experiment.measure.PosteriorCurves;
import org.remanence.experiment.measure.ScoreSettings;
import org.remanence.plot.Axis;
import org.remanence.plot.Figure;
import org.remanence.plot.Report;
import org.remanence.process.Diffusion;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.session.Session;
import org.remanence.text.Text;
import org.remanence.theory.CollapseTimes;

/// Measures `f^e/α`, the excess entropy of noised patterns in units of log n / d: 1 while a state hides which pattern it
/// came from, 0 once the empirical score has collapsed onto it.
/// @param data the patterns
/// @param process that adds the noise
/// @param times where to measure
/// @param draws noised patterns a time
/// @param scoring how finely patterns are scored
@Question(value = "When does the noise stop hiding which pattern a state came from",
        equation = """
                f^e/α = E H(w(x_t)) / log n, x_t = s_t a_μ + √v_t z, w the responsibilities of the n patterns for \
                x_t""",
        source = """
                Biroli, Bonnaire, de Bortoli and Mézard, Dynamical regimes of diffusion models, 2024; estimator \
                derived""",
        cost = "times · draws · patterns · dimension · 4 flops; the default takes 2 s")
public record ExcessEntropy(
        DataChoice data,
        @Parameter(value = "ou", help = "forward process") Diffusion process,
        @Parameter(value = "0.1,0.2,0.3,0.5,1,1.5", above = 0, unit = "time of the process", help = "where to measure")
                AxisValues times,
        @Parameter(value = "2000", min = 2, max = 1e9, help = "noised patterns a time") int draws,
        ScoreSettings scoring)
        implements Experiment<ExcessEntropy.Result> {

    /// Share of f^e/α below which the empirical score counts as collapsed.
    private static final double COLLAPSED = 0.05;

    /// Refuses parameters out of bounds.
    public ExcessEntropy {
        Schema.check(ExcessEntropy.class, data, process, times, draws, scoring);
    }

    /// Measured curves in time.
    /// @param patterns n
    /// @param dimension d
    /// @param logLoad α
    /// @param normalizedExcessEntropy by the estimator of least variance
    /// @param byInformationDensity the same by a second estimator
    /// @param plain the same by the definition
    /// @param effectivePatterns n_eff
    /// @param sameNeighbour φ_C
    public record Result(
            @Reported("number of patterns n") long patterns,
            @Reported("numbers in a pattern d") int dimension,
            @Reported(value = "ln n / d", unit = "nats") double logLoad,
            @Reported("mean entropy of the responsibilities over log n") Curve normalizedExcessEntropy,
            @Reported("the same as the mean surprise −log w of the true pattern, a cross-check")
                    Curve byInformationDensity,
            @Reported("the same from its definition by log p, a cross-check") Curve plain,
            @Reported("mean effective number of patterns 1/Σw²") Curve effectivePatterns,
            @Reported("probability E Σw² that two clones end at the same pattern") Curve sameNeighbour) { }

    /// What it should be.
    /// @param collapseTime t_C
    /// @param isotropic excess entropy for one round cluster
    /// @param anisotropic excess entropy for one Gaussian with the spectrum of the data
    public record Theory(
            @Reported(value = "where the information equals log n", unit = "time of the process")
                    CollapseTimes collapseTime,
            @Reported("one Gaussian cluster of the mean variance, d → ∞") Expected isotropic,
            @Reported("one Gaussian with the spectrum of the data, d → ∞") Expected anisotropic) { }

    @Override
    public Answer<Result> run(Session session) {
        try (Arena arena = Arena.ofShared()) {
            PatternSet patterns = data.open(arena, scoring.precision(), session);
            DataChoice.checkSeveral(patterns);
            CollapseTheory collapse = CollapseTheory.of(data, patterns, data.spectrum(patterns), process);
            var score = scoring.score(patterns, process, session);
            return answer(patterns, result(patterns, PosteriorCurves.measure(times, draws, 0, score, session)), collapse);
        }
    }

    private static Result result(PatternSet patterns, PosteriorCurves measured) {
        return new Result(patterns.rows(), patterns.columns(), Math.log(patterns.rows()) / patterns.columns(),
                measured.normalizedExcessEntropy(), measured.byInformationDensity(), measured.plain(),
                measured.effectivePatterns(), measured.sameNeighbour());
    }

    private static Theory theory(Curve measured, CollapseTheory collapse) {
        return new Theory(collapse.times(), Expected.beside("normalizedExcessEntropy", measured, collapse::isotropic),
                Expected.beside("normalizedExcessEntropy", measured, collapse::anisotropic));
    }

    private Answer<Result> answer(PatternSet patterns, Result result, CollapseTheory collapse) {
        Theory theory = theory(result.normalizedExcessEntropy, collapse);
        double[] fine = CollapseTheory.fine(times);
        Figure figure = Figure.of("excess-entropy", "The noise hides the pattern until t_C")
                .caption(Text.of("""
                        Mean entropy of the responsibilities over log n, %d draws a time; lines for d → ∞.""", draws))
                .x(Axis.linear("time t")).y(Axis.linear("normalized excess entropy f^e/α"))
                .points("measured", result.normalizedExcessEntropy)
                .line("one round cluster", Curve.exact("time", fine, collapse::isotropic))
                .line("Gaussian of the same spectrum", Curve.exact("time", fine, collapse::anisotropic))
                .mark("t_C", theory.collapseTime.anisotropic()).build();
        Estimate collapsed = result.normalizedExcessEntropy.crossing(COLLAPSED);
        return Answer.of(result, theory, Report.of("Excess entropy of " + patterns.name()).figure(figure).build())
                .finding(Text.of("""
                        The excess entropy of %s falls below %s of its largest value at t = %s; theory has t_C = \
                        %.4f for one round cluster, %.4f for a Gaussian of the same spectrum.""", patterns.name(), COLLAPSED, Names.time(collapsed), theory.collapseTime.isotropic(), theory.collapseTime.anisotropic()));
    }
}
