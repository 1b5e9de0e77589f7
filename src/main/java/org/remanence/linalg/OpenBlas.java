package org.remanence.linalg;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// OpenBLAS, called directly on the memory of the matrices.
///
/// LAPACK works by columns: it sees each matrix transposed, which symmetric ones do not notice and for which the singular
/// value decomposition exchanges left and right.
/// @param threads threads of one call
record OpenBlas(int threads) implements Blas {
    private static final int ROW_MAJOR = 101;
    private static final int COLUMN_MAJOR = 102;
    private static final int LOWER = 122;

    /// Loads the library on first use.
    OpenBlas {
        Check.atLeast("threads", 1, threads);
        OpenBlasLibrary.description();
    }

    @Override
    public String name() {
        return "openblas";
    }

    @Override
    public String description() {
        return OpenBlasLibrary.description();
    }

    @Override
    public Blas withThreads(int threads) {
        return new OpenBlas(threads);
    }

    @Override
    public void gemm(double alpha, Matrix a, Operand opA, Matrix b, Operand opB, double beta, Matrix c) {
        Product size = Product.of(a, opA, b, opB, c);
        OpenBlasLibrary.call(threads, () -> {
            OpenBlasLibrary.DGEMM.invokeExact(ROW_MAJOR, code(opA), code(opB), size.rows(), size.columns(), size.depth(),
                    alpha, a.segment(), stride(a), b.segment(), stride(b), beta, c.segment(), stride(c));
            return c;
        });
    }

    @Override
    public void gemm(float alpha, FloatMatrix a, Operand opA, FloatMatrix b, Operand opB, float beta, FloatMatrix c) {
        Product size = Product.of(a, opA, b, opB, c);
        OpenBlasLibrary.call(threads, () -> {
            OpenBlasLibrary.SGEMM.invokeExact(ROW_MAJOR, code(opA), code(opB), size.rows(), size.columns(), size.depth(),
                    alpha, a.segment(), Math.max(1, a.columns()), b.segment(), Math.max(1, b.columns()), beta,
                    c.segment(), Math.max(1, c.columns()));
            return c;
        });
    }

    @Override
    public void syrk(double alpha, Matrix a, Operand opA, double beta, Matrix c) {
        int order = order(c);
        Check.size("rows of C", order, "rows of op(A)", opA.rows(a.rows(), a.columns()));
        int depth = Math.toIntExact(opA.columns(a.rows(), a.columns()));
        OpenBlasLibrary.call(threads, () -> {
            OpenBlasLibrary.DSYRK.invokeExact(ROW_MAJOR, LOWER, code(opA), order, depth, alpha, a.segment(), stride(a),
                    beta, c.segment(), stride(c));
            return c;
        });
    }

    @Override
    public void eigenvalues(Matrix a, double[] values) {
        int p = order(a);
        lapack(Precision.DOUBLE).eigenvalues(p, a.segment(), values);
    }

    @Override
    public void eigenvalues(FloatMatrix a, double[] values) {
        int p = order(a);
        lapack(Precision.FLOAT).eigenvalues(p, a.segment(), values);
    }

    @Override
    public double[] eigenvectors(Matrix a, EigenRange range) {
        int p = order(a);
        return lapack(Precision.DOUBLE).eigenvectors(p, a.segment(), range);
    }

    @Override
    public double[] eigenvectors(FloatMatrix a, EigenRange range) {
        int p = order(a);
        return lapack(Precision.FLOAT).eigenvectors(p, a.segment(), range);
    }

    private LapackEigen lapack(Precision precision) {
        return new LapackEigen(precision, threads);
    }

    @Override
    public void singularValues(Matrix a, double[] values) {
        decompose('N', a, values, a, a);
    }

    @Override
    public void svd(Matrix a, double[] values, Matrix u, Matrix w) {
        int k = Math.toIntExact(Math.min(a.rows(), a.columns()));
        Check.size("rows of U", u.rows(), "rows of A", a.rows());
        Check.size("columns of U", u.columns(), "min(rows, columns) of A", k);
        Check.size("rows of W", w.rows(), "min(rows, columns) of A", k);
        Check.size("columns of W", w.columns(), "columns of A", a.columns());
        decompose('S', a, values, u, w);
    }

    private void decompose(char job, Matrix a, double[] values, Matrix u, Matrix w) {
        int m = a.columns();
        int n = Math.toIntExact(a.rows());
        int k = Math.min(m, n);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment s = vector(arena, k);
            int info = OpenBlasLibrary.call(threads, () -> {
                return (int) OpenBlasLibrary.DGESDD.invokeExact(COLUMN_MAJOR, (byte) job, m, n, a.segment(), stride(a), s,
                        w.segment(), stride(w), u.segment(), stride(u));
            });
            NativeException.check("dgesdd", info, "the singular values did not converge");
            copy(s, values, k);
        }
    }

    @Override
    public int cholesky(Matrix a) {
        int p = order(a);
        int info = OpenBlasLibrary.call(threads, () -> {
            return (int) OpenBlasLibrary.DPOTRF.invokeExact(COLUMN_MAJOR, (byte) 'U', p, a.segment(), stride(a));
        });
        NativeException.check("dpotrf", Math.min(info, 0), "");
        return info;
    }

    private static int order(Rows a) {
        Check.size("rows", a.rows(), "columns", a.columns());
        return a.columns();
    }

    private static int stride(Matrix a) {
        return Math.max(1, a.columns());
    }

    private static int code(Operand operand) {
        return operand == Operand.PLAIN ? 111 : 112;
    }

    private static MemorySegment vector(Arena arena, int length) {
        return arena.allocate(ValueLayout.JAVA_DOUBLE, Math.max(1, length));
    }

    private static void copy(MemorySegment from, double[] values, int length) {
        Check.size("length of values", values.length, "number of values", length);
        MemorySegment.copy(from, ValueLayout.JAVA_DOUBLE, 0, values, 0, length);
    }
}
