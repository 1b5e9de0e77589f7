package org.remanence.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.linalg.WorkMonitor;
import org.remanence.random.RandomStream;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

class MinimiserTest {
    private static final int DIMENSION = 12;
    private static final double TIME = 0.3;
    private static final double NOISE = -Math.expm1(-2 * TIME);
    private static final double[] VARIANCES = variances();

    private static double[] variances() {
        double[] variances = new double[DIMENSION];
        Arrays.fill(variances, 0, 6, 0.5);
        Arrays.fill(variances, 6, DIMENSION, 1.5);
        return variances;
    }

    private static RandomFeatures features(int count) {
        return RandomFeatures.draw(count, DIMENSION, FeatureFunction.TANH, false, RandomStream.named(1, "weights"));
    }

    private static Matrix patterns(int count, String stream) {
        Matrix patterns = Matrix.zeros(count, DIMENSION);
        double[] row = new double[DIMENSION];
        for (int i = 0; i < count; i++) {
            RandomStream.named(1, stream).gaussians(i, 0, row, 0, DIMENSION);
            for (int k = 0; k < DIMENSION; k++) {
                row[k] *= Math.sqrt(VARIANCES[k]);
            }
            patterns.setRow(i, row);
        }
        return patterns;
    }

    private static double[] noised() {
        return Arrays.stream(VARIANCES).map(each -> Math.exp(-2 * TIME) * each + NOISE).toArray();
    }

    /// √v S(y) = −Xᵀ φ(y) for a row of features.
    private static double[] answer(Matrix weights, double[] features) {
        double[] answer = new double[DIMENSION];
        for (int i = 0; i < features.length; i++) {
            for (int k = 0; k < DIMENSION; k++) {
                answer[k] -= weights.get(i, k) * features[i];
            }
        }
        return answer;
    }

    /// The mean of |√v S + ξ|²/d over all noised patterns.
    private static double loss(Matrix weights, NoisedFeatures sample) {
        double sum = 0;
        for (long i = 0; i < sample.features().rows(); i++) {
            double[] answer = answer(weights, sample.features().row(i));
            for (int k = 0; k < DIMENSION; k++) {
                sum += Math.pow(answer[k] + sample.noise().get(i, k), 2);
            }
        }
        return sum / (sample.features().rows() * DIMENSION);
    }

    private static double square(Matrix weights) {
        return Arrays.stream(weights.toArray()).flatMapToDouble(Arrays::stream).map(each -> each * each).sum() / DIMENSION;
    }

    /// Fewer and more features than noised patterns, the latter in the Gram matrix: losses are means over the sample, and no
    /// step in any of some directions lowers the objective.
    @ParameterizedTest
    @ValueSource(ints = {20, 60, 61, 150})
    void minimisesTheLossOfNoisedPatterns(int count) {
        double ridge = 1e-3;
        RandomStream noise = RandomStream.named(1, "noise");
        NoisedFeatures sample = NoisedFeatures.draw(features(count), patterns(20, "patterns"), TIME, 3, noise);
        Minimiser minimiser = Minimiser.of(sample, ridge);
        assertEquals(loss(minimiser.weights(), sample), minimiser.trainLoss(), 1e-12);
        assertEquals(minimiser.trainLoss() + ridge * square(minimiser.weights()), minimiser.objective(), 1e-12);
        Matrix weights = minimiser.weights();
        double[] slopes = new double[2];
        for (int i = 0; i < count; i += 7) {
            for (int side = 0; side < 2; side++) {
                double step = side == 0 ? 1e-3 : -1e-3;
                weights.set(i, i % DIMENSION, weights.get(i, i % DIMENSION) + step);
                slopes[side] = loss(weights, sample) + ridge * square(weights);
                weights.set(i, i % DIMENSION, weights.get(i, i % DIMENSION) - step);
            }
            // the objective is a parabola: its slope is exact to rounding
            assertEquals(0, (slopes[0] - slopes[1]) / 2e-3, 1e-11, "feature " + i);
        }
    }

    @Test
    void ridgelessNeedsInvertibleMoments() {
        RandomStream noise = RandomStream.named(1, "noise");
        NoisedFeatures sample = NoisedFeatures.draw(features(20), patterns(20, "patterns"), TIME, 3, noise);
        assertEquals(Minimiser.of(sample, 1e-9).trainLoss(), Minimiser.of(sample, 0).trainLoss(), 1e-7);
        FeatureMoments none = new FeatureMoments(Matrix.zeros(3, 3), Matrix.zeros(3, DIMENSION));
        assertThrows(IllegalArgumentException.class, () -> Minimiser.of(none, 0));
    }

    /// The end of gradient flow, through eigenvectors.
    @Test
    void isWhereTheFlowEnds() {
        RandomFeatures features = features(30);
        try (Session session = Session.seeded(1)) {
            FeatureMoments training = FeatureMoments.of(features, patterns(15, "patterns"), TIME, session);
            FeatureMoments population = FeatureMoments.population(features, noised(), TIME, session);
            GradientFlow.Losses end = new GradientFlow(training, population, TIME, WorkMonitor.NONE).at(Double.POSITIVE_INFINITY);
            Minimiser minimiser = Minimiser.of(training, 0);
            assertEquals(end.trainLoss(), minimiser.trainLoss(), 1e-9);
            assertEquals(end.testLoss(), minimiser.loss(population), 1e-9);
            assertEquals(minimiser.trainLoss(), minimiser.loss(training), 1e-9,
                    "fresh noise is nothing new to an average over it");
        }
    }

    /// Loss and responses under the law of the data are means over many fresh states: within five standard errors.
    @Test
    void populationMomentsStandForFreshStates() {
        RandomFeatures features = features(30);
        int many = 40_000;
        try (Session session = Session.seeded(1)) {
            FeatureMoments population = FeatureMoments.population(features, noised(), TIME, session);
            Minimiser minimiser = Minimiser.of(FeatureMoments.of(features, patterns(15, "patterns"), TIME, session), 1e-3);
            Matrix fresh = patterns(many, "fresh");
            NoisedFeatures sample = NoisedFeatures.draw(features, fresh, TIME, 1, RandomStream.named(1, "fresh noise"));
            double loss = minimiser.loss(population);
            assertEquals(loss, loss(minimiser.weights(), sample), 5 * loss * Math.sqrt(2.0 / (many * DIMENSION)));
            double[] responses = minimiser.responses(population, TIME);
            for (int k = 0; k < DIMENSION; k++) {
                double sum = 0;
                double squares = 0;
                for (int i = 0; i < many; i++) {
                    double state = Math.exp(-TIME) * fresh.get(i, k) + Math.sqrt(NOISE) * sample.noise().get(i, k);
                    double score = answer(minimiser.weights(), sample.features().row(i))[k] / Math.sqrt(NOISE);
                    double product = score * state / noised()[k];
                    sum += product;
                    squares += product * product;
                }
                assertEquals(sum / many, responses[k], 5 * Math.sqrt(squares) / many, "coordinate " + k);
            }
        }
    }
}
