package org.remanence.linalg;

import java.lang.foreign.Arena;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// A copy of a symmetric matrix for routines that overwrite it.
///
/// What is not finite or not symmetric is refused on the way. One pass copies, a second compares mirrored entries square by
/// square, so that both stay in the cache.
sealed interface WorkingCopy {
    /// How far mirrored entries may differ, in roundoffs of the largest: rounding of whoever summed them.
    double ASYMMETRY = 0x1p13;

    /// All eigenvalues, ascending; the copy loses its meaning.
    double[] values(Blas blas);

    /// Eigenvalues in a range with their vectors; the copy loses its meaning.
    SymmetricEigen vectors(Blas blas, EigenRange range);

    /// One entry, widened.
    double at(long row, int column);

    /// Writes rows of numbers, rounded to the precision of the copy.
    /// @param numbers row-major
    void write(long first, int count, double[] numbers);

    /// Number of rows and columns.
    int order();

    /// In double.
    /// @param copy the memory
    record Doubles(Matrix copy) implements WorkingCopy {
        @Override
        public double[] values(Blas blas) {
            double[] values = new double[order()];
            blas.eigenvalues(copy, values);
            return values;
        }

        @Override
        public SymmetricEigen vectors(Blas blas, EigenRange range) {
            double[] values = blas.eigenvectors(copy, range);
            return new SymmetricEigen(values, widened(copy, values.length));
        }

        @Override
        public double at(long row, int column) {
            return copy.get(row, column);
        }

        @Override
        public void write(long first, int count, double[] numbers) {
            copy.write(first, count, numbers, 0);
        }

        @Override
        public int order() {
            return copy.columns();
        }
    }

    /// In float.
    /// @param copy the memory
    record Floats(FloatMatrix copy) implements WorkingCopy {
        @Override
        public double[] values(Blas blas) {
            double[] values = new double[order()];
            blas.eigenvalues(copy, values);
            return values;
        }

        @Override
        public SymmetricEigen vectors(Blas blas, EigenRange range) {
            double[] values = blas.eigenvectors(copy, range);
            return new SymmetricEigen(values, widened(copy, values.length));
        }

        @Override
        public double at(long row, int column) {
            return copy.get(row, column);
        }

        @Override
        public void write(long first, int count, double[] numbers) {
            float[] rounded = new float[count * copy.columns()];
            for (int i = 0; i < rounded.length; i++) {
                rounded[i] = (float) numbers[i];
                if (Float.isInfinite(rounded[i])) {
                    throw new BadInput("entries must fit into floats, got %s; use double", numbers[i]);
                }
            }
            copy.write(first, count, rounded, 0);
        }

        @Override
        public int order() {
            return copy.columns();
        }
    }

    /// The copy in double, for other routines.
    /// @throws org.remanence.tensor.ShapeException if the matrix is not square
    /// @throws IllegalArgumentException if it is not symmetric, or an entry is not finite
    static Matrix doubles(Rows matrix, Arena arena) {
        Doubles copy = new Doubles(Matrix.zeros(arena, order(matrix), matrix.columns()));
        check(matrix, copy, Precision.DOUBLE);
        return copy.copy;
    }

    /// The copy.
    /// @throws org.remanence.tensor.ShapeException if the matrix is not square
    /// @throws IllegalArgumentException if it is not symmetric, or an entry is not finite or does not fit the precision
    static WorkingCopy of(Rows matrix, Precision precision, Arena arena) {
        WorkingCopy copy = switch (precision) {
            case DOUBLE -> new Doubles(Matrix.zeros(arena, order(matrix), matrix.columns()));
            case FLOAT -> new Floats(FloatMatrix.zeros(arena, order(matrix), matrix.columns()));
        };
        check(matrix, copy, precision);
        return copy;
    }

    private static long order(Rows matrix) {
        Check.size("rows", matrix.rows(), "columns", matrix.columns());
        return matrix.rows();
    }

    private static void check(Rows matrix, WorkingCopy copy, Precision precision) {
        double roundoff = Math.max(precision.unitRoundoff(), matrix.precision().unitRoundoff());
        requireSymmetric(copy, ASYMMETRY * roundoff * fill(matrix, copy));
    }

    private static double fill(Rows matrix, WorkingCopy copy) {
        int p = matrix.columns();
        int height = Math.max(1, (1 << 16) / Math.max(1, p));
        double[] block = new double[Math.multiplyExact(height, p)];
        double largest = 0;
        for (long first = 0; first < p; first += height) {
            int count = (int) Math.min(height, p - first);
            matrix.copy(first, count, block, 0);
            for (int i = 0; i < count * p; i++) {
                if (!(Math.abs(block[i]) < Double.POSITIVE_INFINITY)) {
                    throw new BadInput("entries must be finite, got %s in row %d, column %d", block[i], first + i / p, i % p);
                }
                largest = Math.max(largest, Math.abs(block[i]));
            }
            copy.write(first, count, block);
        }
        return largest;
    }

    private static void requireSymmetric(WorkingCopy copy, double bound) {
        int square = 64;
        for (int row = 0; row < copy.order(); row += square) {
            for (int column = 0; column <= row; column += square) {
                requireSymmetric(copy, bound, row, Math.min(copy.order(), row + square), column, column + square);
            }
        }
    }

    private static void requireSymmetric(WorkingCopy copy, double bound, int row, int endRow, int column, int endColumn) {
        for (int i = row; i < endRow; i++) {
            for (int j = column; j < Math.min(i, endColumn); j++) {
                if (Math.abs(copy.at(i, j) - copy.at(j, i)) > bound) {
                    throw new IllegalArgumentException(
                            Text.of("the matrix must be symmetric, got %s in row %d, column %d and %s mirrored", copy.at(i, j), i, j, copy.at(j, i)));
                }
            }
        }
    }

    /// The first rows of a working copy, in memory of their own.
    private static Matrix widened(Rows rows, int count) {
        Matrix wide = Matrix.zeros(count, rows.columns());
        double[] row = new double[rows.columns()];
        for (int k = 0; k < count; k++) {
            rows.copy(k, 1, row, 0);
            wide.setRow(k, row);
        }
        return wide;
    }
}
