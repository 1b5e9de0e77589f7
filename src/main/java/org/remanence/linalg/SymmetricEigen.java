package org.remanence.linalg;

import org.remanence.tensor.Matrix;

/// Eigenvalues and eigenvectors of a symmetric p × p matrix, `A v_k = λ_k v_k`: all of them, or those in a range.
///
/// All of them take about 9 p³ flop; values alone, from [#values], a third and less memory. [EigenSolver] offers ranges,
/// floats and progress.
/// @param values `[k]`, ascending; absolute error a few ulps of the largest |λ|
/// @param vectors `[k × p]`, row i belongs to value i; orthonormal, signs free
public record SymmetricEigen(double[] values, Matrix vectors) {
    /// All of a matrix, with one thread; the matrix stays as it is.
    /// @throws IllegalArgumentException if the matrix is not square, symmetric and finite
    public static SymmetricEigen of(Matrix matrix) {
        return of(matrix, Blas.get());
    }

    /// All of a matrix, by that library; the matrix stays as it is.
    /// @throws IllegalArgumentException if the matrix is not square, symmetric and finite
    public static SymmetricEigen of(Matrix matrix, Blas blas) {
        return new EigenSolver(blas).vectors(matrix, EigenRange.all());
    }

    /// The eigenvalues alone, ascending, with one thread.
    /// @throws IllegalArgumentException if the matrix is not square, symmetric and finite
    public static double[] values(Matrix matrix) {
        return values(matrix, Blas.get());
    }

    /// The eigenvalues alone, ascending, by that library.
    /// @throws IllegalArgumentException if the matrix is not square, symmetric and finite
    public static double[] values(Matrix matrix, Blas blas) {
        return new EigenSolver(blas).values(matrix, EigenRange.all());
    }
}
