package org.remanence.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.remanence.data.GaussianMixture;
import org.remanence.data.GaussianModel;
import org.remanence.data.SpectralCovariance;
import org.remanence.process.Diffusion;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.process.TimeGrid;
import org.remanence.process.VarianceExploding;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.GaussianMixtureScore;
import org.remanence.score.TrueScore;
import org.remanence.session.Cancelled;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

class ReverseProcessTest {
    private static final Diffusion OU = new OrnsteinUhlenbeck();
    private static final double[][] MEANS = {{2, 0, -1}, {-1, 1, 0.5}};
    private static final double[] SIGMAS = {0.5, 0.3};
    private static final double[] WEIGHTS = {0.4, 0.6};

    private final Session session = Session.seeded(11);

    @AfterEach
    void close() {
        session.close();
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void samplesHaveTheMomentsOfTheData(Scheme scheme) {
        // 2000 trajectories, means and variances of three coordinates within five standard errors (variances of a bimodal law: √2 too wide a
        // bound) plus the bias of each scheme: fewer than one false alarm in 10⁴ seeds
        for (Diffusion diffusion : List.of(OU, new VarianceExploding())) {
            int steps = scheme.weakOrder() == 1 ? 250 : 60;
            TimeGrid grid = TimeGrid.logNoise(diffusion, diffusion.timeAt(1e4), diffusion.timeAt(1e-4), steps);
            var process = new ReverseProcess(scheme.with(mixture(diffusion, session), session), grid, session);
            int count = 2000;
            Matrix data = process.sample(count, "moments");
            for (int k = 0; k < 3; k++) {
                double mean = 0;
                double square = 0;
                for (int j = 0; j < 2; j++) {
                    mean += WEIGHTS[j] * MEANS[j][k];
                    square += WEIGHTS[j] * (MEANS[j][k] * MEANS[j][k] + SIGMAS[j] * SIGMAS[j]);
                }
                double variance = square - mean * mean;
                double sum = 0;
                double squares = 0;
                for (int b = 0; b < count; b++) {
                    sum += data.get(b, k);
                    squares += Math.pow(data.get(b, k) - mean, 2);
                }
                double bias = scheme.weakOrder() == 1 ? 0.02 : 0.003;
                String where = scheme + " on " + diffusion.name() + ", coordinate " + k;
                assertEquals(mean, sum / count, 5 * Math.sqrt(variance / count) + bias, where);
                assertEquals(variance, squares / count, 5 * variance * Math.sqrt(2.0 / count) + bias * variance, where);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void trajectoriesDoNotDependOnBatchOrThreads(Scheme scheme) {
        TimeGrid grid = TimeGrid.logNoise(OU, 4, 1e-3, 7);
        Matrix reference = new ReverseProcess(scheme.with(mixture(OU, session), session), grid, Ending.DENOISE, 100, session).sample(100, "batches");
        for (int batch : new int[] {1, 7, 64}) {
            try (Session other = new Session(11, batch == 7 ? 3 : 1, Progress.SILENT)) {
                Matrix again = new ReverseProcess(scheme.with(mixture(OU, other), other), grid, Ending.DENOISE, batch, other).sample(100, "batches");
                assertEquals(-1, reference.segment().mismatch(again.segment()));
            }
        }
    }

    @Test
    void observerSeesEveryGridTime() {
        TimeGrid grid = TimeGrid.logNoise(OU, 4, 1e-3, 5);
        List<String> seen = new ArrayList<>();
        new ReverseProcess(Scheme.EI_HEUN.with(mixture(OU, session), session), grid, Ending.KEEP_NOISE, 4, session)
                .sample(6, "seen", (step, time, states, first) -> {
                    assertEquals(grid.time(step), time);
                    seen.add(step + "/" + first + "/" + states.rows());
                });
        assertEquals(List.of("0/0/4", "1/0/4", "2/0/4", "3/0/4", "4/0/4", "5/0/4", "0/4/2", "1/4/2", "2/4/2", "3/4/2", "4/4/2", "5/4/2"), seen);
    }

    @Test
    void keepingTheNoiseEndsAtTheLastTime() {
        TimeGrid grid = TimeGrid.logNoise(OU, 4, 0.1, 5);
        Sampler sampler = Scheme.EI_HEUN.with(mixture(OU, session), session);
        Matrix noisy = new ReverseProcess(sampler, grid, Ending.KEEP_NOISE, 10, session).sample(3, "end");
        Matrix denoised = new ReverseProcess(sampler, grid, Ending.DENOISE, 10, session).sample(3, "end");
        Matrix expected = Matrix.zeros(3, 3);
        sampler.score().denoise(noisy, 0.1, expected);
        assertEquals(-1, expected.segment().mismatch(denoised.segment()));
    }

    @Test
    void reportsProgressAndStopsWhenCancelled() {
        long[] done = new long[2];
        Progress counting = new Progress() {
            @Override
            public void begin(String task, long total) {
                done[0] = total;
            }

            @Override
            public void advance(long steps) {
                done[1] += steps;
            }

            @Override
            public void end() { }
        };
        try (Session watched = new Session(11, 2, counting)) {
            var process = new ReverseProcess(Scheme.EXPONENTIAL.with(mixture(OU, watched), watched), TimeGrid.linear(2, 0.1, 9), watched);
            process.sample(5, "progress");
            assertEquals(45, done[0]);
            assertEquals(45, done[1]);
            StepObserver impatient = (step, time, states, first) -> {
                if (step == 2) {
                    watched.cancel();
                }
            };
            assertThrows(Cancelled.class, () -> process.sample(5, "progress", impatient));
            assertEquals(45 + 10, done[1]);
        }
    }

    @Test
    void divergenceIsReported() {
        var narrow = TrueScore.of(GaussianModel.isotropic(1, 1e-3), OU, session);
        var process = new ReverseProcess(Scheme.EULER_MARUYAMA.with(narrow, session), TimeGrid.linear(3000, 1e-4, 600), session);
        String message = assertThrows(IllegalArgumentException.class, () -> process.sample(1, "divergence")).getMessage();
        assertTrue(message.startsWith("trajectory 0 of sampler em left the finite numbers in 600 steps"), message);
    }

    @Test
    void clonesAgreeAsOftenAsTheParticipationSays() {
        // E Σ w² of the empirical score: clones that follow it exactly end on the same pattern that often. 1500 pairs at each of two times;
        // five binomial standard errors plus, for the integrator, its bias at 60 steps
        Matrix patterns = patterns();
        for (Scheme scheme : new Scheme[] {Scheme.ANCESTRAL, Scheme.EI_HEUN}) {
            int steps = scheme == Scheme.ANCESTRAL ? 3 : 60;
            var score = new EmpiricalScore(patterns, OU, Precision.DOUBLE, session);
            TimeGrid grid = TimeGrid.logNoise(OU, 5, 1e-6, steps);
            var cloning = new Cloning(new ReverseProcess(scheme.with(score, session), grid, session));
            for (double time : new double[] {0.3, 0.7}) {
                int pairs = 1500;
                Matrix states = noised(patterns, time, pairs);
                double participation = 0;
                for (double each : score.posterior(states, time).participation()) {
                    participation += each / pairs;
                }
                Clones clones = cloning.clones(states, time, "agree", 0);
                int same = 0;
                for (int b = 0; b < pairs; b++) {
                    same += nearest(patterns, clones.first().row(b)) == nearest(patterns, clones.second().row(b)) ? 1 : 0;
                }
                double error = Math.sqrt(participation * (1 - participation) / pairs);
                assertEquals(participation, (double) same / pairs, 5 * error + (scheme == Scheme.ANCESTRAL ? 0 : 0.01), scheme + " at " + time);
            }
        }
    }

    @Test
    void cloningAlongBasePathsVisitsEveryTime() {
        TimeGrid grid = TimeGrid.logNoise(OU, 5, 1e-4, 20);
        var cloning = new Cloning(new ReverseProcess(Scheme.ANCESTRAL.with(new EmpiricalScore(patterns(), OU, Precision.DOUBLE, session), session), grid, Ending.DENOISE, 40, session));
        List<String> seen = new ArrayList<>();
        cloning.along(100, new double[] {0.2, 3}, "along", (time, first, clones) -> {
            seen.add(time + "/" + first + "/" + clones.first().rows());
            int apart = 0;
            for (int b = 0; b < clones.first().rows(); b++) {
                apart += clones.first().get(b, 0) == clones.second().get(b, 0) ? 0 : 1;
            }
            // late clones choose among 64 patterns anew, early ones nearly always keep theirs
            assertTrue(time == 3 ? apart > clones.first().rows() / 2 : apart < clones.first().rows() / 2, apart + " at " + time);
        });
        assertEquals(List.of("3.0/0/40", "0.2/0/40", "3.0/40/40", "0.2/40/40", "3.0/80/20", "0.2/80/20"), seen);
    }

    @Test
    void cloningNeedsNoise() {
        var flow = new ReverseProcess(Scheme.HEUN.with(mixture(OU, session), session), TimeGrid.linear(2, 0.1, 9), session);
        assertEquals("clones part only under noise, and sampler heun has none: choose em, ei, ei-heun or ancestral",
                assertThrows(IllegalArgumentException.class, () -> new Cloning(flow)).getMessage());
    }

    private static GaussianMixtureScore mixture(Diffusion diffusion, Session session) {
        List<GaussianModel> components = new ArrayList<>();
        for (int k = 0; k < 2; k++) {
            components.add(new GaussianModel(MEANS[k], SpectralCovariance.isotropic(3, SIGMAS[k])));
        }
        return TrueScore.of(new GaussianMixture(WEIGHTS, components), diffusion, session);
    }

    private Matrix patterns() {
        Matrix patterns = Matrix.zeros(64, 8);
        double[] row = new double[8];
        for (int mu = 0; mu < 64; mu++) {
            session.stream("patterns").gaussians(mu, 0, row, 0, 8);
            patterns.setRow(mu, row);
        }
        return patterns;
    }

    private Matrix noised(Matrix patterns, double time, int count) {
        Matrix states = Matrix.zeros(count, patterns.columns());
        double[] z = new double[patterns.columns()];
        for (int b = 0; b < count; b++) {
            session.stream("noised").gaussians(b, 0, z, 0, z.length);
            for (int k = 0; k < z.length; k++) {
                states.set(b, k, OU.scale(time) * patterns.get(b % patterns.rows(), k) + Math.sqrt(OU.variance(time)) * z[k]);
            }
        }
        return states;
    }

    private static int nearest(Matrix patterns, double[] x) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int mu = 0; mu < patterns.rows(); mu++) {
            double distance = 0;
            for (int k = 0; k < x.length; k++) {
                distance += Math.pow(x[k] - patterns.get(mu, k), 2);
            }
            if (distance < least) {
                least = distance;
                nearest = mu;
            }
        }
        return nearest;
    }
}
