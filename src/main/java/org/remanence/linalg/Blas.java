package org.remanence.linalg;

import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;

/// The dense routines everything else in this package stands on.
///
/// Which implementation runs is decided once per process by `-Dremanence.blas=auto|openblas|plain`: OpenBLAS where it can
/// be loaded, else plain loops, and [#description] says why. Matrices of one call must not overlap. Calls of instances
/// with one thread may run side by side in any threads; an instance with more has the library to itself during a call.
public interface Blas {
    /// The implementation this process uses, with one thread.
    static Blas get() {
        return BlasChoice.CHOSEN;
    }

    /// `openblas` or `plain`.
    String name();

    /// Version, build and processor, or why the library is not used: one line for a manifest.
    String description();

    /// Threads a call uses.
    int threads();

    /// The same library with another number of threads. The last bits of results may depend on it.
    /// @throws IllegalStateException if the library does not accept that number when it is called
    Blas withThreads(int threads);

    /// `C ← alpha op(A) op(B) + beta C`; with `beta = 0` the old contents of C do not matter. 2 m n k flop.
    /// @throws org.remanence.tensor.ShapeException if the sizes do not fit
    void gemm(double alpha, Matrix a, Operand opA, Matrix b, Operand opB, double beta, Matrix c);

    /// As the double version.
    void gemm(float alpha, FloatMatrix a, Operand opA, FloatMatrix b, Operand opB, float beta, FloatMatrix c);

    /// `C ← alpha op(A) op(A)ᵀ + beta C` in the lower triangle of C; the rest of it stays. Half the flop of the product.
    /// @throws org.remanence.tensor.ShapeException if the sizes do not fit
    void syrk(double alpha, Matrix a, Operand opA, double beta, Matrix c);

    /// Eigenvalues of a symmetric matrix, ascending. Overwrites the matrix with no meaning. (4/3) p³ flop, no memory to
    /// speak of.
    void eigenvalues(Matrix a, double[] values);

    /// As the double version, in float arithmetic.
    void eigenvalues(FloatMatrix a, double[] values);

    /// Eigenvalues of a symmetric matrix in a range, ascending; row k of the matrix becomes the eigenvector of the k-th of
    /// them, of length 1 and free sign, and rows beyond their number lose their meaning.
    ///
    /// For all of them about 9 p³ flop and 2 p² numbers of work space; for some, (4/3) p³ flop and what grows with
    /// their number, and as many vectors of work space as there can be.
    /// @throws IllegalArgumentException if the range asks for more than there are
    double[] eigenvectors(Matrix a, EigenRange range);

    /// As the double version, in float arithmetic.
    double[] eigenvectors(FloatMatrix a, EigenRange range);

    /// Singular values, descending, of an m × p matrix; overwrites it with no meaning.
    /// @param values receives min(m, p) numbers
    void singularValues(Matrix a, double[] values);

    /// Thin singular value decomposition `A = U diag(values) W`; overwrites A with no meaning.
    /// @param values receives k = min(m, p) numbers, descending
    /// @param u receives U, m × k
    /// @param w receives W, k × p, its rows the right singular vectors
    void svd(Matrix a, double[] values, Matrix u, Matrix w);

    /// Replaces the lower triangle of a symmetric matrix, and reads no other part, by its Cholesky factor. p³/3 flop.
    /// @return 0, or the order of the first leading minor that is not positive
    int cholesky(Matrix a);

    /// The size of a product, checked.
    /// @param rows of op(A)
    /// @param columns of op(B)
    /// @param depth columns of op(A)
    record Product(int rows, int columns, int depth) {
        static Product of(Matrix a, Operand opA, Matrix b, Operand opB, Matrix c) {
            return of(opA.rows(a.rows(), a.columns()), opA.columns(a.rows(), a.columns()),
                    opB.rows(b.rows(), b.columns()), opB.columns(b.rows(), b.columns()), c.rows(), c.columns());
        }

        static Product of(FloatMatrix a, Operand opA, FloatMatrix b, Operand opB, FloatMatrix c) {
            return of(opA.rows(a.rows(), a.columns()), opA.columns(a.rows(), a.columns()),
                    opB.rows(b.rows(), b.columns()), opB.columns(b.rows(), b.columns()), c.rows(), c.columns());
        }

        private static Product of(long m, long k, long depth, long n, long rows, long columns) {
            Check.size("rows of op(B)", depth, "columns of op(A)", k);
            Check.size("rows of C", rows, "rows of op(A)", m);
            Check.size("columns of C", columns, "columns of op(B)", n);
            return new Product(Math.toIntExact(m), Math.toIntExact(n), Math.toIntExact(k));
        }
    }
}
