package org.remanence.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Matrix;

/// Random matrices and comparisons for the tests of this package.
final class Samples {
    /// One, primes, powers of two beside them.
    static final int[] SIZES = {1, 2, 3, 7, 16, 17, 53};

    private Samples() { }

    /// Every library of this machine, the plain one first.
    static List<Blas> libraries() {
        return List.of(new PlainBlas("the twin"), new OpenBlas(1), new OpenBlas(2));
    }

    static Matrix normal(long index, int rows, int columns) {
        double[] values = new double[rows * columns];
        RandomStream.named(1, "matrix").gaussians(index, 0, values, 0, values.length);
        Matrix matrix = Matrix.zeros(rows, columns);
        matrix.write(0, rows, values, 0);
        return matrix;
    }

    static Matrix symmetric(long index, int size) {
        Matrix matrix = normal(index, size, size);
        Entries.mirror(matrix);
        return matrix;
    }

    /// `A Aᵀ + 1`.
    static Matrix positive(long index, int size) {
        Matrix a = normal(index, size, size);
        Matrix product = multiply(a, transpose(a));
        for (int i = 0; i < size; i++) {
            product.set(i, i, product.get(i, i) + 1);
        }
        return product;
    }

    static Matrix transpose(Matrix a) {
        Matrix transposed = Matrix.zeros(a.columns(), (int) a.rows());
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < a.columns(); j++) {
                transposed.set(j, i, a.get(i, j));
            }
        }
        return transposed;
    }

    static Matrix multiply(Matrix a, Matrix b) {
        Matrix c = Matrix.zeros(a.rows(), b.columns());
        new PlainBlas("reference").gemm(1, a, Operand.PLAIN, b, Operand.PLAIN, 0, c);
        return c;
    }

    static Matrix diagonal(double[] values) {
        Matrix matrix = Matrix.zeros(values.length, values.length);
        for (int i = 0; i < values.length; i++) {
            matrix.set(i, i, values[i]);
        }
        return matrix;
    }

    static void assertClose(Matrix expected, Matrix actual, double tolerance) {
        assertEquals(expected.rows(), actual.rows());
        assertEquals(expected.columns(), actual.columns());
        for (int i = 0; i < expected.rows(); i++) {
            for (int j = 0; j < expected.columns(); j++) {
                assertEquals(expected.get(i, j), actual.get(i, j), tolerance, "row " + i + ", column " + j);
            }
        }
    }
}
