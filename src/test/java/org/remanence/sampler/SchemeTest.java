package org.remanence.sampler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.remanence.Golden;
import org.remanence.data.GaussianMixture;
import org.remanence.data.GaussianModel;
import org.remanence.process.ClockChange;
import org.remanence.process.Diffusion;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.process.TimeGrid;
import org.remanence.process.VarianceExploding;
import org.remanence.random.RandomStream;
import org.remanence.score.GaussianMixtureScore;
import org.remanence.score.TrueScore;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

/// On one Gaussian every scheme is linear, `x_s = A x + B · z`; A and B are read off the real steppers, so variances follow a
/// recursion without any sampling error.
class SchemeTest {
    private static final Diffusion OU = new OrnsteinUhlenbeck();
    private static final Diffusion VE = new VarianceExploding();
    private static final RandomStream STREAM = RandomStream.named(5, "scheme");

    private final Session session = new Session(5, 1, Progress.SILENT);

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void varianceRecursionsMatchReferences() {
        for (Golden golden : Golden.read("integrator", "final variance")) {
            Scheme scheme = switch (golden.params().get("scheme").stringValue()) {
                case "EM" -> Scheme.EULER_MARUYAMA;
                case "EI1" -> Scheme.EXPONENTIAL;
                case "EIHeun" -> Scheme.EI_HEUN;
                default -> throw new AssertionError(golden.name());
            };
            TimeGrid grid = TimeGrid.linear(golden.param("T"), 0, (int) golden.param("N"));
            golden.check(finalVariance(scheme, OU, golden.param("s2"), grid, golden.param("v0")));
        }
    }

