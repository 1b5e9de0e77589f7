package org.remanence.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.remanence.Golden;
import org.remanence.linalg.Blas;
import org.remanence.linalg.Operand;
import org.remanence.linalg.SymmetricProduct;
import org.remanence.linalg.WorkMonitor;
import org.remanence.random.RandomStream;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import tools.jackson.databind.JsonNode;

class GradientFlowTest {
    private static final double TIME = 0.3;

    private static Matrix normal(String name, int rows, int columns) {
        Matrix matrix = Matrix.zeros(rows, columns);
        double[] row = new double[columns];
        for (int i = 0; i < rows; i++) {
            RandomStream.named(1, name).gaussians(i, 0, row, 0, columns);
            matrix.setRow(i, row);
        }
        return matrix;
    }

    private static double[] ones(int d) {
        double[] ones = new double[d];
        Arrays.fill(ones, 1);
        return ones;
    }

    static List<Golden> systems() {
        return Golden.read("features", "tiny_flow");
    }

    /// Moments in two dimensions by double integrals or over two noises of each pattern, weights by Runge–Kutta steps, test
    /// losses by the
    /// arcsine kernel, all in another language. Rows of W that are nearly parallel need all orders of the series.
    @ParameterizedTest
    @MethodSource("systems")
    void smallSystemInClosedForm(Golden golden) {
        RandomFeatures features = new RandomFeatures(matrix(golden.params().get("W")), FeatureFunction.ERF);
        Matrix patterns = transposed(matrix(golden.params().get("X")));
        double time = golden.param("t");
        double until = golden.param("tau");
        double noiseSquare = 1;
        try (Session session = Session.seeded(1)) {
            FeatureMoments training = FeatureMoments.of(features, patterns, time, session);
            if (golden.params().has("XI")) {
                Matrix noise = transposed(matrix(golden.params().get("XI")));
                training = noised(features, patterns, noise, time);
                noiseSquare = Arrays.stream(flat(noise.toArray())).map(each -> each * each).average().orElseThrow();
            }
            FeatureMoments population = FeatureMoments.population(features, ones(2), time, session);
            var flow = new GradientFlow(training, population, time, WorkMonitor.NONE);
            double rate = -2 * Math.expm1(-2 * time) * 2 / 3;
            GradientFlow.Losses some = flow.at(until);
            GradientFlow.Losses all = flow.at(1e9);
            double[][] weights = new TrainingSteps(training, time).limit(until, 1000);
            golden.check(Stream.of(flat(training.second().toArray()), flat(training.cross().toArray()),
                    Arrays.stream(flow.eigenvalues()).map(each -> rate * each).toArray(),
                    new double[] {some.trainLoss() + noiseSquare - 1, some.testLoss(), all.trainLoss() + noiseSquare - 1,
                    all.testLoss()},
                    Arrays.stream(flat(weights)).map(each -> Math.sqrt(3) * each).toArray()).flatMapToDouble(Arrays::stream)
                    .toArray());
        }
    }

    /// Means over consecutive noises of each pattern.
    private static FeatureMoments noised(RandomFeatures features, Matrix patterns, Matrix noise, double time) {
        int draws = (int) (noise.rows() / patterns.rows());
        double v = -Math.expm1(-2 * time);
        Matrix states = Matrix.zeros(noise.rows(), noise.columns());
        for (int i = 0; i < noise.rows(); i++) {
            for (int k = 0; k < noise.columns(); k++) {
                states.set(i, k, Math.exp(-time) * patterns.get(i / draws, k) + Math.sqrt(v) * noise.get(i, k));
            }
        }
        Matrix values = Matrix.zeros(noise.rows(), features.features());
        features.apply(states, values);
        Matrix second = SymmetricProduct.of(values, Operand.TRANSPOSED, Blas.get());
        Matrix cross = Matrix.zeros(features.features(), features.dimension());
        Blas.get().gemm(1.0 / noise.rows(), values, Operand.TRANSPOSED, noise, Operand.PLAIN, 0, cross);
        for (int i = 0; i < second.columns(); i++) {
            for (int j = 0; j < second.columns(); j++) {
                second.set(i, j, second.get(i, j) / noise.rows());
            }
        }
        return new FeatureMoments(second, cross);
    }

