package org.remanence.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.remanence.Golden;
import org.remanence.linalg.WorkMonitor;
import org.remanence.random.RandomStream;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

class LearnedScoreTest {
    private static Matrix normal(int rows, int columns, String purpose) {
        Matrix matrix = Matrix.zeros(rows, columns);
        double[] row = new double[columns];
        for (int i = 0; i < rows; i++) {
            RandomStream.named(1, purpose).gaussians(i, 0, row, 0, columns);
            matrix.setRow(i, row);
        }
        return matrix;
    }

    private static Matrix matrix(double[] flat, int rows, int columns) {
        Matrix matrix = Matrix.zeros(rows, columns);
        matrix.write(0, rows, flat, 0);
        return matrix;
    }

    private static double[] flat(Matrix matrix) {
        return Arrays.stream(matrix.toArray()).flatMapToDouble(Arrays::stream).toArray();
    }

    @Test
    void weightsOfATinyProblem() {
        Golden golden = Golden.read("features", "learned_weights").getFirst();
        var moments = new FeatureMoments(matrix(golden.params("U"), 3, 3), matrix(golden.params("V"), 3, 2));
        var weights = new FlowWeights(moments, -Math.expm1(-2 * golden.param("t")), WorkMonitor.NONE);
        double[] found = Arrays.copyOf(flat(weights.at(golden.param("tau"), 0)), 12);
        System.arraycopy(flat(weights.at(Double.POSITIVE_INFINITY, 0)), 0, found, 6, 6);
        golden.check(Arrays.stream(found).map(each -> each * Math.sqrt(3)).toArray());
    }

    /// Linear features that span the space learn the best linear score of the patterns, −(s² X Xᵀ/n + (v + w) I)⁻¹ x, with the
    /// ridge w a diagonal in the features: none here, and eigenvalues of U that vanish beyond the dimension.
    @Test
    void linearFeaturesLearnTheCovarianceOfThePatterns() {
        int d = 3;
        Matrix patterns = normal(7, d, "patterns");
        Matrix states = normal(5, d, "states");
        double time = 0.4;
        double s = Math.exp(-time);
        double v = -Math.expm1(-2 * time);
        try (Session session = Session.seeded(1)) {
            RandomFeatures features = RandomFeatures.draw(8, d, FeatureFunction.IDENTITY, false,
                    RandomStream.named(1, "weights"));
            LearnedScore score = new TimewiseTraining(features, patterns, new double[] {Double.POSITIVE_INFINITY}, 0, session)
                    .score(0);
            Matrix learned = Matrix.zeros(5, d);
            score.score(states, time, learned);
            for (int b = 0; b < 5; b++) {
                double[] y = learned.row(b);
                for (int i = 0; i < d; i++) {
                    double image = v * y[i];
                    for (int nu = 0; nu < 7; nu++) {
                        double[] x = patterns.row(nu);
                        image += s * s / 7 * x[i] * (x[0] * y[0] + x[1] * y[1] + x[2] * y[2]);
                    }
                    assertEquals(-states.get(b, i), image, 1e-9, "rounding, over the smallest eigenvalue");
                }
            }
        }
    }

    /// Row by row, and to the bit whatever the batch and the order of training.
    @Test
    void aStateHasTheSameScoreInEveryBatch() {
        Matrix states = normal(150, 4, "states");
        RandomFeatures features = RandomFeatures.draw(30, 4, FeatureFunction.TANH, false, RandomStream.named(1, "weights"));
        Matrix patterns = normal(9, 4, "patterns");
        double[] until = {1, 100};
        try (Session session = Session.seeded(1); Session other = new Session(1, 3, Progress.SILENT)) {
            var lazy = new TimewiseTraining(features, patterns, until, 0.01, session);
            var eager = new TimewiseTraining(features, patterns, until, 0.01, other);
            eager.train(0.7, 0.2, 0.7);
            Matrix whole = Matrix.zeros(150, 4);
            lazy.score(1).score(states, 0.2, whole);
            Matrix tail = Matrix.zeros(77, 4);
            eager.score(1).score(states.slice(73, 77), 0.2, tail);
            Matrix weights = lazy.weights(0.2, 1);
            for (int b = 0; b < 77; b++) {
                assertArrayEquals(whole.row(73 + b), tail.row(b));
                double[] x = states.row(73 + b);
                double[] expected = new double[4];
                for (int i = 0; i < 30; i++) {
                    double[] w = features.weights().row(i);
                    double seen = Math.tanh((w[0] * x[0] + w[1] * x[1] + w[2] * x[2] + w[3] * x[3]) / 2);
                    for (int k = 0; k < 4; k++) {
                        expected[k] += weights.get(k, i) * seen;
                    }
                }
                assertArrayEquals(expected, tail.row(b), 1e-12);
            }
        }
    }

    /// The ridge makes the minimiser that of Cholesky: (U + λ) Bᵀ = −V/√v.
    @Test
    void ridgeShiftsTheEigenvalues() {
        RandomFeatures features = RandomFeatures.draw(6, 3, FeatureFunction.ERF, false, RandomStream.named(1, "weights"));
        double time = 0.3;
        double root = Math.sqrt(-Math.expm1(-2 * time));
        try (Session session = Session.seeded(1)) {
            FeatureMoments moments = FeatureMoments.of(features, normal(4, 3, "patterns"), time, session);
            Matrix weights = new FlowWeights(moments, -Math.expm1(-2 * time), WorkMonitor.NONE).at(Double.POSITIVE_INFINITY, 0.2);
            for (int k = 0; k < 3; k++) {
                for (int i = 0; i < 6; i++) {
                    double image = 0.2 * weights.get(k, i);
                    for (int j = 0; j < 6; j++) {
                        image += moments.second().get(i, j) * weights.get(k, j);
                    }
                    assertEquals(-moments.cross().get(i, k) / root, image, 1e-13);
                }
            }
        }
    }

    @Test
    void refusesWhatCannotBeTrained() {
        RandomFeatures features = RandomFeatures.draw(6, 3, FeatureFunction.ERF, false, RandomStream.named(1, "weights"));
        try (Session session = Session.seeded(1)) {
            assertThrows(IllegalArgumentException.class, () -> new TimewiseTraining(features, normal(4, 2, "patterns"),
                    new double[] {1}, 0, session));
            assertThrows(IllegalArgumentException.class, () -> new TimewiseTraining(features, normal(4, 3, "patterns"),
                    new double[] {-1}, 0, session));
            assertThrows(IllegalArgumentException.class, () -> new TimewiseTraining(features, normal(4, 3, "patterns"),
                    new double[] {1}, -1, session));
            LearnedScore score = new TimewiseTraining(features, normal(4, 3, "patterns"), new double[] {1}, 0, session).score(0);
            assertThrows(IllegalArgumentException.class, () -> score.score(normal(2, 3, "states"), 0, Matrix.zeros(2, 3)));
        }
    }
}
