package org.remanence.linalg;

import java.lang.foreign.Arena;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;
import org.remanence.text.Text;

/// Cholesky factor of a symmetric positive definite p × p matrix, `A = L Lᵀ`. p³/3 flop, one copy of A.
///
/// @param lower L, lower triangular, positive on the diagonal, zero above it
public record Cholesky(Matrix lower) {
    /// The factor, with one thread; the matrix stays as it is.
    /// @throws IllegalArgumentException if the matrix is not symmetric, finite and positive definite
    public static Cholesky of(Matrix matrix) {
        return of(matrix, Blas.get());
    }

    /// The factor by that library; the matrix stays as it is.
    /// @throws IllegalArgumentException if the matrix is not symmetric, finite and positive definite
    public static Cholesky of(Matrix matrix, Blas blas) {
        Matrix lower = WorkingCopy.doubles(matrix, Arena.ofAuto());
        int minor = blas.cholesky(lower);
        if (minor != 0) {
            throw new IllegalArgumentException(
                    Text.of("the matrix must be positive definite, but its leading minor of order %d of %d is not positive", minor, matrix.columns()));
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
