package org.remanence.experiment.geometry;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.remanence.data.DataModel;
import org.remanence.data.DataSource;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Defaults;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Question;
import org.remanence.experiment.ReadsData;
import org.remanence.experiment.Reported;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.DataAxes;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.experiment.measure.NetworkScore;
import org.remanence.experiment.measure.ScoreName;
import org.remanence.experiment.measure.Unused;
import org.remanence.linalg.SpectralGap;
import org.remanence.process.Diffusion;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.score.DifferentiableScore;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.TrueScore;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;

/// Measures the spectrum of the Jacobian of the empirical score in time, the gaps in it and the directions behind it. A control
/// has more patterns.
@Question(value = "Which directions of the data does the score still keep, and which has it lost to memorization",
        equation = """
                v J e_j = √v [s(x + √v e_j) − s(x)], singular values near 1 normal to the data, τ/(τ + c) along a direction \
                of variance c""",
        source = """
                Achilli et al., Losing dimensions: geometric memorization in generative diffusion, 2024, eqs. 5, 8 and 18; \
                fluctuations to first order in 1/n derived""",
        cost = "times · realizations · n · d² · 4 flops, three times that with the control; the default takes half a minute")
public record Jacobian(
        @Defaults("data=manifold:d=30,n=1000,variance=1x2+0.3x5") DataChoice data,
        @Parameter(value = "ve", help = "forward process") Diffusion process,
        @Parameter(value = "log:0.01:1:50", above = 0, unit = "time of the process", help = "where to measure") AxisValues times,
        @Parameter(value = "30", min = 1, max = 1e6, help = "data sets, or states of stored patterns, to average over")
                int realizations,
        JacobianProbe probe,
        @Parameter(value = EMPIRICAL, help = """
                whose Jacobian: empirical, of the patterns; true, of the law they are drawn from; or of\s""" + ScoreName.NETWORK) String score,
        @Parameter(value = ScoreName.UNDESCRIBED, plain = true, help = ScoreName.DESCRIPTION) String description,
        @Parameter(value = "0", min = 0, max = 1e6, help = "largest singular values left out of gaps and figures") int discard,
        @Parameter(value = "16", min = 0, max = 1e6, help = """
                patterns of a control in multiples of n, over a few realizations: what it shows too is no memorization; 0: none""")
                int control) implements Experiment<Jacobian.Result>, ReadsData {
    private static final String EMPIRICAL = "empirical";
    private static final String TRUE = "true";

    /// A direction counts as lost once its column is that many times as long as that of the true score.
    static final double LOST = 1.5;

    private static final int LEAST_CONTROLS = 5;
    /// Multiply-adds spent on exact Jacobians beside smoothed ones.
    private static final double WORK = 1e11;

    /// Refuses parameters out of bounds.
    public Jacobian {
        Schema.check(Jacobian.class, data, process, times, realizations, probe, score, description, discard, control);
        name(score, description);
    }

    private static ScoreName name(String score, String description) {
        return new ScoreName(score, description, List.of(EMPIRICAL, TRUE));
    }

    @Override
    public Stream<DataSource> sources() {
        return name(score, description).sources();
    }

    /// Measured spectra.
    public record Result(
            @Reported("numbers in a pattern d") int dimension,
            @Reported("spectra of n patterns") JacobianSpectra spectra,
            @Reported("""
                    mean eigenvalues of the exact Jacobian in decreasing order, one time a row, in units of 1/v; no rows where \
                    they cost too much, and for a trained score, which is no gradient""") Matrix eigenvalues,
            @Reported("eigenvalues of the exact Jacobian above 0, which push away from the state") Curve positiveEigenvalues,
            @Reported(value = "time below which the columns of a direction are 1.5 times as long as those of the true score",
                    unit = "time of the process") List<LossTime> lossTimes,
            @Reported("the same spectra with more patterns, as a control") List<JacobianSpectra> control) { }

    /// When directions are lost.
    /// @param variance of the data along them
    /// @param time below which they are
    public record LossTime(double variance, Estimate time) { }

    @Override
    public Answer<Result> run(Session session) {
        probe.refuseUnused(this);
        try (Arena arena = Arena.ofShared()) {
            Ensemble ensemble = new Ensemble(data, session, arena);
            ScoreName name = name(score, description);
            probe.check(ensemble.isDrawn() && !name.isNetwork(), realizations);
            if (control > 0 && (!ensemble.isDrawn() || !score.equals(EMPIRICAL))) {
                Unused.refuse(this, "without more draws from a model under the empirical score", "control");
            }
            if (!name.isNetwork()) {
                return measure(ensemble, law(ensemble, session), session);
            }
            try (NetworkScore network = name.open(ensemble.whole(), process, session)) {
                return measure(ensemble, _ -> network.score(), session);
            }
        }
    }

    private Answer<Result> measure(Ensemble ensemble, Function<Matrix, DifferentiableScore> law, Session session) {
        boolean network = name(score, description).isNetwork();
        var measurement = new JacobianMeasurement(probe, process, times, gap());
        DataAxes axes = DataAxes.of(ensemble.whole().columns(), ensemble.gaussian());
        long patterns = ensemble.whole().rows();
        IntFunction<Matrix> sets = r -> network ? ensemble.from(r, probe.spare()) : ensemble.draw(patterns + probe.spare(), r);
        JacobianSpectra spectra = measurement.spectra(sets, axes, patterns, realizations, law, session);
        List<JacobianSpectra> more = controls(ensemble)
                ? List.of(measurement.spectra(r -> ensemble.draw(patterns * control + probe.spare(), r), axes, patterns * control, fewer(), law,
                        session)) : List.of();
        Matrix eigenvalues = network ? Matrix.zeros(0, axes.dimension()) : eigenvalues(measurement, ensemble, law, session);
        Result result = new Result(axes.dimension(), spectra, mean(eigenvalues), positive(eigenvalues),
                spectra.directions().stream().filter(each -> each.variance() > 0).map(each -> new LossTime(each.variance(), LossCrossing.above(each.ratio(), LOST))).toList(), more);
        return new JacobianPage(this, ensemble.whole(), result, theory(axes, spectra, session)).answer();
    }

    private boolean controls(Ensemble ensemble) {
        return control > 1 && ensemble.isDrawn() && score.equals(EMPIRICAL);
    }

    private SpectralGap gap() {
        return new SpectralGap(SpectralGap.Criterion.LARGEST_GAP, discard, 1);
    }

    /// Realizations of the control, as many as cost what the others do.
    private int fewer() {
        return Math.clamp(realizations / control, Math.min(LEAST_CONTROLS, realizations), realizations);
    }

    private Function<Matrix, DifferentiableScore> law(Ensemble ensemble, Session session) {
        if (score.equals(EMPIRICAL)) {
            return patterns -> new EmpiricalScore(patterns, process, Precision.DOUBLE, session);
        }
        DataModel model = ensemble.model().filter(_ -> ensemble.whole().preprocessing().isEmpty())
                .orElseThrow(() -> new BadInput("the true score is known for patterns drawn from a model and not prepared, got " + data.data()));
        return _ -> TrueScore.of(model, process, session);
    }

    /// Exact eigenvalues of all realizations; no rows if they cost too much.
    private Matrix eigenvalues(JacobianMeasurement measurement, Ensemble ensemble, Function<Matrix, DifferentiableScore> law, Session session) {
        int d = ensemble.whole().columns();
        boolean feasible = (double) ensemble.whole().rows() * d * d * times.size() * realizations <= WORK;
        return feasible ? measurement.eigenvalues(ensemble, realizations, law, session) : Matrix.zeros(0, d);
    }

    private Matrix mean(Matrix eigenvalues) {
        Matrix mean = Matrix.zeros(eigenvalues.rows() / realizations, eigenvalues.columns());
        for (int row = 0; row < eigenvalues.rows(); row++) {
            for (int k = 0; k < mean.columns(); k++) {
                int time = row / realizations;
                mean.set(time, k, mean.get(time, k) + eigenvalues.get(row, k) / realizations);
            }
        }
        return mean;
    }

    private Curve positive(Matrix eigenvalues) {
        return Curve.of("time", times.values(), IntStream.range(0, times.size()).mapToObj(t -> eigenvalues.rows() == 0 ? Estimate.NONE
                : Estimate.of(IntStream.range(0, realizations).mapToDouble(r -> Arrays.stream(eigenvalues.row((long) t * realizations + r))
                        .filter(each -> each > 0).count()).toArray())).toList());
    }

    private JacobianTheory theory(DataAxes axes, JacobianSpectra spectra, Session session) {
        if (axes.variances().isEmpty()) {
            return JacobianTheory.none();
        }
        double[] variances = axes.variances().get();
        JacobianTheory plain = JacobianTheory.ofTrueScore(variances, times, process);
        boolean smoothed = probe.method() == JacobianProbe.Method.FORWARD || probe.method() == JacobianProbe.Method.CENTRAL;
        boolean explained = score.equals(EMPIRICAL) && smoothed && probe.at() == JacobianProbe.At.ORIGIN
                && Arrays.stream(variances).anyMatch(c -> c > 0) && spectra.patterns() > 1;
        return explained ? plain.fluctuating(variances, spectra, probe.method() == JacobianProbe.Method.CENTRAL, process, LOST, session) : plain;
    }
}
