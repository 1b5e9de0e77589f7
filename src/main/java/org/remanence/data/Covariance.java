package org.remanence.data;

import java.util.Arrays;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;

/// A covariance by its eigenvalues and eigenvectors: `C = ambient · (I − UᵀU) + Uᵀ diag(variances) U`, with m orthonormal rows in
/// U. Isotropic laws have m = 0, general ones m = d, a linear manifold of dimension m has `ambient` = 0.
public final class Covariance {
    private static final double ORTHONORMAL = 1e-8;

    private final int dimension;
    private final double ambient;
    private final double[] variances;
    private final double[] sigmas;
    /// `[m][d]`; empty where the eigenvectors are the first m coordinate axes.
    private final double[][] basis;

    private Covariance(int dimension, double ambient, double[] variances, double[][] basis) {
        Check.atLeast("dimension", 1, dimension);
        Check.atLeast("dimension minus number of variances", 0, dimension - variances.length);
        for (double each : variances) {
            Check.nonNegative("variance", each);
        }
        this.dimension = dimension;
        this.ambient = variances.length < dimension ? Check.nonNegative("ambient variance", ambient) : 0;
        this.variances = variances.clone();
        this.sigmas = Arrays.stream(variances).map(Math::sqrt).toArray();
        this.basis = basis;
    }

    /// `σ² I`.
    /// @param sigma standard deviation, ≥ 0
    public static Covariance isotropic(int dimension, double sigma) {
        return new Covariance(dimension, Check.nonNegative("sigma", sigma) * sigma, new double[0], new double[0][]);
    }

    /// A covariance without correlations.
    /// @param variances one a coordinate
    public static Covariance diagonal(double... variances) {
        return new Covariance(variances.length, 0, variances, new double[0][]);
    }

    /// Variances along the first coordinate axes, none along the others.
    public static Covariance onAxes(int dimension, double... variances) {
        return new Covariance(dimension, 0, variances, new double[0][]);
    }

    /// Variances along given directions.
    /// @param ambient variance along everything orthogonal to them
    /// @param directions orthonormal rows, `[m × d]`, copied
    /// @throws IllegalArgumentException if the rows are not orthonormal to 1e-8
    public static Covariance along(Matrix directions, double ambient, double... variances) {
        Check.size("number of variances", variances.length, "number of directions", directions.rows());
        double[][] basis = directions.toArray();
        for (int i = 0; i < basis.length; i++) {
            for (int j = 0; j <= i; j++) {
                double product = dot(basis[i], basis[j]);
                if (!(Math.abs(product - (i == j ? 1 : 0)) <= ORTHONORMAL)) {
                    throw new IllegalArgumentException(
                            "directions must be orthonormal, but rows %d and %d have the product %s".formatted(j, i, product));
                }
            }
        }
        return new Covariance(directions.columns(), ambient, variances, basis);
    }

    /// Variances along random orthonormal directions, none along the others.
    /// @param stream decides the directions; direction i is its Gaussian vector at index i, made orthogonal to those before
    public static Covariance rotated(RandomStream stream, int dimension, double... variances) {
        Check.atLeast("dimension minus number of variances", 0, dimension - variances.length);
        double[][] basis = new double[variances.length][dimension];
        for (int i = 0; i < basis.length; i++) {
            stream.gaussians(i, 0, basis[i], 0, dimension);
            // the second pass removes what rounding left of the first
            for (int j = 0; j < 2 * i; j++) {
                add(-dot(basis[i], basis[j % i]), basis[j % i], basis[i], 0);
            }
            double length = Math.sqrt(dot(basis[i], basis[i]));
            for (int k = 0; k < dimension; k++) {
                basis[i][k] /= length;
            }
        }
        return new Covariance(dimension, 0, variances, basis);
    }

    /// Numbers in a pattern.
    public int dimension() {
        return dimension;
    }

    /// Variance along every direction orthogonal to [#directions]; 0 if there is none.
    public double ambient() {
        return ambient;
    }

    /// Variances along [#directions], `[m]`.
    public double[] variances() {
        return variances.clone();
    }

    /// Orthonormal eigenvectors as rows, `[m × d]`.
    public Matrix directions() {
        Matrix rows = Matrix.zeros(variances.length, dimension);
        for (int i = 0; i < variances.length; i++) {
            if (basis.length == 0) {
                rows.set(i, i, 1);
            } else {
                rows.setRow(i, basis[i]);
            }
        }
        return rows;
    }

    /// All eigenvalues, `[d]`, in decreasing order.
    public double[] eigenvalues() {
        double[] ascending = Arrays.copyOf(variances, dimension);
        Arrays.fill(ascending, variances.length, dimension, ambient);
        Arrays.sort(ascending);
        double[] values = new double[dimension];
        Arrays.setAll(values, i -> ascending[dimension - 1 - i]);
        return values;
    }

    /// Number of eigenvectors held, m: 0 for an isotropic covariance.
    public int rank() {
        return variances.length;
    }

    /// Draws one vector of N(0, C) from the normal numbers of an index: d of them, or m where nothing lies outside U.
    ///
    /// Where U is complete the square root of C is the symmetric one, which does not depend on the signs of eigenvectors.
    /// @param scratch at least m numbers
    /// @param into receives d numbers from `offset` on
    void draw(RandomStream stream, long index, double[] scratch, double[] into, int offset) {
        if (basis.length == 0) {
            drawOnAxes(stream, index, into, offset);
        } else if (ambient == 0 && basis.length < dimension) {
            stream.gaussians(index, 0, scratch, 0, basis.length);
            Arrays.fill(into, offset, offset + dimension, 0);
            for (int i = 0; i < basis.length; i++) {
                add(sigmas[i] * scratch[i], basis[i], into, offset);
            }
        } else {
            drawEverywhere(stream, index, scratch, into, offset);
        }
    }

    private void drawOnAxes(RandomStream stream, long index, double[] into, int offset) {
        int drawn = ambient > 0 ? dimension : variances.length;
        double sigma = Math.sqrt(ambient);
        stream.gaussians(index, 0, into, offset, drawn);
        for (int k = 0; k < variances.length; k++) {
            into[offset + k] *= sigmas[k];
        }
        for (int k = variances.length; k < drawn; k++) {
            into[offset + k] *= sigma;
        }
        Arrays.fill(into, offset + drawn, offset + dimension, 0);
    }

    /// `√ambient z + Σ (σ_i − √ambient) (u_i · z) u_i`.
    private void drawEverywhere(RandomStream stream, long index, double[] scratch, double[] into, int offset) {
        double sigma = Math.sqrt(ambient);
        stream.gaussians(index, 0, into, offset, dimension);
        for (int i = 0; i < basis.length; i++) {
            double sum = 0;
            for (int k = 0; k < dimension; k++) {
                sum += basis[i][k] * into[offset + k];
            }
            scratch[i] = sum;
        }
        for (int k = offset; k < offset + dimension; k++) {
            into[k] *= sigma;
        }
        for (int i = 0; i < basis.length; i++) {
            add((sigmas[i] - sigma) * scratch[i], basis[i], into, offset);
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    private static void add(double factor, double[] from, double[] into, int offset) {
        for (int k = 0; k < from.length; k++) {
            into[offset + k] += factor * from[k];
        }
    }
}
