package org.remanence.linalg;

import org.remanence.kernel.Kernels;
import org.remanence.tensor.Matrix;

/// Orthonormal vectors, one a row, that grow block by block.
///
/// Each new vector is made orthogonal to all before it, twice: the second pass removes what rounding left of the first.
/// Source: Giraud, Langou, Rozložník and van den Eshof, "Rounding error analysis of the classical Gram–Schmidt
/// orthogonalization process", 2005.
final class KrylovBasis {
    /// Share of a vector's length below which what orthogonalization leaves of it is rounding.
    private static final double NOTHING = 0x1p-40;
    private static final long KEY = 0x4b72796c6f76L;

    private final Blas blas;
    private final Matrix vectors;
    private int size;
    private long drawn;

    KrylovBasis(Blas blas, int capacity, int order) {
        this.blas = blas;
        this.vectors = Matrix.zeros(capacity, order);
    }

    int size() {
        return size;
    }

    int capacity() {
        return (int) vectors.rows();
    }

    /// Rows `from` to the last, over the same memory.
    Matrix from(int from) {
        return vectors.slice(from, size - from);
    }

    /// Removes from each row what lies in the span of the basis.
    /// @return what was removed, `[rows × size]`: the products with the basis
    Matrix remove(Matrix rows) {
        Matrix coefficients = Matrix.zeros(rows.rows(), size);
        if (size > 0) {
            project(rows, coefficients);
            project(rows, Matrix.zeros(rows.rows(), size));
        }
        return coefficients;
    }

    private void project(Matrix rows, Matrix coefficients) {
        Matrix held = vectors.slice(0, size);
        blas.gemm(1, rows, Operand.PLAIN, held, Operand.TRANSPOSED, 0, coefficients);
        blas.gemm(-1, coefficients, Operand.PLAIN, held, Operand.PLAIN, 1, rows);
    }

    /// Appends rows that [#remove] has seen, orthonormalized; one that depends on the others gives way to a random direction,
    /// while there is one left.
    /// @param scale length that counts as one
    void append(Matrix rows, double scale) {
        for (long i = 0; i < rows.rows() && size < vectors.columns(); i++) {
            Matrix row = rows.slice(i, 1);
            if (!appended(row, scale)) {
                appendRandom();
            }
        }
    }

    /// Appends random directions, as many as there are up to `count`.
    void appendRandom(int count) {
        for (int i = 0; i < count && size < vectors.columns(); i++) {
            appendRandom();
        }
    }

    private void appendRandom() {
        int p = vectors.columns();
        double[] numbers = new double[(p + 3) / 4 * 4];
        Matrix row = Matrix.zeros(1, p);
        do {
            Kernels.get().gaussians().into(KEY, drawn++, 0, numbers, 0, numbers.length / 4);
            row.write(0, 1, numbers, 0);
        } while (!appended(row, norm(row)));
    }

    private boolean appended(Matrix row, double scale) {
        remove(row);
        double left = norm(row);
        if (!(left > NOTHING * scale)) {
            return false;
        }
        scaleBy(1 / left, row);
        remove(row);
        scaleBy(1 / norm(row), row);
        vectors.setRow(size++, row.row(0));
        return true;
    }

    /// Replaces the basis by combinations of its vectors.
    /// @param combinations `[k × size]`, orthonormal rows
    void combine(Matrix combinations) {
        Matrix combined = Matrix.zeros(combinations.rows(), vectors.columns());
        blas.gemm(1, combinations, Operand.PLAIN, vectors.slice(0, size), Operand.PLAIN, 0, combined);
        size = Math.toIntExact(combinations.rows());
        vectors.segment().asSlice(0, combined.segment().byteSize()).copyFrom(combined.segment());
    }

    static double norm(Matrix row) {
        double sum = 0;
        for (int k = 0; k < row.columns(); k++) {
            sum = Math.fma(row.get(0, k), row.get(0, k), sum);
        }
        return Math.sqrt(sum);
    }

    private static void scaleBy(double factor, Matrix row) {
        for (int k = 0; k < row.columns(); k++) {
            row.set(0, k, factor * row.get(0, k));
        }
    }
}
