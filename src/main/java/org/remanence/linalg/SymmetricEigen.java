package org.remanence.linalg;

import org.remanence.tensor.Matrix;

/// Eigenvalues and eigenvectors of a symmetric p × p matrix, `A v_k = λ_k v_k`.
///
/// About 9 p³ flop and memory for 3 p² numbers beside A: half a second at p = 2000, ten at 4000, on one core twice that.
/// Values alone, from [#values], cost a third and one copy.
/// @param values `[p]`, ascending; absolute error a few ulps of the largest |λ|
/// @param vectors `[p × p]`, row k belongs to value k; orthonormal, signs free
public record SymmetricEigen(double[] values, Matrix vectors) {
    /// The decomposition, with one thread; the matrix stays as it is.
    /// @throws IllegalArgumentException if the matrix is not square, symmetric and finite
    public static SymmetricEigen of(Matrix matrix) {
        return of(matrix, Blas.get());
    }

    /// The decomposition by that library; the matrix stays as it is.
    /// @throws IllegalArgumentException if the matrix is not square, symmetric and finite
    public static SymmetricEigen of(Matrix matrix, Blas blas) {
        Entries.requireSymmetric(matrix);
        Matrix vectors = Entries.copy(matrix);
        double[] values = new double[matrix.columns()];
        blas.eigenvectors(vectors, values);
        return new SymmetricEigen(values, vectors);
    }

    /// The eigenvalues alone, ascending, with one thread.
    /// @throws IllegalArgumentException if the matrix is not square, symmetric and finite
    public static double[] values(Matrix matrix) {
        return values(matrix, Blas.get());
    }

    /// The eigenvalues alone, ascending, by that library.
    /// @throws IllegalArgumentException if the matrix is not square, symmetric and finite
    public static double[] values(Matrix matrix, Blas blas) {
        Entries.requireSymmetric(matrix);
        double[] values = new double[matrix.columns()];
        blas.eigenvalues(Entries.copy(matrix), values);
        return values;
    }
}
