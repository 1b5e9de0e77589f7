package org.remanence.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.ShapeException;

/// Each decomposition multiplied out again. Tolerance: rounding, some p ulps of the largest value, at most 60 for normal
/// matrices of these sizes and 250 for their squares.
class DecompositionLawTest {
    private static final double ROUNDING = 2e-12;

    @ParameterizedTest
    @MethodSource("org.remanence.linalg.Samples#libraries")
    void eigenvectorsRebuildTheMatrix(Blas blas) {
        for (int size : Samples.SIZES) {
            Matrix a = Samples.symmetric(4, size);
            SymmetricEigen eigen = SymmetricEigen.of(a, blas);
            Matrix columns = Samples.transpose(eigen.vectors());
            Samples.assertClose(Samples.multiply(a, columns),
                    Samples.multiply(columns, Samples.diagonal(eigen.values())), ROUNDING);
            Samples.assertClose(identity(size), Samples.multiply(eigen.vectors(), columns), ROUNDING);
            assertAscending(eigen.values());
            assertArrayEquals(eigen.values(), SymmetricEigen.values(a, blas), ROUNDING);
            assertArrayEquals(SymmetricEigen.values(a, new PlainBlas("the twin")), eigen.values(), ROUNDING);
        }
    }

    @ParameterizedTest
    @MethodSource("org.remanence.linalg.Samples#libraries")
    void degenerateEigenvaluesAreFound(Blas blas) {
        Matrix ones = Matrix.zeros(9, 9);
        for (int i = 0; i < 81; i++) {
            ones.set(i / 9, i % 9, 1);
        }
        assertArrayEquals(new double[] {0, 0, 0, 0, 0, 0, 0, 0, 9}, SymmetricEigen.of(ones, blas).values(), 1e-14);
        assertArrayEquals(new double[5], SymmetricEigen.of(Matrix.zeros(5, 5), blas).values());
    }

    @ParameterizedTest
    @MethodSource("org.remanence.linalg.Samples#libraries")
    void singularVectorsRebuildTheMatrix(Blas blas) {
        for (int rows : Samples.SIZES) {
            for (int columns : Samples.SIZES) {
                Matrix a = Samples.normal(5, rows, columns);
                Svd svd = Svd.of(a, blas);
                Matrix scaled = Samples.multiply(svd.left(), Samples.diagonal(svd.values()));
                Samples.assertClose(a, Samples.multiply(scaled, svd.right()), ROUNDING);
                Matrix unit = identity(Math.min(rows, columns));
                Samples.assertClose(unit, Samples.multiply(Samples.transpose(svd.left()), svd.left()), ROUNDING);
                Samples.assertClose(unit, Samples.multiply(svd.right(), Samples.transpose(svd.right())), ROUNDING);
                assertArrayEquals(svd.values(), Svd.singularValues(a, blas), ROUNDING);
                assertArrayEquals(Svd.singularValues(a, new PlainBlas("the twin")), svd.values(), ROUNDING);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.remanence.linalg.Samples#libraries")
    void choleskyFactorSolvesAndMultipliesOut(Blas blas) {
        for (int size : Samples.SIZES) {
            Matrix a = Samples.positive(6, size);
            Cholesky cholesky = Cholesky.of(a, blas);
            Samples.assertClose(a, Samples.multiply(cholesky.lower(), Samples.transpose(cholesky.lower())), ROUNDING);
            double logDeterminant = 0;
            for (double value : SymmetricEigen.values(a)) {
                logDeterminant += Math.log(value);
            }
            assertEquals(logDeterminant, cholesky.logDeterminant(), 1e-10, "condition number 250 at most");
            double[] x = Samples.normal(7, 1, size).row(0);
            double[] b = Samples.multiply(a, Samples.transpose(Matrix.of(new double[][] {x}))).segment()
                    .toArray(java.lang.foreign.ValueLayout.JAVA_DOUBLE);
            double[] half = b.clone();
            cholesky.solve(b);
            assertArrayEquals(x, b, 1e-10, "condition number 250 at most");
            cholesky.solveLower(half);
            cholesky.multiply(half);
            double[] again = half.clone();
            cholesky.solve(again);
            assertArrayEquals(x, again, 1e-10, "condition number 250 at most");
        }
    }

    /// Several right sides at once, more rows than two blocks; what stands above the diagonal is not read.
    @Test
    void choleskySolvesForManyColumns() {
        int size = 150;
        Matrix a = Samples.positive(6, size);
        Matrix x = Samples.normal(7, size, 3);
        Matrix b = Samples.multiply(a, x);
        Cholesky.of(a).solve(b);
        Samples.assertClose(x, b, 1e-10);
        Matrix shifted = Samples.positive(6, size);
        for (int i = 0; i < size; i++) {
            shifted.set(i, i, shifted.get(i, i) + 2);
        }
        Matrix lower = Samples.positive(6, size);
        for (int j = 1; j < size; j++) {
            lower.set(0, j, Double.NaN);
        }
        Samples.assertClose(Cholesky.of(shifted).lower(), Cholesky.shifted(lower, 2, Arena.ofAuto()).lower(), ROUNDING);
        assertThrows(ShapeException.class, () -> Cholesky.of(skewFree()).solve(Matrix.zeros(3, 1)));
    }

    @ParameterizedTest
    @MethodSource("org.remanence.linalg.Samples#libraries")
    void choleskyNamesTheFailingMinor(Blas blas) {
        Matrix a = Matrix.of(new double[][] {{4, 2, 0}, {2, 1, 0}, {0, 0, 1}});
        var refused = assertThrows(IllegalArgumentException.class, () -> Cholesky.of(a, blas));
        assertTrue(refused.getMessage().contains("order 2 of 3"), refused.getMessage());
    }

    @Test
    void refusesWhatIsNotSymmetricOrNotFinite() {
        Matrix skew = Matrix.of(new double[][] {{1, 2}, {3, 4}});
        assertTrue(assertThrows(IllegalArgumentException.class, () -> SymmetricEigen.of(skew)).getMessage()
                .contains("symmetric"));
        Matrix nan = Matrix.of(new double[][] {{Double.NaN, 2}, {2, 4}});
        assertThrows(IllegalArgumentException.class, () -> SymmetricEigen.values(nan));
        assertThrows(IllegalArgumentException.class, () -> Svd.of(nan));
        assertThrows(IllegalArgumentException.class, () -> Cholesky.of(nan));
        assertThrows(ShapeException.class, () -> Cholesky.of(Samples.normal(1, 2, 3)));
        assertThrows(ShapeException.class, () -> Cholesky.of(skewFree()).solve(new double[3]));
    }

    private static Matrix skewFree() {
        return identity(2);
    }

    private static Matrix identity(int size) {
        double[] ones = new double[size];
        java.util.Arrays.fill(ones, 1);
        return Samples.diagonal(ones);
    }

    private static void assertAscending(double[] values) {
        for (int k = 1; k < values.length; k++) {
            assertTrue(values[k - 1] <= values[k]);
        }
    }
}
