package org.remanence.linalg;

import java.lang.foreign.Arena;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Rows;

/// A real symmetric p × p matrix, known by what it does to vectors.
public interface LinearOperator {
    /// Number of rows and columns, p.
    int order();

    /// Applies the matrix to several vectors at once: row i of `into` becomes A times row i of `vectors`.
    /// @param vectors `[b × p]`
    /// @param into `[b × p]`, other memory
    void apply(Matrix vectors, Matrix into);

    /// A stored matrix; 2 p² flop a vector. That it is symmetric is not checked.
    static LinearOperator of(Matrix matrix, Blas blas) {
        int p = order(matrix);
        return new Product(p, (vectors, into) ->
                blas.gemm(1, vectors, Operand.PLAIN, matrix, Operand.PLAIN, 0, into));
    }

    /// A matrix stored in float; products are taken in float.
    static LinearOperator of(FloatMatrix matrix, Blas blas) {
        int p = order(matrix);
        return new Product(p, (vectors, into) -> {
            try (Arena arena = Arena.ofConfined()) {
                FloatMatrix narrow = FloatMatrix.zeros(arena, vectors.rows(), p);
                FloatMatrix product = FloatMatrix.zeros(arena, vectors.rows(), p);
                float[] row = new float[p];
                double[] wide = new double[p];
                for (long i = 0; i < vectors.rows(); i++) {
                    vectors.copy(i, 1, row, 0);
                    narrow.write(i, 1, row, 0);
                }
                blas.gemm(1, narrow, Operand.PLAIN, matrix, Operand.PLAIN, 0, product);
                for (long i = 0; i < vectors.rows(); i++) {
                    product.copy(i, 1, wide, 0);
                    into.setRow(i, wide);
                }
            }
        });
    }

    /// The covariance `Σ (x − mean)(x − mean)ᵀ / n` of n rows of p numbers, never formed: 4 n p flop a vector, and one reading
    /// of the rows for all vectors of a call.
    /// @param mean `[p]`
    static LinearOperator covariance(Rows rows, double[] mean, Blas blas) {
        Check.size("length of the mean", mean.length, "columns", rows.columns());
        double scale = 1.0 / rows.rows();
        return new Product(rows.columns(), (vectors, into) -> Covariance.forEachBlock(rows, mean, (first, block) -> {
            Matrix along = Matrix.zeros(vectors.rows(), Math.toIntExact(block.rows()));
            blas.gemm(1, vectors, Operand.PLAIN, block, Operand.TRANSPOSED, 0, along);
            blas.gemm(scale, along, Operand.PLAIN, block, Operand.PLAIN, first == 0 ? 0 : 1, into);
        }));
    }

    /// The Gram matrix `X Xᵀ / n` of n centred rows of d numbers, never formed: 4 n d flop a vector, and two readings of the
    /// rows for all vectors of a call.
    /// @param mean `[d]`
    static LinearOperator gram(Rows rows, double[] mean, Blas blas) {
        Check.size("length of the mean", mean.length, "columns", rows.columns());
        int n = Math.toIntExact(rows.rows());
        return new Product(n, (vectors, into) -> {
            Matrix across = Matrix.zeros(vectors.rows(), rows.columns());
            Covariance.forEachBlock(rows, mean, (first, block) ->
                    blas.gemm(1, columns(vectors, (int) first, (int) block.rows()), Operand.PLAIN, block, Operand.PLAIN,
                            first == 0 ? 0 : 1, across));
            Covariance.forEachBlock(rows, mean, (first, block) -> {
                Matrix some = Matrix.zeros(vectors.rows(), (int) block.rows());
                blas.gemm(1.0 / n, across, Operand.PLAIN, block, Operand.TRANSPOSED, 0, some);
                for (long i = 0; i < some.rows(); i++) {
                    for (int j = 0; j < some.columns(); j++) {
                        into.set(i, (int) first + j, some.get(i, j));
                    }
                }
            });
        });
    }

    /// An operator by its order and its products.
    /// @param order p
    /// @param products of vectors, into memory of the same shape
    record Product(int order, Products products) implements LinearOperator {
        @Override
        public void apply(Matrix vectors, Matrix into) {
            Check.size("columns of the vectors", vectors.columns(), "order", order);
            Check.size("rows of the products", into.rows(), "number of vectors", vectors.rows());
            Check.size("columns of the products", into.columns(), "order", order);
            products.of(vectors, into);
        }
    }

    /// Products of vectors.
    @FunctionalInterface
    interface Products {
        /// Writes the products of the rows of `vectors` into the rows of `into`.
        void of(Matrix vectors, Matrix into);
    }

    private static int order(Rows matrix) {
        Check.size("rows", matrix.rows(), "columns", matrix.columns());
        return matrix.columns();
    }

    private static Matrix columns(Matrix matrix, int first, int count) {
        Matrix columns = Matrix.zeros(matrix.rows(), count);
        for (long i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < count; j++) {
                columns.set(i, j, matrix.get(i, first + j));
            }
        }
        return columns;
    }
}
