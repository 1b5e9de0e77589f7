package org.remanence.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.remanence.linalg.WorkMonitor;
import org.remanence.random.RandomStream;
import org.remanence.result.Estimate;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

class IntegratedMomentsTest {
    private static final TimeQuadrature TIMES = TimeQuadrature.of(TimeQuadrature.Law.LOG_UNIFORM, 0.05, 2, 3);
    private static final double STEP = 0.25;
    private static final int HALF = 34;

    private static double density(double u) {
        return STEP * Math.exp(-0.5 * u * u) / Math.sqrt(2 * Math.PI);
    }

    private static TimeIntegratedNetwork network(Matrix weights, double[] bias, Preconditioning preconditioning) {
        return new TimeIntegratedNetwork(new RandomFeatures(weights, FeatureFunction.TANH), bias, preconditioning, 0.7);
    }

    /// |√v S(x_t) + ξ|²/d of one feature in two dimensions, from the definition.
    private static double loss(TimeIntegratedNetwork network, double[] b, double time, double[] state, double[] noise) {
        double[] w = network.features().weights().row(0);
        double feature = Math.tanh((w[0] * state[0] + w[1] * state[1]) / Math.sqrt(2) + time * network.bias()[0]);
        double v = Math.sqrt(-Math.expm1(-2 * time));
        double sum = 0;
        for (int k = 0; k < 2; k++) {
            double score = network.output(time) * b[k] * feature + network.skip(time) * state[k];
            sum += (v * score + noise[k]) * (v * score + noise[k]) / 2;
        }
        return sum;
    }

    private static double loss(IntegratedMoments moments, double[] b) {
        double second = moments.moments().second().get(0, 0);
        Matrix cross = moments.moments().cross();
        return moments.constant() + (b[0] * b[0] + b[1] * b[1]) * second / 2 + b[0] * cross.get(0, 0) + b[1] * cross.get(0, 1);
    }

    /// The quadratic form is the loss that it stands for: a double integral over the noise, for one feature, whose U is exact.
    @ParameterizedTest
    @EnumSource
    void lossOverPatternsIsAnIntegral(Preconditioning preconditioning) {
        TimeIntegratedNetwork network = network(Matrix.of(new double[][] {{1.3, -0.6}}), new double[] {0.8}, preconditioning);
        Matrix patterns = Matrix.of(new double[][] {{0.4, 1.1}, {-0.9, 0.3}});
        double[] b = {-0.7, 0.5};
        double expected = 0;
        for (int k = 0; k < TIMES.size(); k++) {
            double s = Math.exp(-TIMES.times()[k]);
            double v = Math.sqrt(1 - s * s);
            for (int i = -HALF; i <= HALF; i++) {
                for (int j = -HALF; j <= HALF; j++) {
                    double[] noise = {i * STEP, j * STEP};
                    for (int nu = 0; nu < 2; nu++) {
                        double[] state = {s * patterns.get(nu, 0) + v * noise[0], s * patterns.get(nu, 1) + v * noise[1]};
                        expected += 0.5 * TIMES.weights()[k] * density(noise[0]) * density(noise[1]) * loss(network, b,
                                TIMES.times()[k], state, noise);
                    }
                }
            }
        }
        try (Session session = Session.seeded(1)) {
            assertEquals(expected, loss(IntegratedMoments.of(network, TIMES, patterns, session), b), 1e-9,
                    "the grid ends at 8.5");
        }
    }

    /// Over Gaussian data, the state given: the noise of a coordinate is √v x/Γ² on average, with variance s² σ²/Γ² around it.
    @ParameterizedTest
    @EnumSource
    void lossOverTheLawIsAnIntegral(Preconditioning preconditioning) {
        TimeIntegratedNetwork network = network(Matrix.of(new double[][] {{1.3, -0.6}}), new double[] {0.8}, preconditioning);
        double[] variances = {0.5, 0.9};
        double[] b = {-0.7, 0.5};
        double expected = 0;
        for (int k = 0; k < TIMES.size(); k++) {
            double square = Math.exp(-2 * TIMES.times()[k]);
            double[] whole = {square * variances[0] + 1 - square, square * variances[1] + 1 - square};
            for (int i = -HALF; i <= HALF; i++) {
                for (int j = -HALF; j <= HALF; j++) {
                    double[] state = {i * STEP * Math.sqrt(whole[0]), j * STEP * Math.sqrt(whole[1])};
                    double[] noise = {Math.sqrt(1 - square) * state[0] / whole[0], Math.sqrt(1 - square) * state[1] / whole[1]};
                    double around = square * (variances[0] / whole[0] + variances[1] / whole[1]) / 2;
                    expected += TIMES.weights()[k] * density(i * STEP) * density(j * STEP)
                            * (around + loss(network, b, TIMES.times()[k], state, noise));
                }
            }
        }
        try (Session session = Session.seeded(1)) {
            assertEquals(expected, loss(IntegratedMoments.population(network, TIMES, variances, session), b), 1e-9,
                    "the grid ends at 8.5");
        }
    }

