package org.remanence.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.remanence.tensor.Matrix;

/// Rows beyond one block of 2²⁰ numbers, against sums written out. Tolerance: rounding of sums of 1100 products of order one.
class BlocksOfRowsTest {
    private static final Blas BLAS = new OpenBlas(1);
    private static final double ROUNDING = 1e-11;

    private final Matrix rows = shifted(1100, 1009);

    private static Matrix shifted(int n, int d) {
        Matrix rows = Samples.normal(51, n, d);
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < d; k++) {
                rows.set(i, k, rows.get(i, k) + k % 7);
            }
        }
        return rows;
    }

    @Test
    void meanAndTotalCountEveryRow() {
        double[] mean = Covariance.mean(rows);
        double total = 0;
        for (int k = 0; k < 1009; k++) {
            double sum = 0;
            for (int i = 0; i < 1100; i++) {
                sum += rows.get(i, k);
            }
            assertEquals(sum / 1100, mean[k], ROUNDING);
            for (int i = 0; i < 1100; i++) {
                total += Math.pow(rows.get(i, k) - sum / 1100, 2) / 1100;
            }
        }
        assertEquals(total, Covariance.total(rows, mean), 1009 * ROUNDING);
    }

    @Test
    void operatorsThatAreNeverFormedSeeEveryRow() {
        double[] mean = Covariance.mean(rows);
        assertProducts(LinearOperator.covariance(rows, mean, BLAS), Covariance.of(rows).matrix());
        assertProducts(LinearOperator.gram(rows, mean, BLAS), Gram.of(rows, BLAS).matrix());
    }

    @Test
    void gramMatrixHoldsTheProductsOfEveryPair() {
        Gram gram = Gram.of(rows, BLAS);
        double[] mean = Covariance.mean(rows);
        for (int[] pair : new int[][] {{0, 0}, {1, 700}, {1038, 1039}, {1039, 1038}, {1099, 3}, {1099, 1099}}) {
            double sum = 0;
            for (int k = 0; k < 1009; k++) {
                sum += (rows.get(pair[0], k) - mean[k]) * (rows.get(pair[1], k) - mean[k]) / 1100;
            }
            assertEquals(sum, gram.matrix().get(pair[0], pair[1]), ROUNDING);
        }
        assertEquals(rows.get(1099, 5) - mean[5], gram.centred().get(1099, 5), ROUNDING);
    }

    private static void assertProducts(LinearOperator operator, Matrix formed) {
        Matrix vectors = Samples.normal(52, 3, operator.order());
        Matrix products = Matrix.zeros(3, operator.order());
        operator.apply(vectors, products);
        Matrix expected = Matrix.zeros(3, operator.order());
        BLAS.gemm(1, vectors, Operand.PLAIN, formed, Operand.PLAIN, 0, expected);
        Samples.assertClose(expected, products, 100 * ROUNDING);
    }
}
