package org.remanence.linalg;

import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Rows;

/// Mean and covariance of rows, divided by their number n.
///
/// Two passes in blocks of rows, in order: the mean first, then products of centred rows, so that data far from the
/// origin lose nothing. n d² flop, memory for d² numbers and one block.
/// @param rows n, how many rows entered
/// @param mean `[d]`
/// @param matrix `[d × d]`, symmetric, positive semidefinite to rounding
public record Covariance(long rows, double[] mean, Matrix matrix) {
    private static final int NUMBERS_IN_A_BLOCK = 1 << 20;

    /// Of all rows, with one thread.
    /// @throws IllegalArgumentException if a number is not finite
    public static Covariance of(Rows rows) {
        return of(rows, Blas.get(), WorkMonitor.NONE);
    }

    /// Of all rows, by that library.
    /// @param watch who waits; hears the number of rows
    /// @throws IllegalArgumentException if a number is not finite
    public static Covariance of(Rows rows, Blas blas, WorkMonitor watch) {
        int d = rows.columns();
        double[] mean = mean(rows);
        Matrix matrix = Matrix.zeros(d, d);
        watch.begin("covariance", rows.rows());
        try {
            forEachBlock(rows, mean, (first, block) -> {
                blas.syrk(1.0 / rows.rows(), block, Operand.TRANSPOSED, first == 0 ? 0 : 1, matrix);
                watch.reached(first + block.rows());
            });
        } finally {
            watch.end();
        }
        Entries.mirror(matrix);
        return new Covariance(rows.rows(), mean, matrix);
    }

    /// Eigenvalues, descending, with one thread; those that rounding made negative are zero.
    public double[] eigenvalues() {
        return Spectrum.descending(SymmetricEigen.values(matrix));
    }

    /// The k largest eigenvalues, descending.
    /// @throws IllegalArgumentException if k is not in [1, d]
    public double[] largestEigenvalues(int k) {
        return new Spectrum(mean, eigenvalues()).largest(k);
    }

    /// Mean of every column.
    /// @throws IllegalArgumentException if a number is not finite
    public static double[] mean(Rows rows) {
        double[] mean = new double[rows.columns()];
        forEachBlock(rows, new double[rows.columns()], (first, block) -> {
            double[] sum = new double[mean.length];
            for (long i = 0; i < block.rows(); i++) {
                for (int k = 0; k < sum.length; k++) {
                    sum[k] += block.get(i, k);
                }
            }
            for (int k = 0; k < sum.length; k++) {
                mean[k] += sum[k];
            }
        });
        for (int k = 0; k < mean.length; k++) {
            mean[k] = Check.finite("mean of column " + k, mean[k] / rows.rows());
        }
        return mean;
    }

    /// Trace of the covariance, by one pass over the rows alone.
    /// @param mean of every column
    public static double total(Rows rows, double[] mean) {
        double[] total = new double[1];
        forEachBlock(rows, mean, (first, block) -> {
            for (long i = 0; i < block.rows(); i++) {
                double length = KrylovBasis.norm(block.slice(i, 1));
                total[0] += length * length / rows.rows();
            }
        });
        return total[0];
    }

    /// What is done with a block of rows that begins at `first`.
    @FunctionalInterface
    interface BlockAction {
        void accept(long first, Matrix block);
    }

    /// Walks through all rows, less `centre`, in blocks of about eight megabytes.
    static void forEachBlock(Rows rows, double[] centre, BlockAction action) {
        int d = rows.columns();
        int height = (int) Math.min(rows.rows(), Math.max(1, NUMBERS_IN_A_BLOCK / d));
        double[] numbers = new double[height * d];
        Matrix block = Matrix.zeros(height, d);
        for (long first = 0; first < rows.rows(); first += height) {
            int count = (int) Math.min(height, rows.rows() - first);
            rows.copy(first, count, numbers, 0);
            for (int i = 0; i < count; i++) {
                for (int k = 0; k < d; k++) {
                    numbers[i * d + k] -= centre[k];
                }
            }
            block.write(0, count, numbers, 0);
            action.accept(first, block.slice(0, count));
        }
    }
}
