package org.remanence.linalg;

import java.util.Arrays;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Rows;

/// The leading eigenvectors of the centred covariance of n rows of d numbers, divided by n.
///
/// From the d × d covariance, n d² flop, or, where rows are fewer, from the n × n Gram matrix of the centred rows, n² d flop:
/// an eigenvector u of `X Xᵀ / n` is mapped to `Xᵀ u` and made of length 1.
/// @param mean `[d]`
/// @param variances along the directions `[k]`, descending, positive
/// @param directions orthonormal rows `[k × d]`, signs free
public record PrincipalComponents(double[] mean, double[] variances, Matrix directions) {
    /// The first `count`, or fewer if the rows span fewer dimensions: directions without variance are not told apart.
    /// @param count from 1 to d
    /// @param blas the library, with its number of threads
    /// @throws IllegalArgumentException if a number is not finite, or d is below `count`
    public static PrincipalComponents of(Rows rows, int count, Blas blas) {
        Check.atLeast("count", 1, count);
        Check.atLeast("columns minus count", 0, rows.columns() - count);
        return rows.rows() < rows.columns() ? byGram(rows, count, blas) : byCovariance(rows, count, blas);
    }

    private static PrincipalComponents byCovariance(Rows rows, int count, Blas blas) {
        Covariance covariance = Covariance.of(rows, blas, WorkMonitor.NONE);
        SymmetricEigen eigen = new EigenSolver(blas).vectors(covariance.matrix(), EigenRange.largest(count));
        int kept = positive(eigen.values(), rows);
        return new PrincipalComponents(covariance.mean(), descending(eigen.values(), kept),
                reversed(eigen.vectors(), kept));
    }

    private static PrincipalComponents byGram(Rows rows, int count, Blas blas) {
        Gram gram = Gram.of(rows, blas);
        int n = gram.matrix().columns();
        SymmetricEigen eigen = new EigenSolver(blas).vectors(gram.matrix(), EigenRange.largest(Math.min(count, n)));
        int kept = positive(eigen.values(), rows);
        double[] variances = new double[kept];
        Matrix directions = Matrix.zeros(kept, rows.columns());
        blas.gemm(1, reversed(eigen.vectors(), kept), Operand.PLAIN, gram.centred(), Operand.PLAIN, 0, directions);
        for (int k = 0; k < kept; k++) {
            // the length is √(n λ) with less rounding than λ, a difference of larger numbers, has
            double length = KrylovBasis.norm(directions.slice(k, 1));
            variances[k] = length * length / n;
            directions.setRow(k, Arrays.stream(directions.row(k)).map(x -> x / length).toArray());
        }
        return new PrincipalComponents(gram.mean(), variances, directions);
    }

    /// How many values at the end are above rounding.
    private static int positive(double[] ascending, Rows rows) {
        double rounding = Math.max(rows.rows(), rows.columns()) * 0x1p-52 * ascending[ascending.length - 1];
        return (int) Arrays.stream(ascending).filter(value -> value > rounding).count();
    }

    private static double[] descending(double[] ascending, int count) {
        double[] values = new double[count];
        Arrays.setAll(values, k -> ascending[ascending.length - 1 - k]);
        return values;
    }

    private static Matrix reversed(Matrix rows, int count) {
        Matrix reversed = Matrix.zeros(count, rows.columns());
        for (int k = 0; k < count; k++) {
            reversed.setRow(k, rows.row(rows.rows() - 1 - k));
        }
        return reversed;
    }
}
