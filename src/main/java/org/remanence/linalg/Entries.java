package org.remanence.linalg;

import java.lang.foreign.MemorySegment;
import org.remanence.tensor.Matrix;
import org.remanence.text.Text;

/// What is asked of matrices before they go to a routine that does not ask.
final class Entries {
    private static final int SQUARE = 64;

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
                            Text.of("entries must be finite, got %s in row %d, column %d", matrix.get(i, j), i, j));
                }
                largest = Math.max(largest, entry);
            }
        }
        return largest;
    }

    /// Copies the lower triangle to the upper, square by square, so that reads and writes stay in the cache.
    static void mirror(Matrix matrix) {
        int p = matrix.columns();
        for (int row = 0; row < p; row += SQUARE) {
            for (int column = 0; column <= row; column += SQUARE) {
                for (int i = row; i < Math.min(p, row + SQUARE); i++) {
                    for (int j = column; j < Math.min(i, column + SQUARE); j++) {
                        matrix.set(j, i, matrix.get(i, j));
                    }
                }
            }
        }
    }
}
