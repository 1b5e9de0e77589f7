package org.remanence.feature;

import java.util.Arrays;
import org.remanence.linalg.Blas;
import org.remanence.linalg.EigenRange;
import org.remanence.linalg.EigenSolver;
import org.remanence.linalg.LinearOperator;
import org.remanence.linalg.Operand;
import org.remanence.linalg.SymmetricProduct;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;

/// Gaussian matrices that share the limit of U, Ũ and V: `U ≅ B Bᵀ + s² 1` with the factor
/// `B = [(a s_t W Xᵀ/√d + v Ω)/√n, √(v_t/d) a W, μ₀ 1]`, Ω of independent N(0, 1) entries.
/// @param mean μ₀ = E σ
/// @param slope a = E σ′
/// @param shared v², the variance beyond the linear part that two noisings of a pattern share
/// @param fresh s², the variance that is fresh in each
/// @param time of the Ornstein–Uhlenbeck process, > 0
/// Source: Bonnaire et al. 2025, supplement; the mean derived.
public record GaussianEquivalent(double mean, double slope, double shared, double fresh, double time) {
    private static final int ROWS = 256;

    /// Refuses a time or variances out of bounds.
    public GaussianEquivalent {
        Check.positive("time", time);
        Check.nonNegative("shared variance", shared);
        Check.nonNegative("fresh variance", fresh);
    }

    private double noise() {
        return -Math.expm1(-2 * time);
    }

    /// B, `[p × (n + d)]`, one column more where μ₀ ≠ 0; 2 p n d flops.
    /// @param weights W `[p × d]`
    /// @param patterns X `[n × d]`
    /// @param stream of Ω, a row a feature
    public Matrix factor(Matrix weights, Matrix patterns, RandomStream stream) {
        int p = Math.toIntExact(weights.rows());
        int d = weights.columns();
        int n = Math.toIntExact(patterns.rows());
        Matrix factor = Matrix.zeros(p, n + d + (mean == 0 ? 0 : 1));
        double[] row = new double[factor.columns()];
        double[] random = new double[n];
        double spread = Math.sqrt(shared / n);
        double own = slope * Math.sqrt(noise() / d);
        Arrays.fill(row, mean);
        for (long from = 0; from < p; from += ROWS) {
            Matrix some = weights.slice(from, Math.min(ROWS, p - from));
            Matrix driven = Matrix.zeros(some.rows(), n);
            Blas.get().gemm(slope * Math.exp(-time) / Math.sqrt((double) d * n), some, Operand.PLAIN, patterns,
                    Operand.TRANSPOSED, 0, driven);
            for (int i = 0; i < some.rows(); i++) {
                stream.gaussians(from + i, 0, random, 0, n);
                double[] linear = driven.row(i);
                for (int nu = 0; nu < n; nu++) {
                    row[nu] = linear[nu] + spread * random[nu];
                }
                double[] weight = some.row(i);
                for (int k = 0; k < d; k++) {
                    row[n + k] = own * weight[k];
                }
                factor.setRow(from + i, row);
            }
        }
        return factor;
    }

    /// U and V over patterns. p² (n + d) flops.
    /// @param factor B
    /// @param weights W
    public FeatureMoments training(Matrix factor, Matrix weights) {
        Matrix second = SymmetricProduct.of(factor, Operand.PLAIN, Blas.get());
        shift(second, fresh);
        return new FeatureMoments(second, cross(weights));
    }

    /// Ũ and Ṽ over the law of the data. p² d flops.
    /// @param weights W
    /// @param variances of the noised coordinates, s² σ_k² + v, `[d]`
    public FeatureMoments population(Matrix weights, double[] variances) {
        int d = weights.columns();
        Check.size("variances", variances.length, "columns of W", d);
        Matrix scaled = Matrix.zeros(weights.rows(), d + 1);
        double[] wide = new double[d + 1];
        wide[d] = mean;
        for (long i = 0; i < weights.rows(); i++) {
            double[] row = weights.row(i);
            for (int k = 0; k < d; k++) {
                wide[k] = slope * Math.sqrt(variances[k] / d) * row[k];
            }
            scaled.setRow(i, wide);
        }
        Matrix second = SymmetricProduct.of(scaled, Operand.PLAIN, Blas.get());
        shift(second, shared + fresh);
        return new FeatureMoments(second, cross(weights));
    }

    /// Eigenvalues of U, ascending: from the smaller of B Bᵀ and Bᵀ B; all others lie at s², the atom.
    /// @param factor B
    public double[] eigenvalues(Matrix factor, EigenSolver solver) {
        int p = Math.toIntExact(factor.rows());
        Operand smaller = p <= factor.columns() ? Operand.PLAIN : Operand.TRANSPOSED;
        double[] nonzero = solver.values(SymmetricProduct.of(factor, smaller, solver.blas()), EigenRange.all());
        double[] eigenvalues = new double[p];
        for (int k = 0; k < nonzero.length; k++) {
            eigenvalues[p - nonzero.length + k] = Math.max(0, nonzero[k]);
        }
        for (int k = 0; k < p; k++) {
            eigenvalues[k] += fresh;
        }
        return eigenvalues;
    }

    /// U, never formed: 4 p (n + d) flops a vector.
    /// @param factor B
    public LinearOperator operator(Matrix factor, Blas blas) {
        return new LinearOperator.Product(Math.toIntExact(factor.rows()), (vectors, into) -> {
            Matrix inner = Matrix.zeros(vectors.rows(), factor.columns());
            blas.gemm(1, vectors, Operand.PLAIN, factor, Operand.PLAIN, 0, inner);
            into.segment().copyFrom(vectors.segment());
            blas.gemm(1, inner, Operand.PLAIN, factor, Operand.TRANSPOSED, fresh, into);
        });
    }

    /// √v a W/√d.
    private Matrix cross(Matrix weights) {
        Matrix cross = Matrix.zeros(weights.rows(), weights.columns());
        double factor = slope * Math.sqrt(noise() / weights.columns());
        for (long i = 0; i < weights.rows(); i++) {
            cross.setRow(i, Arrays.stream(weights.row(i)).map(each -> factor * each).toArray());
        }
        return cross;
    }

    private static void shift(Matrix matrix, double by) {
        for (int i = 0; i < matrix.columns(); i++) {
            matrix.set(i, i, matrix.get(i, i) + by);
        }
    }
}
