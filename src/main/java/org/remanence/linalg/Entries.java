package org.remanence.linalg;

import java.lang.foreign.MemorySegment;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;

/// What is asked of matrices before they go to a routine that does not ask.
final class Entries {
    /// How far mirrored entries may differ, in units of the largest entry: rounding of whoever summed them.
    private static final double ASYMMETRY = 0x1p-40;

    private Entries() { }

    static Matrix copy(Matrix matrix) {
        Matrix copy = Matrix.zeros(matrix.rows(), matrix.columns());
        MemorySegment.copy(matrix.segment(), 0, copy.segment(), 0, Double.BYTES * matrix.rows() * matrix.columns());
        return copy;
    }

    /// @return the largest absolute value
    static double requireFinite(Matrix matrix) {
        double largest = 0;
        for (long i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                double entry = Math.abs(matrix.get(i, j));
                if (!(entry < Double.POSITIVE_INFINITY)) {
                    throw new IllegalArgumentException(
                            "entries must be finite, got %s in row %d, column %d".formatted(matrix.get(i, j), i, j));
                }
                largest = Math.max(largest, entry);
            }
        }
        return largest;
    }

    static void requireSymmetric(Matrix matrix) {
        Check.size("rows", matrix.rows(), "columns", matrix.columns());
        double bound = ASYMMETRY * requireFinite(matrix);
        for (int i = 0; i < matrix.columns(); i++) {
            for (int j = 0; j < i; j++) {
                if (Math.abs(matrix.get(i, j) - matrix.get(j, i)) > bound) {
                    throw new IllegalArgumentException(
                            "the matrix must be symmetric, got %s in row %d, column %d and %s mirrored"
                                    .formatted(matrix.get(i, j), i, j, matrix.get(j, i)));
                }
            }
        }
    }

    /// Copies the lower triangle to the upper.
    static void mirror(Matrix matrix) {
        for (int i = 0; i < matrix.columns(); i++) {
            for (int j = 0; j < i; j++) {
                matrix.set(j, i, matrix.get(i, j));
            }
        }
    }
}
