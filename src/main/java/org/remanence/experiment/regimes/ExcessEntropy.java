package org.remanence.experiment.regimes;

import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Expected;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Group;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.experiment.SharesWork;
import org.remanence.experiment.measure.CollapseTheory;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.experiment.measure.Load;
import org.remanence.experiment.measure.PosteriorCurves;
import org.remanence.experiment.measure.ScoreSettings;
import org.remanence.experiment.measure.ScoredPatterns;
import org.remanence.process.Diffusion;
import org.remanence.result.Curve;
import org.remanence.session.Session;
import org.remanence.theory.CollapseTimes;

/// Measures `f^e/α`, the excess entropy of noised patterns in units of log n / d. It is 1 while a state hides which pattern it
/// came from, 0 once the empirical score has collapsed onto it.
@Question(value = "When does the noise stop hiding which pattern a state came from",
        equation = "f^e/α = E H(w(x_t)) / log n, x_t = s_t a_μ + √v_t z, w the responsibilities of the n patterns for x_t",
        source = "Biroli, Bonnaire, de Bortoli and Mézard, Dynamical regimes of diffusion models, 2024; estimator derived",
        cost = "times · draws · patterns · dimension · 4 flops; the default takes 2 s")
public record ExcessEntropy(
        DataChoice data,
        @Parameter(value = "ou", help = "forward process") Diffusion process,
        @Parameter(value = "0.1,0.2,0.3,0.5,1,1.5", above = 0, unit = "time of the process", help = "where to measure")
                AxisValues times,
        @Parameter(value = "2000", min = 2, max = 1e9, help = "noised patterns a time") int draws,
        ScoreSettings scoring)
        implements Experiment<ExcessEntropy.Result>, SharesWork {

    /// Refuses parameters out of bounds.
    public ExcessEntropy {
        Schema.check(ExcessEntropy.class, data, process, times, draws, scoring);
    }

    /// Measured curves in time.
    public record Result(@Group Load load, @Group PosteriorCurves posterior) { }

    /// What they should be.
    public record Theory(
            @Reported(value = "where the information equals log n", unit = "time of the process") CollapseTimes collapseTime,
            @Reported("one Gaussian cluster of the mean variance, d → ∞") Expected isotropic,
            @Reported("one Gaussian with the spectrum of the data, d → ∞") Expected anisotropic) { }

    @Override
    public Answer<Result> run(Session session) {
        try (ScoredPatterns subject = ScoredPatterns.openWeighted(data, process, scoring, session)) {
            CollapseTheory collapse = subject.collapse();
            var result = new Result(Load.of(subject.patterns()), PosteriorCurves.measure(times, draws, subject.score(), session));
            Curve measured = result.posterior.normalizedExcessEntropy();
            var theory = new Theory(collapse.times(),
                    Expected.beside(result, measured, collapse::isotropic), Expected.beside(result, measured, collapse::anisotropic));
            return new ExcessEntropyPage(this, result, theory, collapse).answer(subject.patterns());
        }
    }
}
