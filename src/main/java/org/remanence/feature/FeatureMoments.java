package org.remanence.feature;

import java.util.Arrays;
import org.remanence.linalg.Blas;
import org.remanence.linalg.Operand;
import org.remanence.session.RowPartition;
import org.remanence.session.Session;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;

/// Second moments of the features of noised data: `U = E φ φᵀ` and `V = E φ ξᵀ`, exact in the average over the noise ξ.
///
/// With g_i = s W_i·x/√d, the Hermite moments H_k of [FeatureFunction] and R_ij the cosine between the rows of W,
/// `U_ij = Σ_k R_ij^k/k! mean H_k(g_i) H_k(g_j)` for i ≠ j: one matrix product an order. The series is cut at order 4, which
/// errs by 6e-6 for tanh at d = 60; the diagonal and V are exact.
/// @param second U, `[p × p]`, symmetric
/// @param cross V, `[p × d]`
/// Source: derived (Mehler and Stein).
public record FeatureMoments(Matrix second, Matrix cross) {
    private static final int ORDERS = 5;

    /// Over a set of patterns, a mean over each and its noise; memory for p (2 p + 5 n) numbers, 5 n p² multiplications.
    /// @param patterns `[n × d]`
    /// @param time of the Ornstein–Uhlenbeck process, > 0
    public static FeatureMoments of(RandomFeatures features, Matrix patterns, double time, Session session) {
        double noise = Math.sqrt(-Math.expm1(-2 * Check.positive("time", time)));
        int p = features.features();
        int n = Math.toIntExact(patterns.rows());
        Matrix drive = Matrix.zeros(p, n);
        Blas.get().gemm(Math.exp(-time) / Math.sqrt(features.dimension()), features.weights(), Operand.PLAIN, patterns, Operand.TRANSPOSED, 0, drive);
        double[] widths = features.lengths();
        for (int i = 0; i < p; i++) {
            widths[i] *= noise;
        }
        return of(features, features.weights(), drive, widths, session);
    }

    /// Over Gaussian data of independent coordinates: nothing drives the features but what is noise to them.
    /// @param variances of the noised coordinates, s² σ_k² + v, `[d]`
    public static FeatureMoments population(RandomFeatures features, double[] variances, double time, Session session) {
        int p = features.features();
        int d = features.dimension();
        Check.size("variances", variances.length, "dimension of the features", d);
        Matrix scaled = Matrix.zeros(p, d);
        double[] widths = new double[p];
        for (int i = 0; i < p; i++) {
            double[] row = features.weights().row(i);
            double square = 0;
            for (int k = 0; k < d; k++) {
                row[k] *= Math.sqrt(variances[k]);
                square += row[k] * row[k];
            }
            scaled.setRow(i, row);
            widths[i] = Math.sqrt(square / d);
        }
        double noise = Math.sqrt(-Math.expm1(-2 * time));
        double[] own = features.lengths();
        // The noise is a part of the whole: V_i = E σ' · √v W_i/√d, and E σ' = H_1/width.
        for (int i = 0; i < p; i++) {
            own[i] *= noise;
        }
        FeatureMoments whole = of(features, scaled, Matrix.zeros(p, 1), widths, session);
        for (int i = 0; i < p; i++) {
            double[] row = whole.cross.row(i);
            for (int k = 0; k < d; k++) {
                row[k] *= own[i] / widths[i];
            }
            whole.cross.setRow(i, row);
        }
        return whole;
    }

    /// @param directions rows whose cosines correlate the features
    /// @param drive g, `[p × n]`
    /// @param widths standard deviations of what is averaged over, `[p]`
    private static FeatureMoments of(RandomFeatures features, Matrix directions, Matrix drive, double[] widths, Session session) {
        int p = features.features();
        int n = drive.columns();
        Matrix[] orders = new Matrix[ORDERS];
        Arrays.setAll(orders, k -> Matrix.zeros(p, n));
        double[] diagonal = new double[p];
        double[] first = new double[p];
        new RowPartition(session).run(p, 200.0 * n, (_, from, to) -> {
            double[] moments = new double[ORDERS];
            for (long i = from; i < to; i++) {
                for (int nu = 0; nu < n; nu++) {
                    diagonal[(int) i] += features.function().moments(drive.get(i, nu), widths[(int) i], moments) / n;
                    first[(int) i] += moments[1] / n;
                    for (int k = 0; k < ORDERS; k++) {
                        orders[k].set(i, nu, moments[k]);
                    }
                }
            }
        });
        Matrix cosines = cosines(directions);
        return new FeatureMoments(sum(orders, cosines, diagonal), cross(features, first));
    }

    private static Matrix cosines(Matrix directions) {
        int p = Math.toIntExact(directions.rows());
        Matrix cosines = Matrix.zeros(p, p);
        Blas.get().syrk(1, directions, Operand.PLAIN, 0, cosines);
        double[] roots = new double[p];
        for (int i = 0; i < p; i++) {
            roots[i] = Math.sqrt(cosines.get(i, i));
        }
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < i; j++) {
                cosines.set(i, j, cosines.get(i, j) / (roots[i] * roots[j]));
            }
        }
        return cosines;
    }

    private static Matrix sum(Matrix[] orders, Matrix cosines, double[] diagonal) {
        int p = diagonal.length;
        Matrix sum = Matrix.zeros(p, p);
        Matrix product = Matrix.zeros(p, p);
        double factorial = 1;
        for (int k = 0; k < orders.length; k++) {
            factorial *= Math.max(1, k);
            Blas.get().syrk(1.0 / (orders[k].columns() * factorial), orders[k], Operand.PLAIN, 0, product);
            for (int i = 0; i < p; i++) {
                for (int j = 0; j < i; j++) {
                    sum.set(i, j, sum.get(i, j) + Math.pow(cosines.get(i, j), k) * product.get(i, j));
                }
            }
        }
        for (int i = 0; i < p; i++) {
            sum.set(i, i, diagonal[i]);
            for (int j = 0; j < i; j++) {
                sum.set(j, i, sum.get(i, j));
            }
        }
        return sum;
    }

    /// V_i = mean H_1(g_i) W_i/|W_i|.
    private static Matrix cross(RandomFeatures features, double[] first) {
        Matrix cross = Matrix.zeros(features.features(), features.dimension());
        double[] lengths = features.lengths();
        for (int i = 0; i < first.length; i++) {
            double[] row = features.weights().row(i);
            for (int k = 0; k < row.length; k++) {
                row[k] *= first[i] / (lengths[i] * Math.sqrt(row.length));
            }
            cross.setRow(i, row);
        }
        return cross;
    }
}
