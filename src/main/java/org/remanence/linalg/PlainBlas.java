package org.remanence.linalg;

import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;

/// Plain loops: the twin of the native library, and what remains where it cannot be loaded. Right, and slow: products
/// run at about a gigaflop per second, eigenproblems by Jacobi rotations at some 30 p³ operations.
/// @param reason why it is used
record PlainBlas(String reason) implements Blas {
    @Override
    public String name() {
        return "plain";
    }

    @Override
    public String description() {
        return "plain loops, " + reason;
    }

    @Override
    public int threads() {
        return 1;
    }

    /// Itself: these loops have one thread.
    @Override
    public Blas withThreads(int threads) {
        Check.atLeast("threads", 1, threads);
        return this;
    }

    @Override
    public void gemm(double alpha, Matrix a, Operand opA, Matrix b, Operand opB, double beta, Matrix c) {
        Product size = Product.of(a, opA, b, opB, c);
        for (int i = 0; i < size.rows(); i++) {
            for (int j = 0; j < size.columns(); j++) {
                double sum = 0;
                for (int k = 0; k < size.depth(); k++) {
                    sum = Math.fma(at(a, opA, i, k), at(b, opB, k, j), sum);
                }
                c.set(i, j, alpha * sum + (beta == 0 ? 0 : beta * c.get(i, j)));
            }
        }
    }

    @Override
    public void gemm(float alpha, FloatMatrix a, Operand opA, FloatMatrix b, Operand opB, float beta, FloatMatrix c) {
        Product size = Product.of(a, opA, b, opB, c);
        for (int i = 0; i < size.rows(); i++) {
            for (int j = 0; j < size.columns(); j++) {
                double sum = 0;
                for (int k = 0; k < size.depth(); k++) {
                    sum += (double) at(a, opA, i, k) * at(b, opB, k, j);
                }
                c.set(i, j, (float) (alpha * sum + (beta == 0 ? 0 : beta * c.get(i, j))));
            }
        }
    }

    @Override
    public void syrk(double alpha, Matrix a, Operand opA, double beta, Matrix c) {
        Check.size("rows of C", c.rows(), "columns of C", c.columns());
        Check.size("rows of C", c.rows(), "rows of op(A)", opA.rows(a.rows(), a.columns()));
        int depth = Math.toIntExact(opA.columns(a.rows(), a.columns()));
        for (int i = 0; i < c.columns(); i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k < depth; k++) {
                    sum = Math.fma(at(a, opA, i, k), at(a, opA, j, k), sum);
                }
                c.set(i, j, alpha * sum + (beta == 0 ? 0 : beta * c.get(i, j)));
            }
        }
    }

    @Override
    public void eigenvalues(Matrix a, double[] values) {
        Check.size("rows", a.rows(), "columns", a.columns());
        Check.size("length of values", values.length, "number of values", a.columns());
        Jacobi.eigen(a.toArray(), values);
    }

    /// In double arithmetic.
    @Override
    public void eigenvalues(FloatMatrix a, double[] values) {
        eigenvalues(widened(a), values);
    }

    @Override
    public double[] eigenvectors(Matrix a, EigenRange range) {
        Check.size("rows", a.rows(), "columns", a.columns());
        double[] values = new double[a.columns()];
        double[][] vectors = Jacobi.eigen(a.toArray(), values);
        EigenRanks ranks = EigenRanks.among(values, range);
        for (int k = 0; k < ranks.count(); k++) {
            a.setRow(k, vectors[ranks.first() + k]);
        }
        return ranks.of(values);
    }

    /// In double arithmetic.
    @Override
    public double[] eigenvectors(FloatMatrix a, EigenRange range) {
        Matrix wide = widened(a);
        double[] values = eigenvectors(wide, range);
        float[] row = new float[a.columns()];
        for (int k = 0; k < values.length; k++) {
            wide.copy(k, 1, row, 0);
            a.write(k, 1, row, 0);
        }
        return values;
    }

    private static Matrix widened(FloatMatrix a) {
        Matrix wide = Matrix.zeros(a.rows(), a.columns());
        double[] row = new double[a.columns()];
        for (long i = 0; i < a.rows(); i++) {
            a.copy(i, 1, row, 0);
            wide.setRow(i, row);
        }
        return wide;
    }

    @Override
    public void singularValues(Matrix a, double[] values) {
        int k = Math.toIntExact(Math.min(a.rows(), a.columns()));
        svd(a, values, Matrix.zeros(a.rows(), k), Matrix.zeros(k, a.columns()));
    }

    @Override
    public void svd(Matrix a, double[] values, Matrix u, Matrix w) {
        int k = Math.toIntExact(Math.min(a.rows(), a.columns()));
        Check.size("rows of U", u.rows(), "rows of A", a.rows());
        Check.size("columns of U", u.columns(), "min(rows, columns) of A", k);
        Check.size("rows of W", w.rows(), "min(rows, columns) of A", k);
        Check.size("columns of W", w.columns(), "columns of A", a.columns());
        Check.size("length of values", values.length, "number of values", k);
        boolean wide = a.rows() <= a.columns();
        double[][] across = wide ? a.toArray() : transpose(a.toArray(), a.columns());
        double[][] along = Jacobi.singular(across, values);
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < a.columns(); j++) {
                w.set(i, j, wide ? across[i][j] : along[i][j]);
            }
            for (int j = 0; j < a.rows(); j++) {
                u.set(j, i, wide ? along[i][j] : across[i][j]);
            }
        }
    }

    @Override
    public int cholesky(Matrix a) {
        Check.size("rows", a.rows(), "columns", a.columns());
        for (int j = 0; j < a.columns(); j++) {
            for (int i = j; i < a.columns(); i++) {
                double sum = a.get(i, j);
                for (int k = 0; k < j; k++) {
                    sum = Math.fma(-a.get(i, k), a.get(j, k), sum);
                }
                if (i == j && !(sum > 0)) {
                    return j + 1;
                }
                a.set(i, j, i == j ? Math.sqrt(sum) : sum / a.get(j, j));
            }
        }
        return 0;
    }

    private static double[][] transpose(double[][] a, int columns) {
        double[][] transposed = new double[columns][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < columns; j++) {
                transposed[j][i] = a[i][j];
            }
        }
        return transposed;
    }

    private static double at(Matrix a, Operand operand, int row, int column) {
        return operand == Operand.PLAIN ? a.get(row, column) : a.get(column, row);
    }

    private static float at(FloatMatrix a, Operand operand, int row, int column) {
        return operand == Operand.PLAIN ? a.get(row, column) : a.get(column, row);
    }
}
