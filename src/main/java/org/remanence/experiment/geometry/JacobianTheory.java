package org.remanence.experiment.geometry;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Expected;
import org.remanence.experiment.Reported;
import org.remanence.linalg.Svd;
import org.remanence.process.Diffusion;
import org.remanence.random.RandomStream;
import org.remanence.result.Curve;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.theory.GaussianJacobian;
import org.remanence.theory.geometry.ActiveSamples;
import org.remanence.theory.geometry.CondensationTime;
import org.remanence.theory.geometry.EffectiveNumber;
import org.remanence.theory.geometry.FigureCode;
import org.remanence.theory.geometry.ScoreFluctuations;

/// What the spectra of draws from a centred Gaussian should be, in units of 1/v; empty for other data.
public record JacobianTheory(
        @Reported("singular values of the true score, one time a row") Matrix spectrum,
        @Reported("steps of the spectrum of the true score, from the top down") List<Gap> gaps,
        @Reported("mean singular values of random matrices after eq. 18 with all that is known of n_eff, one time a row") Matrix sampled,
        @Reported("the same with n_eff of eq. 16 and the condensation time of eq. 15, as published") Matrix sampledPaper,
        @Reported("lengths along directions of equal variance") List<Direction> directions) {

    /// A step of the spectrum of the true score.
    /// @param position singular values above it
    /// @param height in time
    public record Gap(int position, Curve height) { }

    /// Lengths over those of the true score, at the origin, in several theories.
    /// @param variance of the directions
    /// @param derived to first order in 1/n, the correlation between neighbouring states kept; NaN where that order says nothing
    /// @param eq18 of independent active samples, as many as the random energy model has in full
    /// @param eq18Paper the same, as many as eq. 16 has with the condensation time of eq. 15
    /// @param eq19Literal eq. 19 as printed, with that number
    /// @param eq43Literal eq. 43 as printed, with that number
    /// @param figureCode as drawn in figures 4, 11 and 12
    /// @param lossTime where `derived` reaches the ratio at which a direction counts as lost
    public record Direction(double variance, Expected derived, Curve eq18, Curve eq18Paper, Curve eq19Literal, Curve eq43Literal,
                            Curve figureCode, double lossTime) { }

    private static final int LEAST_SAMPLES = 30;

    /// No theory.
    static JacobianTheory none() {
        return new JacobianTheory(Matrix.zeros(0, 0), List.of(), Matrix.zeros(0, 0), Matrix.zeros(0, 0), List.of());
    }

    /// The spectrum of the true score alone.
    /// @param variances of the data, `[d]`
    static JacobianTheory ofTrueScore(double[] variances, AxisValues times, Diffusion process) {
        var law = new GaussianJacobian(variances);
        double[][] spectrum = Arrays.stream(times.values())
                .mapToObj(time -> law.spectrum(process.noiseToSignal(time))).toArray(double[][]::new);
        List<GaussianJacobian.Gap> steps = law.gaps(1);
        List<Gap> gaps = IntStream.range(0, steps.size()).mapToObj(g -> new Gap(steps.get(g).position(),
                Curve.exact("time", times.values(), time -> law.gaps(process.noiseToSignal(time)).get(g).height()))).toList();
        return new JacobianTheory(Matrix.of(spectrum), gaps, Matrix.zeros(0, 0), Matrix.zeros(0, 0), List.of());
    }

    /// The same theory with the fluctuations of a smoothed Jacobian at the origin.
    /// @param variances of the data, `[d]`
    /// @param measured lengths it should explain
    /// @param central whether differences are central
    JacobianTheory fluctuating(double[] variances, JacobianSpectra measured, boolean central, Diffusion process, double lost, Session session) {
        long n = measured.patterns();
        var laws = new Laws(new ScoreFluctuations(variances, n),
                new ActiveSamples(variances, ActiveSamples.Activity.of(variances, n, EffectiveNumber.FULL, CondensationTime.DERIVED)),
                new ActiveSamples(variances, ActiveSamples.Activity.of(variances, n, EffectiveNumber.SEED_MIN, CondensationTime.PAPER)),
                new FigureCode(Arrays.stream(variances).map(Math::sqrt).toArray(), n, false));
        List<Direction> lengths = measured.directions().stream().filter(each -> each.variance() > 0).map(each -> {
            int j = IntStream.range(0, variances.length).filter(i -> variances[i] == each.variance()).findFirst().orElseThrow();
            return direction(each, j, laws, central, process, lost);
        }).toList();
        return new JacobianTheory(spectrum, gaps, sampled(laws.active, "eq. 18", measured, process, session),
                sampled(laws.published, "eq. 18 as published", measured, process, session), lengths);
    }

    /// What explains the lengths.
    private record Laws(ScoreFluctuations derived, ActiveSamples active, ActiveSamples published, FigureCode code) { }

    private static Direction direction(JacobianSpectra.Direction measured, int j, Laws laws, boolean central, Diffusion process, double lost) {
        double c = measured.variance();
        double[] times = measured.ratio().x();
        ScoreFluctuations law = laws.derived;
        DoubleUnaryOperator derived = time -> {
            double tau = process.noiseToSignal(time);
            return !law.holds(j, tau) ? Double.NaN : (tau + c) * (central ? law.centralColumnNorm(j, tau) : law.columnNorm(j, tau));
        };
        double loss = central ? Double.NaN : process.timeAt(law.lossTime(j, lost));
        return new Direction(c, Expected.beside("directions", measured.ratio(), derived),
                published(times, process, c, tau -> laws.active.columnNorms(ActiveSamples.Form.DERIVED, tau)[j]),
                published(times, process, c, tau -> laws.published.columnNorms(ActiveSamples.Form.DERIVED, tau)[j]),
                published(times, process, c, tau -> laws.published.columnNorms(ActiveSamples.Form.EQ19_LITERAL, tau)[j]),
                published(times, process, c, tau -> laws.published.columnNorms(ActiveSamples.Form.EQ43_LITERAL, tau)[j]),
                published(times, process, c, tau -> laws.code.columnNorms(tau)[j]), loss);
    }

    private static Curve published(double[] times, Diffusion process, double variance, DoubleUnaryOperator norm) {
        return Curve.exact("time", times, time -> {
            double tau = process.noiseToSignal(time);
            return (tau + variance) * norm.applyAsDouble(tau);
        });
    }

    private static Matrix sampled(ActiveSamples law, String purpose, JacobianSpectra measured, Diffusion process, Session session) {
        double[] times = measured.times();
        double[][] means = new double[times.length][];
        int samples = Math.max(LEAST_SAMPLES, measured.realizations());
        session.parallel(times.length, t -> means[t] = meanSpectrum(law, process.noiseToSignal(times[t]), samples, t, session.stream(purpose)));
        return Matrix.of(means);
    }

    /// Mean singular values of `τ J` over random matrices of eq. 18.
    private static double[] meanSpectrum(ActiveSamples law, double tau, int samples, int index, RandomStream stream) {
        int d = law.variances().length;
        double[] phi = law.activities(tau);
        double[] mean = new double[d];
        double[] noise = new double[d];
        Matrix jacobian = Matrix.zeros(d, d);
        for (int sample = 0; sample < samples; sample++) {
            for (int i = 0; i < d; i++) {
                stream.gaussians((long) index * samples + sample, (long) i * (d + 3 & ~3), noise, 0, d);
                double scatter = law.scatter(i, tau);
                for (int j = 0; j < d; j++) {
                    jacobian.set(i, j, tau * ((i == j ? law.mean(i, tau) : 0) + Math.sqrt(scatter * phi[j]) * noise[j]));
                }
            }
            double[] values = Svd.singularValues(jacobian);
            for (int k = 0; k < d; k++) {
                mean[k] += values[k] / samples;
            }
        }
        return mean;
    }
}