    private static TimeIntegratedNetwork large(int p, int d) {
        RandomFeatures features = RandomFeatures.draw(p, d, FeatureFunction.TANH, false, RandomStream.named(3, "weights"));
        double[] bias = new double[p];
        RandomStream.named(3, "bias").gaussians(0, 0, bias, 0, p);
        return network(features.weights(), bias, Preconditioning.NOISE);
    }

    private static Matrix patterns(int n, int d) {
        Matrix patterns = Matrix.zeros(n, d);
        double[] row = new double[d];
        for (int i = 0; i < n; i++) {
            RandomStream.named(3, "patterns").gaussians(i, 0, row, 0, d);
            patterns.setRow(i, row);
        }
        return patterns;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    /// Pairs of pre-activations are Gaussian pairs around their drive and their bias: double integrals, without a series.
    @Test
    void secondMomentsAreDoubleIntegrals() {
        int d = 60;
        TimeIntegratedNetwork network = large(4, d);
        Matrix patterns = patterns(2, d);
        IntegratedMoments moments;
        try (Session session = Session.seeded(1)) {
            moments = IntegratedMoments.of(network, TIMES, patterns, session);
        }
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < i; j++) {
                double expected = 0;
                for (int k = 0; k < TIMES.size(); k++) {
                    for (int nu = 0; nu < 2; nu++) {
                        // v α² = 1 where the network predicts the noise
                        expected += TIMES.weights()[k] / 2 * pair(network, TIMES.times()[k], patterns.row(nu), i, j);
                    }
                }
                assertEquals(expected, moments.moments().second().get(i, j), 3e-5, "the series is cut at order 4");
            }
        }
    }

    private static double pair(TimeIntegratedNetwork network, double time, double[] pattern, int i, int j) {
        int d = pattern.length;
        double[] w = network.features().weights().row(i);
        double[] w2 = network.features().weights().row(j);
        double s = Math.exp(-time);
        double v = Math.sqrt(1 - s * s);
        double own = v * Math.sqrt(dot(w, w) / d);
        double shared = v * v * dot(w, w2) / d / own;
        double rest = Math.sqrt(v * v * dot(w2, w2) / d - shared * shared);
        double g = s * dot(w, pattern) / Math.sqrt(d) + time * network.bias()[i];
        double g2 = s * dot(w2, pattern) / Math.sqrt(d) + time * network.bias()[j];
        double sum = 0;
        for (int a = -HALF; a <= HALF; a++) {
            for (int b = -HALF; b <= HALF; b++) {
                sum += density(a * STEP) * density(b * STEP) * Math.tanh(g + own * a * STEP)
                        * Math.tanh(g2 + shared * a * STEP + rest * b * STEP);
            }
        }
        return sum;
    }

    /// Explicit Euler steps of dB/dτ = −2 (d/p) (B U + Vᵀ), extrapolated to step 0, without eigenvectors.
    @Test
    void closedFormIsTheLimitOfEulerSteps() {
        int d = 50;
        int p = 4;
        TimeIntegratedNetwork network = new TimeIntegratedNetwork(large(p, d).features(), large(p, d).bias(),
                Preconditioning.FULL, 1);
        try (Session session = Session.seeded(1)) {
            IntegratedMoments training = IntegratedMoments.of(network, TIMES, patterns(3, d), session);
            double[] ones = Stream.generate(() -> 1.0).limit(d).mapToDouble(x -> x).toArray();
            IntegratedMoments population = IntegratedMoments.population(network, TIMES, ones, session);
            var flow = new GradientFlow(training, population, WorkMonitor.NONE);
            double[] coarse = euler(training, population, 0.05, 10_000);
            double[] fine = euler(training, population, 0.05, 20_000);
            GradientFlow.Losses exact = flow.at(0.05);
            assertEquals(2 * fine[0] - coarse[0], exact.trainLoss(), 1e-8);
            assertEquals(2 * fine[1] - coarse[1], exact.testLoss(), 1e-8);
            assertEquals(population.constant(), flow.at(0).testLoss(), 1e-15);
        }
    }

    private static double[] euler(IntegratedMoments training, IntegratedMoments population, double until, int steps) {
        Matrix second = training.moments().second();
        int p = Math.toIntExact(second.rows());
        int d = training.moments().cross().columns();
        double h = until / steps * 2 * d / p;
        double[][] b = new double[d][p];
        double[] change = new double[p];
        for (int step = 0; step < steps; step++) {
            for (int k = 0; k < d; k++) {
                for (int i = 0; i < p; i++) {
                    change[i] = training.moments().cross().get(i, k);
                    for (int j = 0; j < p; j++) {
                        change[i] += b[k][j] * second.get(j, i);
                    }
                }
                for (int i = 0; i < p; i++) {
                    b[k][i] -= h * change[i];
                }
            }
        }
        return new double[] {loss(b, training), loss(b, population)};
    }

    private static double loss(double[][] b, IntegratedMoments moments) {
        double loss = moments.constant();
        for (int k = 0; k < b.length; k++) {
            double[] row = b[k];
            for (int i = 0; i < row.length; i++) {
                loss += 2 * row[i] * moments.moments().cross().get(i, k) / b.length;
                for (int j = 0; j < row.length; j++) {
                    loss += row[i] * moments.moments().second().get(i, j) * row[j] / b.length;
                }
            }
        }
        return loss;
    }

    /// The score of trained weights has the loss that the flow says: a mean over noisy states within five standard errors of 12
    /// 000.
    @ParameterizedTest
    @EnumSource
    void scoreHasTheLossOfTheFlow(Preconditioning preconditioning) {
        int d = 50;
        int p = 30;
        int draws = 12_000;
        TimeIntegratedNetwork network = new TimeIntegratedNetwork(large(p, d).features(), large(p, d).bias(), preconditioning, 1);
        Matrix patterns = patterns(3, d);
        try (Session session = Session.seeded(1)) {
            IntegratedMoments training = IntegratedMoments.of(network, TIMES, patterns, session);
            var flow = new GradientFlow(training, training, WorkMonitor.NONE);
            var score = new TimeIntegratedScore(network, flow.weights(0.3), session);
            double mean = 0;
            double spread = 0;
            for (int k = 0; k < TIMES.size(); k++) {
                double s = Math.exp(-TIMES.times()[k]);
                double v = Math.sqrt(1 - s * s);
                Matrix states = Matrix.zeros(draws, d);
                double[][] noise = new double[draws][d];
                for (int i = 0; i < draws; i++) {
                    RandomStream.named(4, "noise " + k).gaussians(i, 0, noise[i], 0, d);
                    double[] row = patterns.row(i % 3);
                    for (int l = 0; l < d; l++) {
                        row[l] = s * row[l] + v * noise[i][l];
                    }
                    states.setRow(i, row);
                }
                Matrix learned = Matrix.zeros(draws, d);
                score.score(states, TIMES.times()[k], learned);
                double[] losses = new double[draws];
                for (int i = 0; i < draws; i++) {
                    for (int l = 0; l < d; l++) {
                        losses[i] += (v * learned.get(i, l) + noise[i][l]) * (v * learned.get(i, l) + noise[i][l]) / d;
                    }
                }
                Estimate loss = Estimate.of(losses);
                mean += TIMES.weights()[k] * loss.mean();
                spread = Math.hypot(spread, TIMES.weights()[k] * loss.stderr());
            }
            assertEquals(flow.at(0.3).trainLoss(), mean, 5 * spread);
            assertTrue(training.constant() - flow.at(0.3).trainLoss() > 20 * spread, "training was seen");
        }
    }

    /// Polynomials up to degree 5 in the variable that is uniform: moments of the law in closed form.
    @Test
    void timesHaveTheMomentsOfTheirLaw() {
        double[] uniform = new double[2];
        double[] logarithmic = new double[2];
        TimeQuadrature even = TimeQuadrature.of(TimeQuadrature.Law.UNIFORM, 0.5, 2.5, 3);
        for (int k = 0; k < 3; k++) {
            uniform[0] += even.weights()[k];
            uniform[1] += even.weights()[k] * Math.pow(even.times()[k], 5);
            logarithmic[0] += TIMES.weights()[k];
            logarithmic[1] += TIMES.weights()[k] * Math.pow(Math.log(TIMES.times()[k]), 4);
        }
        assertEquals(1, uniform[0], 1e-15);
        assertEquals((Math.pow(2.5, 6) - Math.pow(0.5, 6)) / 12, uniform[1], 1e-12);
        assertEquals(1, logarithmic[0], 1e-15);
        assertEquals((Math.pow(Math.log(2), 5) - Math.pow(Math.log(0.05), 5)) / (5 * Math.log(40)), logarithmic[1], 1e-12);
    }
}
