package org.remanence.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.linalg.Blas;
import org.remanence.linalg.EigenSolver;
import org.remanence.linalg.SymmetricEigen;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Matrix;

class GaussianEquivalentTest {
    private static final GaussianEquivalent EQUIVALENT = new GaussianEquivalent(0.4, 0.5, 0.05, 0.03, 0.1);
    private static final int DIMENSION = 7;
    private static final int PATTERNS = 5;

    private static Matrix normal(String name, int rows, int columns) {
        Matrix matrix = Matrix.zeros(rows, columns);
        double[] row = new double[columns];
        for (int i = 0; i < rows; i++) {
            RandomStream.named(2, name).gaussians(i, 0, row, 0, columns);
            matrix.setRow(i, row);
        }
        return matrix;
    }

    /// Entry by entry from the definition, and the spectrum of the matrix from its smaller factor, with more features and with
    /// fewer.
    @ParameterizedTest
    @ValueSource(ints = {40, 9})
    void eigenvaluesOfTheSmallerFactor(int features) {
        Matrix weights = normal("weights", features, DIMENSION);
        Matrix patterns = normal("patterns", PATTERNS, DIMENSION);
        Matrix factor = EQUIVALENT.factor(weights, patterns, RandomStream.named(2, "random"));
        FeatureMoments moments = EQUIVALENT.training(factor, weights);
        double noise = -Math.expm1(-0.2);
        double[][] random = normal("random", features, PATTERNS).toArray();
        for (int i = 0; i < features; i++) {
            for (int j = 0; j < features; j++) {
                double expected = 0.16 + (i == j ? 0.03 : 0) + noise * 0.25 * dot(weights.row(i), weights.row(j)) / DIMENSION;
                for (int nu = 0; nu < PATTERNS; nu++) {
                    expected += (Math.exp(-0.1) * 0.5 * dot(weights.row(i), patterns.row(nu)) / Math.sqrt(DIMENSION)
                            + Math.sqrt(0.05) * random[i][nu])
                            * (Math.exp(-0.1) * 0.5 * dot(weights.row(j), patterns.row(nu)) / Math.sqrt(DIMENSION)
                            + Math.sqrt(0.05) * random[j][nu])
                            / PATTERNS;
                }
                assertEquals(expected, moments.second().get(i, j), 1e-13);
            }
            assertEquals(0.5 * Math.sqrt(noise / DIMENSION) * weights.get(i, 2), moments.cross().get(i, 2), 1e-15);
        }
        double[] eigenvalues = EQUIVALENT.eigenvalues(factor, new EigenSolver(Blas.get()));
        double[] expected = SymmetricEigen.values(moments.second());
        Arrays.sort(expected);
        assertArrayEquals(expected, eigenvalues, 1e-12);
    }

    @Test
    void operatorIsTheMatrix() {
        Matrix weights = normal("weights", 40, DIMENSION);
        Matrix factor = EQUIVALENT.factor(weights, normal("patterns", PATTERNS, DIMENSION), RandomStream.named(2, "random"));
        Matrix second = EQUIVALENT.training(factor, weights).second();
        Matrix vectors = normal("vectors", 2, 40);
        Matrix products = Matrix.zeros(2, 40);
        EQUIVALENT.operator(factor, Blas.get()).apply(vectors, products);
        for (int i = 0; i < 40; i++) {
            assertEquals(dot(second.row(i), vectors.row(1)), products.get(1, i), 1e-12);
        }
    }

    /// Ũ = a² W Σ_t Wᵀ/d + μ₀² + (v² + s²) 1.
    @Test
    void populationOfTheLaw() {
        Matrix weights = normal("weights", 4, 2);
        FeatureMoments population = EQUIVALENT.population(weights, new double[] {2, 0.5});
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                double expected = 0.25 * (2 * weights.get(i, 0) * weights.get(j, 0) + 0.5 * weights.get(i, 1) * weights.get(j,
                        1)) / 2 + 0.16
                        + (i == j ? 0.08 : 0);
                assertEquals(expected, population.second().get(i, j), 1e-14);
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
