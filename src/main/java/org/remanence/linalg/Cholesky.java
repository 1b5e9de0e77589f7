package org.remanence.linalg;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;
import org.remanence.text.Text;

/// Cholesky factor of a symmetric positive definite p × p matrix, `A = L Lᵀ`. p³/3 flop, one copy of A.
///
/// @param lower L, lower triangular, positive on the diagonal, zero above it
public record Cholesky(Matrix lower) {
    private static final int BLOCK = 64;

    /// The factor, with one thread; the matrix stays as it is.
    /// @throws IllegalArgumentException if the matrix is not symmetric, finite and positive definite
    public static Cholesky of(Matrix matrix) {
        return of(matrix, Blas.get());
    }

    /// The factor by that library; the matrix stays as it is.
    /// @throws IllegalArgumentException if the matrix is not symmetric, finite and positive definite
    public static Cholesky of(Matrix matrix, Blas blas) {
        return factor(WorkingCopy.doubles(matrix, Arena.ofAuto()), blas);
    }

    /// The factor of `A + shift I`, with one thread; of A the lower triangle is read alone, and stays as it is.
    /// @param arena owner of its memory
    /// @throws IllegalArgumentException if the shifted matrix is not positive definite
    public static Cholesky shifted(Matrix matrix, double shift, Arena arena) {
        int p = matrix.columns();
        Check.size("rows", matrix.rows(), "columns", p);
        Matrix lower = Matrix.zeros(arena, p, p);
        for (int i = 0; i < p; i++) {
            long bytes = (i + 1L) * Double.BYTES;
            MemorySegment.copy(matrix.slice(i, 1).segment(), 0, lower.slice(i, 1).segment(), 0, bytes);
            lower.set(i, i, lower.get(i, i) + shift);
        }
        return factor(lower, Blas.get());
    }

    /// In the memory of the matrix.
    private static Cholesky factor(Matrix lower, Blas blas) {
        int minor = blas.cholesky(lower);
        if (minor != 0) {
            throw new IllegalArgumentException(
                    Text.of("the matrix must be positive definite, but its leading minor of order %d of %d is not positive", minor, lower.columns()));
        }
        for (int i = 0; i < lower.columns(); i++) {
            for (int j = i + 1; j < lower.columns(); j++) {
                lower.set(i, j, 0);
            }
        }
        return new Cholesky(lower);
    }

    /// `ln det A`.
    public double logDeterminant() {
        double half = 0;
        for (int i = 0; i < lower.columns(); i++) {
            half += Math.log(lower.get(i, i));
        }
        return 2 * half;
    }

    /// Replaces b by the solution x of `A x = b`. 2 p² flop.
    /// @param b `[p]`
    public void solve(double[] b) {
        solveLower(b);
        for (int i = b.length - 1; i >= 0; i--) {
            b[i] /= lower.get(i, i);
            for (int j = 0; j < i; j++) {
                b[j] = Math.fma(-lower.get(i, j), b[i], b[j]);
            }
        }
    }

    /// Replaces the columns of B by the solutions X of `A X = B`. 2 p² k flop for k columns, most of it in products of matrices.
    /// @param b `[p × k]`
    public void solve(Matrix b) {
        int p = lower.columns();
        Check.size("rows of B", b.rows(), "order of the matrix", p);
        for (int first = 0; first < p; first += BLOCK) {
            int count = Math.min(BLOCK, p - first);
            if (first > 0) {
                Blas.get().gemm(-1, panel(first, count), Operand.PLAIN, b.slice(0, first), Operand.PLAIN, 1,
                        b.slice(first, count));
            }
            solveBlock(first, count, b, false);
        }
        for (int first = (p - 1) / BLOCK * BLOCK; first >= 0; first -= BLOCK) {
            int count = Math.min(BLOCK, p - first);
            solveBlock(first, count, b, true);
            if (first > 0) {
                Blas.get().gemm(-1, panel(first, count), Operand.TRANSPOSED, b.slice(first, count), Operand.PLAIN, 1,
                        b.slice(0, first));
            }
        }
    }

    /// Rows of L left of their diagonal block, in one piece.
    private Matrix panel(int first, int count) {
        Matrix panel = Matrix.zeros(count, first);
        long width = (long) first * Double.BYTES;
        for (int i = 0; i < count; i++) {
            MemorySegment.copy(lower.slice(first + i, 1).segment(), 0, panel.segment(), i * width, width);
        }
        return panel;
    }

    /// With a diagonal block of L, or its transpose.
    private void solveBlock(int first, int count, Matrix b, boolean transposed) {
        double[][] rows = b.slice(first, count).toArray();
        double[][] block = lower.slice(first, count).toArray();
        for (int step = 0; step < count; step++) {
            int i = transposed ? count - 1 - step : step;
            for (int j = transposed ? i + 1 : 0; j < (transposed ? count : i); j++) {
                double entry = transposed ? block[j][first + i] : block[i][first + j];
                for (int k = 0; k < rows[i].length; k++) {
                    rows[i][k] = Math.fma(-entry, rows[j][k], rows[i][k]);
                }
            }
            for (int k = 0; k < rows[i].length; k++) {
                rows[i][k] /= block[i][first + i];
            }
            b.setRow(first + i, rows[i]);
        }
    }

    /// Replaces b by the solution y of `L y = b`, so that `|y|² = bᵀ A⁻¹ b`. p² flop.
    /// @param b `[p]`
    public void solveLower(double[] b) {
        Check.size("length of b", b.length, "order of the matrix", lower.columns());
        for (int i = 0; i < b.length; i++) {
            for (int j = 0; j < i; j++) {
                b[i] = Math.fma(-lower.get(i, j), b[j], b[i]);
            }
            b[i] /= lower.get(i, i);
        }
    }

    /// Replaces z by `L z`: white noise becomes noise of covariance A. p² flop.
    /// @param z `[p]`
    public void multiply(double[] z) {
        Check.size("length of z", z.length, "order of the matrix", lower.columns());
        for (int i = z.length - 1; i >= 0; i--) {
            double sum = 0;
            for (int j = 0; j <= i; j++) {
                sum = Math.fma(lower.get(i, j), z[j], sum);
            }
            z[i] = sum;
        }
    }
}
