package org.remanence.score;

import org.remanence.linalg.Svd;
import org.remanence.linalg.SymmetricEigen;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;

/// One weighted Gaussian of a mixture, its covariance diagonalised once:
/// `C = ambient · (I − UᵀU) + Uᵀ diag(variances) U`, with m orthonormal rows in U.
///
/// Isotropic laws have m = 0, general ones m = d, a linear manifold of dimension m has `ambient` = 0. Noise adds the same
/// number to every eigenvalue, so nothing is ever factorised again; variances may be zero, for then the law has a density
/// at every time > 0.
public final class GaussianComponent {
    private final double weight;
    private final double[] mean;
    private final double ambient;
    private final double[] variances;
    private final double[] basis;

    private GaussianComponent(double weight, double[] mean, double ambient, double[] variances, double[] basis) {
        this.weight = Check.positive("weight of a component", weight);
        this.mean = mean.clone();
        this.ambient = Check.nonNegative("variance of a component", ambient);
        this.variances = variances;
        this.basis = basis;
        Check.atLeast("dimension of a component", 1, mean.length);
        for (double each : mean) {
            Check.finite("mean of a component", each);
        }
        for (double each : variances) {
            Check.nonNegative("variance of a component", each);
        }
    }

    /// N(mean, σ² I).
    /// @param weight share in the mixture, > 0
    /// @param mean `[d]`
    /// @param sigma standard deviation, ≥ 0
    public static GaussianComponent isotropic(double weight, double[] mean, double sigma) {
        double variance = Check.nonNegative("sigma", sigma) * sigma;
        return new GaussianComponent(weight, mean, variance, new double[0], new double[0]);
    }

    /// N(mean, C) for any covariance.
    /// @param weight share in the mixture, > 0
    /// @param mean `[d]`
    /// @param covariance `[d × d]`, symmetric and positive semidefinite; eigenvalues below 0 by less than 10⁻¹² of the largest count as 0
    /// @throws IllegalArgumentException if it is neither
    public static GaussianComponent general(double weight, double[] mean, Matrix covariance) {
        SymmetricEigen eigen = SymmetricEigen.of(covariance);
        double[] variances = eigen.values().clone();
        double rounding = 1e-12 * Math.abs(variances[variances.length - 1]);
        for (int i = 0; i < variances.length; i++) {
            if (variances[i] < -rounding) {
                throw new IllegalArgumentException("a covariance must be positive semidefinite, but has the eigenvalue " + variances[i]);
            }
            variances[i] = Math.max(0, variances[i]);
        }
        return diagonalised(weight, mean, 0, variances, eigen.vectors());
    }

    /// The law of mean + F z with z standard normal: a linear manifold, of covariance F Fᵀ.
    /// @param weight share in the mixture, > 0
    /// @param mean `[d]`
    /// @param factors F, `[d × m]`, of any rank
    public static GaussianComponent spanned(double weight, double[] mean, Matrix factors) {
        Svd svd = Svd.of(transposed(factors));
        double[] variances = svd.values().clone();
        for (int i = 0; i < variances.length; i++) {
            variances[i] *= variances[i];
        }
        return diagonalised(weight, mean, 0, variances, svd.right());
    }

    private static Matrix transposed(Matrix matrix) {
        Matrix rows = Matrix.zeros(matrix.columns(), Math.toIntExact(matrix.rows()));
        for (int i = 0; i < rows.columns(); i++) {
            for (int j = 0; j < rows.rows(); j++) {
                rows.set(j, i, matrix.get(i, j));
            }
        }
        return rows;
    }

    /// A Gaussian whose covariance is diagonalised already.
    /// @param weight share in the mixture, > 0
    /// @param mean `[d]`
    /// @param ambient variance along every direction orthogonal to the basis; without meaning if the basis is complete
    /// @param variances eigenvalues along the basis, `[m]`, ≥ 0
    /// @param basis orthonormal eigenvectors as rows, `[m × d]`
    /// @throws IllegalArgumentException if the rows are not orthonormal to 1e-8
    public static GaussianComponent diagonalised(double weight, double[] mean, double ambient, double[] variances, Matrix basis) {
        Check.size("rows of the basis", basis.rows(), "number of variances", variances.length);
        Check.size("columns of the basis", basis.columns(), "length of the mean", mean.length);
        Check.atLeast("dimension minus rows of the basis", 0, mean.length - variances.length);
        double[] flat = new double[Math.multiplyExact(variances.length, mean.length)];
        basis.copy(0, variances.length, flat, 0);
        checkOrthonormal(flat, variances.length, mean.length);
        boolean complete = variances.length == mean.length;
        return new GaussianComponent(weight, mean, complete ? 0 : ambient, variances.clone(), flat);
    }

    private static void checkOrthonormal(double[] basis, int m, int d) {
        for (int i = 0; i < m; i++) {
            for (int j = Math.max(0, i - 1); j <= i; j++) {
                double product = 0;
                for (int k = 0; k < d; k++) {
                    product += basis[i * d + k] * basis[j * d + k];
                }
                if (!(Math.abs(product - (i == j ? 1 : 0)) <= 1e-8)) {
                    throw new IllegalArgumentException("the basis must have orthonormal rows, but rows %d and %d have product %s"
                            .formatted(j, i, product));
                }
            }
        }
    }

    /// The same Gaussian with another weight.
    public GaussianComponent weighted(double other) {
        return new GaussianComponent(other, mean, ambient, variances, basis);
    }

    /// Numbers in a datum.
    public int dimension() {
        return mean.length;
    }

    /// Number of eigenvectors held, m.
    public int rank() {
        return variances.length;
    }

    /// Share in the mixture.
    public double weight() {
        return weight;
    }

    /// Whether the law has a density without any noise.
    public boolean isProper() {
        boolean proper = rank() == dimension() || ambient > 0;
        for (double each : variances) {
            proper &= each > 0;
        }
        return proper;
    }

    double[] mean() {
        return mean;
    }

    double ambient() {
        return ambient;
    }

    double[] variances() {
        return variances;
    }

    double[] basis() {
        return basis;
    }
}
