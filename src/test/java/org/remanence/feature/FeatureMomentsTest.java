package org.remanence.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.remanence.linalg.WorkMonitor;
import org.remanence.random.RandomStream;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

class FeatureMomentsTest {
    private static final int DIMENSION = 60;
    private static final int FEATURES = 5;
    private static final int PATTERNS = 3;
    private static final double TIME = 0.3;

    private static RandomFeatures features(FeatureFunction function) {
        return RandomFeatures.draw(FEATURES, DIMENSION, function, false, RandomStream.named(1, "weights"));
    }

    private static Matrix patterns() {
        Matrix patterns = Matrix.zeros(PATTERNS, DIMENSION);
        double[] row = new double[DIMENSION];
        for (int i = 0; i < PATTERNS; i++) {
            RandomStream.named(1, "patterns").gaussians(i, 0, row, 0, DIMENSION);
            patterns.setRow(i, row);
        }
        return patterns;
    }

    /// E f(u) over a standard normal u, on a fine grid that also serves functions with kinks to 1e-6.
    private static double average(DoubleUnaryOperator f, double step) {
        double sum = 0;
        for (double u = -8; u <= 8; u += step) {
            sum += step * Math.exp(-0.5 * u * u) / Math.sqrt(2 * Math.PI) * f.applyAsDouble(u);
        }
        return sum;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    /// Pairs of pre-activations are Gaussian pairs: a double integral, without a series.
    @ParameterizedTest
    @EnumSource(FeatureFunction.class)
    void momentsAreDoubleIntegrals(FeatureFunction function) {
        RandomFeatures features = features(function);
        Matrix patterns = patterns();
        FeatureMoments moments;
        try (Session session = Session.seeded(1)) {
            moments = FeatureMoments.of(features, patterns, TIME, session);
        }
        double s = Math.exp(-TIME);
        double v = Math.sqrt(-Math.expm1(-2 * TIME));
        double step = 0.02;
        for (int i = 0; i < FEATURES; i++) {
            for (int j = 0; j <= i; j++) {
                double[] w = features.weights().row(i);
                double[] w2 = features.weights().row(j);
                double own = v * Math.sqrt(dot(w, w) / DIMENSION);
                double shared = v * v * dot(w, w2) / DIMENSION / own;
                double rest = Math.sqrt(Math.max(0, v * v * dot(w2, w2) / DIMENSION - shared * shared));
                double expected = 0;
                for (int nu = 0; nu < PATTERNS; nu++) {
                    double g = s * dot(w, patterns.row(nu)) / Math.sqrt(DIMENSION);
                    double g2 = s * dot(w2, patterns.row(nu)) / Math.sqrt(DIMENSION);
                    expected += average(u -> function.of(g + own * u)
                            * (rest < 1e-9 ? function.of(g2 + shared * u) : average(x -> function.of(g2 + shared * u + rest * x), step)), step)
                            / PATTERNS;
                }
                // the series is cut at order 4, and the grid misses a kink by half a step
                assertEquals(expected, moments.second().get(i, j), function == FeatureFunction.SIGN ? 2e-3 : 3e-5, function + " " + i + "," + j);
                assertEquals(moments.second().get(i, j), moments.second().get(j, i));
            }
            double[] w = features.weights().row(i);
            double own = v * Math.sqrt(dot(w, w) / DIMENSION);
            double first = 0;
            for (int nu = 0; nu < PATTERNS; nu++) {
                double g = s * dot(w, patterns.row(nu)) / Math.sqrt(DIMENSION);
                first += average(u -> u * function.of(g + own * u), step) / PATTERNS;
            }
            double length = Math.sqrt(dot(w, w));
            for (int k = 0; k < DIMENSION; k++) {
                assertEquals(first * w[k] / length, moments.cross().get(i, k), function == FeatureFunction.SIGN ? 2e-3 : 1e-6);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(FeatureFunction.class)
    void featuresAreFunctionsOfProjections(FeatureFunction function) {
        RandomFeatures features = features(function);
        Matrix into = Matrix.zeros(PATTERNS, FEATURES);
        features.apply(patterns(), into);
        for (int nu = 0; nu < PATTERNS; nu++) {
            for (int i = 0; i < FEATURES; i++) {
                double u = dot(features.weights().row(i), patterns().row(nu)) / Math.sqrt(DIMENSION);
                assertEquals(function.of(u), into.get(nu, i), 1e-14);
            }
        }
    }

    /// The population is the mean over many patterns: within five standard errors of 4000.
    @Test
    void populationIsTheMeanOverPatterns() {
        int many = 4000;
        RandomFeatures features = features(FeatureFunction.TANH);
        Matrix patterns = Matrix.zeros(many, DIMENSION);
        double[] row = new double[DIMENSION];
        for (int i = 0; i < many; i++) {
            RandomStream.named(2, "patterns").gaussians(i, 0, row, 0, DIMENSION);
            patterns.setRow(i, row);
        }
        double[] variances = new double[DIMENSION];
        Arrays.fill(variances, 1);
        try (Session session = Session.seeded(1)) {
            FeatureMoments population = FeatureMoments.population(features, variances, TIME, session);
            FeatureMoments sample = FeatureMoments.of(features, patterns, TIME, session);
            for (int i = 0; i < FEATURES; i++) {
                for (int j = 0; j < FEATURES; j++) {
                    assertEquals(population.second().get(i, j), sample.second().get(i, j), 5 * 0.3 / Math.sqrt(many));
                }
                for (int k = 0; k < DIMENSION; k++) {
                    assertEquals(population.cross().get(i, k), sample.cross().get(i, k), 5 * 0.3 / Math.sqrt(many * DIMENSION));
                }
            }
        }
    }

    /// Explicit Euler steps of the same flow, extrapolated to step 0, without eigenvectors.
    @Test
    void closedFormIsTheLimitOfEulerSteps() {
        RandomFeatures features = features(FeatureFunction.TANH);
        double[] variances = new double[DIMENSION];
        Arrays.fill(variances, 1);
        try (Session session = Session.seeded(1)) {
            FeatureMoments training = FeatureMoments.of(features, patterns(), TIME, session);
            FeatureMoments population = FeatureMoments.population(features, variances, TIME, session);
            var flow = new GradientFlow(training, population, TIME, WorkMonitor.NONE);
            double until = 0.2;
            GradientFlow.Losses exact = flow.at(until);
            double[] coarse = euler(training, population, until, 20_000);
            double[] fine = euler(training, population, until, 40_000);
            assertEquals(2 * fine[0] - coarse[0], exact.trainLoss(), 1e-8);
            assertEquals(2 * fine[1] - coarse[1], exact.testLoss(), 1e-8);
            assertEquals(1, flow.at(0).trainLoss(), 1e-15);
        }
    }

    /// dB/dτ = −2v (d/p) B U − 2 √v (d/p) Vᵀ for B = A/√p.
    private static double[] euler(FeatureMoments training, FeatureMoments population, double until, int steps) {
        double v = -Math.expm1(-2 * TIME);
        double factor = (double) DIMENSION / FEATURES;
        double[][] b = new double[DIMENSION][FEATURES];
        double h = until / steps;
        for (int step = 0; step < steps; step++) {
            for (int k = 0; k < DIMENSION; k++) {
                double[] change = new double[FEATURES];
                for (int i = 0; i < FEATURES; i++) {
                    for (int j = 0; j < FEATURES; j++) {
                        change[i] -= 2 * v * factor * b[k][j] * training.second().get(j, i);
                    }
                    change[i] -= 2 * Math.sqrt(v) * factor * training.cross().get(i, k);
                }
                for (int i = 0; i < FEATURES; i++) {
                    b[k][i] += h * change[i];
                }
            }
        }
        return new double[] {loss(b, training, v), loss(b, population, v)};
    }

    private static double loss(double[][] b, FeatureMoments moments, double v) {
        double loss = 1;
        for (int k = 0; k < DIMENSION; k++) {
            for (int i = 0; i < FEATURES; i++) {
                loss += 2 * Math.sqrt(v) / DIMENSION * b[k][i] * moments.cross().get(i, k);
                for (int j = 0; j < FEATURES; j++) {
                    loss += v / DIMENSION * b[k][i] * moments.second().get(i, j) * b[k][j];
                }
            }
        }
        return loss;
    }
}
