package org.remanence.linalg;

import org.remanence.tensor.Matrix;

/// Thin singular value decomposition of an m × p matrix, `A = U diag(values) W`, k = min(m, p).
///
/// By divide and conquer: about 6 m p k + 11 k³ flop. Values alone cost less than half.
/// @param values `[k]`, descending
/// @param left U `[m × k]`, orthonormal columns
/// @param right W `[k × p]`, orthonormal rows
public record Svd(double[] values, Matrix left, Matrix right) {
    /// The decomposition, with one thread; the matrix stays as it is.
    /// @throws IllegalArgumentException if the matrix is not finite
    public static Svd of(Matrix matrix) {
        return of(matrix, Blas.get());
    }

    /// The decomposition by that library; the matrix stays as it is.
    /// @throws IllegalArgumentException if the matrix is not finite
    public static Svd of(Matrix matrix, Blas blas) {
        Entries.requireFinite(matrix);
        int k = smaller(matrix);
        Svd svd = new Svd(new double[k], Matrix.zeros(matrix.rows(), k), Matrix.zeros(k, matrix.columns()));
        blas.svd(Entries.copy(matrix), svd.values, svd.left, svd.right);
        return svd;
    }

    /// The singular values alone, descending, with one thread.
    /// @throws IllegalArgumentException if the matrix is not finite
    public static double[] singularValues(Matrix matrix) {
        return singularValues(matrix, Blas.get());
    }

    /// The singular values alone, descending, by that library.
    /// @throws IllegalArgumentException if the matrix is not finite
    public static double[] singularValues(Matrix matrix, Blas blas) {
        Entries.requireFinite(matrix);
        double[] values = new double[smaller(matrix)];
        blas.singularValues(Entries.copy(matrix), values);
        return values;
    }

    private static int smaller(Matrix matrix) {
        return Math.toIntExact(Math.min(matrix.rows(), matrix.columns()));
    }
}
