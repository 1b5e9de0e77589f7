package org.remanence.linalg;

import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Rows;

/// The Gram matrix of n centred rows of d numbers, `X Xᵀ / n`: it has the eigenvalues of the covariance, and as many zeros
/// as make them n instead of d. n² d flop, memory for n (n + d) numbers.
/// @param mean `[d]`
/// @param centred X, the rows less their mean `[n × d]`
/// @param matrix `[n × n]`, symmetric, positive semidefinite to rounding
public record Gram(double[] mean, Matrix centred, Matrix matrix) {
    /// Of all rows, by that library.
    /// @throws IllegalArgumentException if a number is not finite
    public static Gram of(Rows rows, Blas blas) {
        int n = Math.toIntExact(Check.atLeast("rows", 1, rows.rows()));
        double[] mean = Covariance.mean(rows);
        Matrix centred = Matrix.zeros(n, rows.columns());
        Covariance.forEachBlock(rows, mean, (first, block) ->
                centred.segment().asSlice(Double.BYTES * first * rows.columns(), block.segment().byteSize())
                        .copyFrom(block.segment()));
        Matrix matrix = Matrix.zeros(n, n);
        blas.syrk(1.0 / n, centred, Operand.PLAIN, 0, matrix);
        Entries.mirror(matrix);
        return new Gram(mean, centred, matrix);
    }
}
