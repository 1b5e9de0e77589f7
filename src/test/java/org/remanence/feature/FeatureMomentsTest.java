package org.remanence.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.remanence.random.RandomStream;
import org.remanence.session.Cancelled;
import org.remanence.session.Progress;
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
                            * (rest < 1e-9 ? function.of(g2 + shared * u) : average(x -> function.of(g2 + shared * u + rest * x),
                            step)), step)
                            / PATTERNS;
                }
                // the series is cut at order 4, and the grid misses a kink by half a step
                assertEquals(expected, moments.second().get(i, j), function == FeatureFunction.SIGN ? 2e-3 : 3e-5, function + " "
                        + i + "," + j);
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

    /// The population is the mean over many patterns: within five standard errors of 4000. Of one cluster, and of two.
    @Test
    void populationIsTheMeanOverPatterns() {
        int many = 4000;
        RandomFeatures features = features(FeatureFunction.TANH);
        double[] variances = new double[DIMENSION];
        Arrays.fill(variances, 1);
        for (double mean : new double[] {0, 0.5}) {
            Matrix patterns = Matrix.zeros(many, DIMENSION);
            Matrix centres = Matrix.zeros(2, DIMENSION);
            double[] row = new double[DIMENSION];
            for (int i = 0; i < many; i++) {
                RandomStream.named(2, "patterns").gaussians(i, 0, row, 0, DIMENSION);
                double centre = i % 2 == 0 ? mean : -mean;
                patterns.setRow(i, Arrays.stream(row).map(each -> each + centre).toArray());
            }
            for (int k = 0; k < DIMENSION; k++) {
                centres.set(0, k, mean);
                centres.set(1, k, -mean);
            }
            try (Session session = Session.seeded(1)) {
                FeatureMoments population = mean == 0 ? FeatureMoments.population(features, variances, TIME, session)
                        : FeatureMoments.population(features, centres, variances, TIME, session);
                FeatureMoments sample = FeatureMoments.of(features, patterns, TIME, session);
                for (int i = 0; i < FEATURES; i++) {
                    for (int j = 0; j < FEATURES; j++) {
                        assertEquals(population.second().get(i, j), sample.second().get(i, j), 5 * 0.3 / Math.sqrt(many));
                    }
                    for (int k = 0; k < DIMENSION; k++) {
                        assertEquals(population.cross().get(i, k), sample.cross().get(i, k),
                                5 * 0.3 / Math.sqrt(many * DIMENSION));
                    }
                }
            }
        }
    }

    /// Two tiles of patterns with enough drives for series: the mean over quarters, whose drives are integrated one by one.
    @Test
    void tilesAndSeriesGiveTheMeanOfTheirParts() {
        RandomFeatures features = RandomFeatures.draw(10, DIMENSION, FeatureFunction.TANH, false,
                RandomStream.named(1, "weights"));
        Matrix patterns = normal(2048);
        try (Session session = Session.seeded(1)) {
            FeatureMoments whole = FeatureMoments.of(features, patterns, TIME, session);
            double[][] second = new double[10][10];
            double[] cross = new double[10];
            for (int part = 0; part < 4; part++) {
                FeatureMoments moments = FeatureMoments.of(features, patterns.slice(512 * part, 512), TIME, session);
                for (int i = 0; i < 10; i++) {
                    for (int j = 0; j < 10; j++) {
                        second[i][j] += 0.25 * moments.second().get(i, j);
                    }
                    cross[i] += 0.25 * moments.cross().get(i, 0);
                }
            }
            for (int i = 0; i < 10; i++) {
                assertArrayEquals(second[i], whole.second().row(i), 1e-13);
                assertEquals(cross[i], whole.cross().get(i, 0), 1e-13);
            }
        }
    }

    /// Two blocks of features, three threads and one.
    @Test
    void sameBitsForAnyThreads() {
        RandomFeatures features = RandomFeatures.draw(600, DIMENSION, FeatureFunction.TANH, false,
                RandomStream.named(1, "weights"));
        double[][][] second = new double[2][][];
        for (int i = 0; i < 2; i++) {
            try (Session session = new Session(1, 1 + 2 * i, Progress.SILENT)) {
                second[i] = FeatureMoments.of(features, normal(30), TIME, session).second().toArray();
            }
        }
        assertArrayEquals(second[0], second[1]);
        assertEquals(second[0][599][3], second[0][3][599]);
    }

    @Test
    void stopsWhenCancelled() {
        try (Session session = Session.seeded(1)) {
            session.cancel();
            RandomFeatures features = features(FeatureFunction.TANH);
            Matrix patterns = patterns();
            assertThrows(Cancelled.class, () -> FeatureMoments.of(features, patterns, TIME, session));
        }
    }

    private static Matrix normal(int count) {
        Matrix patterns = Matrix.zeros(count, DIMENSION);
        double[] row = new double[DIMENSION];
        for (int i = 0; i < count; i++) {
            RandomStream.named(3, "patterns").gaussians(i, 0, row, 0, DIMENSION);
            patterns.setRow(i, row);
        }
        return patterns;
    }
}