    @Test
    void eulerMaruyamaHasItsKnownStationaryVariance() {
        // data of variance one make the reverse OU process stationary; with step h the scheme's variance is 1 / (1 − h/2)
        double h = 0.1;
        assertEquals(1 / (1 - h / 2), finalVariance(Scheme.EULER_MARUYAMA, OU, 1, TimeGrid.linear(20, 0, 200), 1), 1e-12);
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void weakOrderIsTheDeclaredOne(Scheme scheme) {
        for (Diffusion diffusion : List.of(OU, VE)) {
            double start = diffusion.timeAt(20);
            double end = diffusion.timeAt(0.2);
            double exact = variance(diffusion, 0.3, end);
            double[] errors = new double[2];
            for (int i = 0; i < 2; i++) {
                TimeGrid grid = TimeGrid.logNoise(diffusion, start, end, 200 << i);
                errors[i] = Math.abs(finalVariance(scheme, diffusion, 0.3, grid, variance(diffusion, 0.3, start)) - exact);
            }
            if (scheme == Scheme.ANCESTRAL) {
                // 400 recursions of rounding; A and B of this scheme come from divisions by the numbers drawn
                assertEquals(0, errors[1], 1e-11);
            } else {
                assertEquals(scheme.weakOrder(), Math.log(errors[0] / errors[1]) / Math.log(2), 0.06, scheme + " on " + diffusion.name());
            }
        }
    }

    @Test
    void ancestralIsExactInOneStep() {
        for (Diffusion diffusion : List.of(OU, VE)) {
            TimeGrid grid = TimeGrid.of(3, 0.1);
            assertEquals(variance(diffusion, 0.3, 0.1), finalVariance(Scheme.ANCESTRAL, diffusion, 0.3, grid, variance(diffusion, 0.3, 3)), 1e-13);
        }
    }

    @Test
    void probabilityFlowScalesAGaussianExactly() {
        for (Golden golden : Golden.read("integrator", "PF-ODE Gaussian factor")) {
            double t = golden.param("t");
            double s = golden.param("s");
            // Heun's error falls with the square of the steps; 4000 and 8000 steps extrapolated leave less than 1e-9
            double coarse = flow(golden.param("s2"), t, s, 4000);
            double fine = flow(golden.param("s2"), t, s, 8000);
            assertEquals(golden.value()[0], (4 * fine - coarse) / 3, 1e-9, golden.name());
        }
    }

    @Test
    void probabilityFlowKeepsTheOrderOfTwoPoints() {
        Golden golden = Golden.read("integrator", "PF-ODE {-1,1}").getFirst();
        var score = twoPoints(OU);
        double[] times = {golden.param("T"), 1, 0.3, 0.05};
        double[][] ends = new double[2][3];
        for (int fine = 0; fine < 2; fine++) {
            Sampler heun = Scheme.HEUN.with(score, session);
            Matrix x = Matrix.of(new double[][] {{golden.param("xT")}});
            for (int leg = 0; leg < 3; leg++) {
                run(heun, TimeGrid.logNoise(OU, times[leg], times[leg + 1], 2000 << fine), x, 0);
                ends[fine][leg] = x.get(0, 0);
            }
        }
        for (int leg = 0; leg < 3; leg++) {
            assertEquals(golden.value()[leg], (4 * ends[1][leg] - ends[0][leg]) / 3, 1e-9 * golden.value()[leg]);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Scheme.class, names = {"EXPONENTIAL", "EI_HEUN", "DDIM", "HEUN", "ANCESTRAL"})
    void bothClocksStepAlike(Scheme scheme) {
        // schemes built on the bridge or on σ are the same map in either clock
        double t = 1.2;
        double s = 0.4;
        ClockChange from = ClockChange.between(OU, t, VE);
        ClockChange to = ClockChange.between(OU, s, VE);
        Matrix ou = Matrix.of(new double[][] {{0.3}, {-1.4}});
        Matrix ve = Matrix.of(new double[][] {{from.state(0.3)}, {from.state(-1.4)}});
        scheme.with(twoPoints(OU), session).step(ou, t, s, new Noise(STREAM, 3, 1));
        scheme.with(twoPoints(VE), session).step(ve, from.time(), to.time(), new Noise(STREAM, 3, 1));
        for (int b = 0; b < 2; b++) {
            assertEquals(to.state(ou.get(b, 0)), ve.get(b, 0), 2e-15);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Scheme.class, names = {"EXPONENTIAL", "EI_HEUN", "DDIM", "HEUN"})
    void stepToZeroIsTheDenoiser(Scheme scheme) {
        for (Diffusion diffusion : List.of(OU, VE)) {
            var score = gaussian(diffusion, 0.3);
            Matrix x = Matrix.of(new double[][] {{0.7}, {-3}});
            Matrix denoised = Matrix.zeros(2, 1);
            score.denoise(x, 0.4, denoised);
            scheme.with(score, session).step(x, 0.4, 0, new Noise(STREAM, 0, 0));
            for (int b = 0; b < 2; b++) {
                assertEquals(denoised.get(b, 0), x.get(b, 0), 1e-15);
            }
        }
    }

    @Test
    void ancestralStepToZeroIsAPattern() {
        Matrix x = Matrix.zeros(500, 1);
        Scheme.ANCESTRAL.with(twoPoints(OU), session).step(x, 0.4, 0, new Noise(STREAM, 0, 0));
        double sum = 0;
        for (int b = 0; b < 500; b++) {
            assertEquals(1, Math.abs(x.get(b, 0)), 1e-15);
            sum += x.get(b, 0);
        }
        assertEquals(0, sum, 5 * Math.sqrt(500));
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void rejectsStepsForwardInTime(Scheme scheme) {
        Sampler sampler = scheme.with(twoPoints(OU), session);
        Matrix x = Matrix.zeros(1, 1);
        Noise noise = new Noise(STREAM, 0, 0);
        assertEquals("a reverse step leads back in time: s must be below t = 1.0, got 1.0",
                assertThrows(IllegalArgumentException.class, () -> sampler.step(x, 1, 1, noise)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> sampler.step(x, 0, 0, noise));
        assertThrows(IllegalArgumentException.class, () -> sampler.step(x, 1, Double.NaN, noise));
        assertThrows(IllegalArgumentException.class, () -> sampler.step(Matrix.zeros(1, 2), 1, 0.5, noise));
    }

    /// Under data of a single point at 0, a step from 0 is its noise, and an ancestral step to time 0 under data of variance one
    /// is the datum drawn. Two of 128 normal numbers come this close once in 10⁶ seeds.
    @ParameterizedTest
    @EnumSource(value = Scheme.class, names = {"EULER_MARUYAMA", "EXPONENTIAL", "EI_HEUN", "ANCESTRAL"})
    void noNumberIsUsedTwice(Scheme scheme) {
        int d = 8;
        double[] seen = new double[0];
        for (int step = 0; step < 8; step++) {
            seen = DoubleStream.concat(Arrays.stream(seen), numbers(scheme, step, d, 0, 0.5)).toArray();
            if (scheme == Scheme.ANCESTRAL) {
                seen = DoubleStream.concat(Arrays.stream(seen), numbers(scheme, step, d, 1, 0)).toArray();
            }
        }
        Arrays.sort(seen);
        for (int i = 1; i < seen.length; i++) {
            assertTrue(seen[i] - seen[i - 1] > 1e-11, "two of the numbers are " + seen[i]);
        }
    }

    /// The normal numbers of a step from 0, but for a factor that all steps share.
    private DoubleStream numbers(Scheme scheme, int step, int d, double sigma, double end) {
        double t = 1;
        Matrix x = Matrix.zeros(1, d);
        scheme.with(TrueScore.of(GaussianModel.isotropic(d, sigma), OU, session), session).step(x, t, end, new Noise(STREAM, 0, step));
        double factor = end > 0 ? Math.sqrt(OU.bridge(t, end).variance()) : Math.sqrt(OU.variance(t));
        return Arrays.stream(x.row(0)).map(each -> each / factor);
    }

    @Test
    void namesAreThoseOfTheCommandLine() {
        for (Scheme each : Scheme.values()) {
            assertEquals(each, Scheme.named(each.word()));
            assertEquals(each, each.with(twoPoints(OU), session).scheme());
        }
        assertEquals("sampler must be one of em, ei, ei-heun, ddim, heun, ancestral, got euler",
                assertThrows(IllegalArgumentException.class, () -> Scheme.named("euler")).getMessage());
        assertTrue(Scheme.EULER_MARUYAMA.isNoisy());
        assertArrayEquals(new boolean[] {false, false}, new boolean[] {Scheme.DDIM.isNoisy(), Scheme.HEUN.isNoisy()});
    }

    /// Whatever numbers a scheme draws, those of one coordinate, step or trajectory are no others': from 0 under a law centred there,
    /// a step gives its noise alone. With 4000 trajectories all 276 correlations of 3 steps × 8 coordinates lie within five standard
    /// errors: one false alarm in 6000 seeds.
    @ParameterizedTest
    @EnumSource(value = Scheme.class, names = {"EULER_MARUYAMA", "EXPONENTIAL", "EI_HEUN", "ANCESTRAL"})
    void noiseOfCoordinatesAndStepsIsIndependent(Scheme scheme) {
        int trajectories = 4000;
        Sampler sampler = scheme.with(TrueScore.of(GaussianModel.isotropic(8, 1), OU, session), session);
        double[][] noise = new double[24][trajectories];
        for (int step = 0; step < 3; step++) {
            Matrix x = Matrix.zeros(trajectories, 8);
            sampler.step(x, 1.2, 0.4, new Noise(STREAM, 1, step));
            for (int b = 0; b < trajectories; b++) {
                for (int k = 0; k < 8; k++) {
                    noise[8 * step + k][b] = x.get(b, k);
                }
            }
        }
        for (int i = 0; i < 24; i++) {
            assertTrue(Math.abs(correlation(noise[i], shifted(noise[i]))) < 5 / Math.sqrt(trajectories), scheme + ": trajectories, " + i);
            for (int j = 0; j < i; j++) {
                assertTrue(Math.abs(correlation(noise[i], noise[j])) < 5 / Math.sqrt(trajectories), scheme + ": " + i + " and " + j);
            }
        }
    }

    private static double correlation(double[] x, double[] y) {
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int b = 0; b < x.length; b++) {
            xy += x[b] * y[b];
            xx += x[b] * x[b];
            yy += y[b] * y[b];
        }
        return xy / Math.sqrt(xx * yy);
    }

    private static double[] shifted(double[] x) {
        double[] shifted = new double[x.length];
        System.arraycopy(x, 1, shifted, 0, x.length - 1);
        shifted[x.length - 1] = x[0];
        return shifted;
    }

    private GaussianMixtureScore gaussian(Diffusion diffusion, double variance) {
        return TrueScore.of(GaussianModel.isotropic(1, Math.sqrt(variance)), diffusion, session);
    }

    private GaussianMixtureScore twoPoints(Diffusion diffusion) {
        return TrueScore.of(GaussianMixture.twoClusters(1, 1, 0), diffusion, session);
    }

    private static double variance(Diffusion diffusion, double data, double t) {
        return Math.pow(diffusion.scale(t), 2) * data + diffusion.variance(t);
    }

    private double flow(double variance, double t, double s, int steps) {
        Matrix x = Matrix.of(new double[][] {{1}});
        TimeGrid grid = s > 0 ? TimeGrid.logNoise(OU, t, s, steps) : TimeGrid.logNoise(OU, t, 1e-12, steps);
        run(Scheme.HEUN.with(gaussian(OU, variance), session), grid, x, 0);
        return x.get(0, 0);
    }

    private static void run(Sampler sampler, TimeGrid grid, Matrix x, long firstIndex) {
        for (int i = 0; i < grid.steps(); i++) {
            sampler.step(x, grid.time(i), grid.time(i + 1), new Noise(STREAM, firstIndex, i));
        }
    }

    /// Variance at the end of the grid by `v ← A² v + |B|²`.
    private double finalVariance(Scheme scheme, Diffusion diffusion, double data, TimeGrid grid, double start) {
        Sampler sampler = scheme.with(gaussian(diffusion, data), session);
        double variance = start;
        for (int i = 0; i < grid.steps(); i++) {
            double t = grid.time(i);
            double s = grid.time(i + 1);
            double zero = stepped(sampler, 0, t, s, i);
            double gain = stepped(sampler, 1, t, s, i) - zero;
            double spread = scheme == Scheme.ANCESTRAL ? ancestralNoise(sampler, t, s, i) : scheme.isNoisy() ? square(zero / STREAM.gaussian(0, 4L * i)) : 0;
            variance = gain * gain * variance + spread;
        }
        return variance;
    }

    private static double stepped(Sampler sampler, double from, double t, double s, long step) {
        Matrix x = Matrix.of(new double[][] {{from}});
        sampler.step(x, t, s, new Noise(STREAM, 0, step));
        return x.get(0, 0);
    }

    /// Two numbers enter a step from 0, that of the datum and that of the bridge: two trajectories tell the weight of each.
    private static double ancestralNoise(Sampler sampler, double t, double s, long step) {
        Matrix x = Matrix.zeros(2, 1);
        sampler.step(x, t, s, new Noise(STREAM, 0, step));
        double a = STREAM.gaussian(0, 12 * step + 4);
        double b = STREAM.gaussian(0, 12 * step + 8);
        double c = STREAM.gaussian(1, 12 * step + 4);
        double d = STREAM.gaussian(1, 12 * step + 8);
        double determinant = a * d - b * c;
        double datum = (d * x.get(0, 0) - b * x.get(1, 0)) / determinant;
        double bridge = (a * x.get(1, 0) - c * x.get(0, 0)) / determinant;
        return datum * datum + bridge * bridge;
    }

    private static double square(double x) {
        return x * x;
    }
}