    private static Matrix transposed(Matrix matrix) {
        Matrix transposed = Matrix.zeros(matrix.columns(), Math.toIntExact(matrix.rows()));
        for (int i = 0; i < matrix.rows(); i++) {
            for (int k = 0; k < matrix.columns(); k++) {
                transposed.set(k, i, matrix.get(i, k));
            }
        }
        return transposed;
    }

    private static Matrix matrix(JsonNode rows) {
        double[][] values = new double[rows.size()][];
        Arrays.setAll(values, i -> Golden.numbers(rows.get(i)));
        return Matrix.of(values);
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }

    /// Explicit Euler steps, without eigenvectors.
    @Test
    void closedFormIsTheLimitOfEulerSteps() {
        RandomFeatures features = RandomFeatures.draw(12, 20, FeatureFunction.TANH, false, RandomStream.named(1, "weights"));
        try (Session session = Session.seeded(1)) {
            FeatureMoments training = FeatureMoments.of(features, normal("patterns", 8, 20), TIME, session);
            FeatureMoments population = FeatureMoments.population(features, ones(20), TIME, session);
            var flow = new GradientFlow(training, population, TIME, WorkMonitor.NONE);
            for (double until : new double[] {0.2, 2}) {
                GradientFlow.Losses exact = flow.at(until);
                double[][] weights = new TrainingSteps(training, TIME).limit(until, 2000);
                assertEquals(new TrainingSteps(training, TIME).loss(weights), exact.trainLoss(), 1e-8);
                assertEquals(new TrainingSteps(population, TIME).loss(weights), exact.testLoss(), 1e-8);
            }
            assertEquals(1, flow.at(0).trainLoss(), 1e-15);
        }
    }

    @Test
    void slopesSharesAndTimesAreThoseOfTheLosses() {
        RandomFeatures features = RandomFeatures.draw(12, 20, FeatureFunction.TANH, false, RandomStream.named(1, "weights"));
        try (Session session = Session.seeded(1)) {
            FeatureMoments training = FeatureMoments.of(features, normal("patterns", 8, 20), TIME, session);
            FeatureMoments population = FeatureMoments.population(features, ones(20), TIME, session);
            var flow = new GradientFlow(training, population, TIME, WorkMonitor.NONE);
            double step = 1e-4;
            double difference = flow.at(0.5 + step).testLoss() - flow.at(0.5 - step).testLoss();
            assertEquals(difference / (2 * step), flow.at(0.5).testSlope(), 1e-7, "the step squared");
            assertEquals(1 - flow.at(Double.POSITIVE_INFINITY).trainLoss(), Arrays.stream(flow.lossShares()).sum(), 1e-13);
            assertEquals(12 / (-2 * Math.expm1(-2 * TIME) * 20 * 0.3), flow.timeOf(0.3), 1e-12);
            double[][] weights = new TrainingSteps(training, TIME).limit(0.5, 2000);
            for (int k = 0; k < 20; k++) {
                assertArrayEquals(weights[k], flow.weights(0.5).row(k), 1e-8);
            }
        }
    }

    /// Another path to the same minimum: Adam is not a gradient flow, but it ends where the flow ends.
    @Test
    void flowEndsWhereAdamEnds() {
        RandomFeatures features = RandomFeatures.draw(4, 6, FeatureFunction.TANH, false, RandomStream.named(1, "weights"));
        try (Session session = Session.seeded(1)) {
            FeatureMoments training = FeatureMoments.of(features, normal("patterns", 8, 6), 1, session);
            var flow = new GradientFlow(training, training, 1, WorkMonitor.NONE);
            var steps = new TrainingSteps(training, 1);
            double end = flow.at(Double.POSITIVE_INFINITY).trainLoss();
            assertEquals(end, steps.loss(steps.adam(0.1, 40_000)), 1e-8);
            assertTrue(flow.at(1).trainLoss() > end + 1e-3, "the flow is not over at once");
        }
    }
}
