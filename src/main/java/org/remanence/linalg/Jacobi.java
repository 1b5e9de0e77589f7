package org.remanence.linalg;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Eigenvalues and singular values by plane rotations, swept until nothing changes to rounding.
///
/// Source: Golub and Van Loan, "Matrix Computations", 4th edition, sections 8.5 and 8.6.3.
final class Jacobi {
    private static final int MOST_SWEEPS = 60;

    private Jacobi() { }

    /// Eigenvectors of a symmetric matrix, one a row, in ascending order of their values.
    static double[][] eigen(double[][] a, double[] values) {
        int p = a.length;
        double[][] vectors = new double[p][p];
        for (int i = 0; i < p; i++) {
            vectors[i][i] = 1;
        }
        for (int sweep = 0; rotateAll(a, vectors); sweep++) {
            if (sweep == MOST_SWEEPS) {
                throw new ArithmeticException("the eigenvalues did not converge; does the matrix hold NaN?");
            }
        }
        Integer[] order = order(p, Comparator.comparingDouble(i -> a[i][i]));
        for (int i = 0; i < p; i++) {
            values[i] = a[order[i]][order[i]];
        }
        return permuted(vectors, order);
    }

    private static boolean rotateAll(double[][] a, double[][] vectors) {
        boolean changed = false;
        for (int i = 0; i < a.length; i++) {
            for (int j = i + 1; j < a.length; j++) {
                if (!(Math.abs(a[i][j]) <= 0x1p-54 * Math.sqrt(Math.abs(a[i][i])) * Math.sqrt(Math.abs(a[j][j])))) {
                    double tangent = tangent(2 * a[i][j], a[j][j] - a[i][i]);
                    double cosine = 1 / Math.sqrt(1 + tangent * tangent);
                    rotate(a[i], a[j], tangent);
                    for (double[] row : a) {
                        double x = row[i];
                        row[i] = cosine * (x - tangent * row[j]);
                        row[j] = cosine * (tangent * x + row[j]);
                    }
                    a[i][j] = 0;
                    a[j][i] = 0;
                    rotate(vectors[i], vectors[j], tangent);
                    changed = true;
                }
            }
        }
        return changed;
    }

    /// Decomposes `A = Σ values_i along_i ⊗ across_i` for a matrix with no more rows than columns.
    /// @param across A, whose rows become the singular vectors of its columns' space
    /// @return the singular vectors of the other side, one a row
    static double[][] singular(double[][] across, double[] values) {
        int k = across.length;
        double[][] along = new double[k][k];
        for (int i = 0; i < k; i++) {
            along[i][i] = 1;
        }
        for (int sweep = 0; orthogonalize(across, along); sweep++) {
            if (sweep == MOST_SWEEPS) {
                throw new ArithmeticException("the singular values did not converge; does the matrix hold NaN?");
            }
        }
        double[] norms = Arrays.stream(across).mapToDouble(row -> Math.sqrt(dot(row, row))).toArray();
        Integer[] order = order(k, Comparator.comparingDouble(i -> -norms[i]));
        double[][] sorted = permuted(across, order);
        for (int i = 0; i < k; i++) {
            values[i] = norms[order[i]];
            across[i] = sorted[i];
            for (int j = 0; j < across[i].length && values[i] > 0; j++) {
                across[i][j] /= values[i];
            }
        }
        return permuted(along, order);
    }

    private static boolean orthogonalize(double[][] rows, double[][] along) {
        boolean changed = false;
        for (int i = 0; i < rows.length; i++) {
            for (int j = i + 1; j < rows.length; j++) {
                double ii = dot(rows[i], rows[i]);
                double jj = dot(rows[j], rows[j]);
                double ij = dot(rows[i], rows[j]);
                if (!(Math.abs(ij) <= 0x1p-50 * Math.sqrt(ii) * Math.sqrt(jj))) {
                    double tangent = tangent(2 * ij, jj - ii);
                    rotate(rows[i], rows[j], tangent);
                    rotate(along[i], along[j], tangent);
                    changed = true;
                }
            }
        }
        return changed;
    }

    /// The smaller root of `t² + (difference / half) t = 1`, with `half = twice / 2`.
    private static double tangent(double twice, double difference) {
        double theta = difference / twice;
        return (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
    }

    private static void rotate(double[] first, double[] second, double tangent) {
        double c = 1 / Math.sqrt(1 + tangent * tangent);
        for (int k = 0; k < first.length; k++) {
            double x = first[k];
            first[k] = c * (x - tangent * second[k]);
            second[k] = c * (tangent * x + second[k]);
        }
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum = Math.fma(x[i], y[i], sum);
        }
        return sum;
    }

    private static Integer[] order(int size, Comparator<Integer> by) {
        return IntStream.range(0, size).boxed().sorted(by).toArray(Integer[]::new);
    }

    private static double[][] permuted(double[][] rows, Integer[] order) {
        return Arrays.stream(order).map(i -> rows[i]).toArray(double[][]::new);
    }
}
