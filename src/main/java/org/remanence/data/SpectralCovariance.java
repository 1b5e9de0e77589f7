package org.remanence.data;

import java.util.Arrays;
import org.remanence.linalg.Svd;
import org.remanence.linalg.SymmetricEigen;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// A covariance by its eigenvalues and eigenvectors: `C = ambient · (I − UᵀU) + Uᵀ diag(variances) U`, with m
/// orthonormal rows in U. Isotropic laws have m = 0, general ones m = d, a linear manifold of dimension m has `ambient`
/// = 0.
public final class SpectralCovariance {
    private static final double ORTHONORMAL = 1e-8;

    private final int dimension;
    private final double ambient;
    private final double[] variances;
    private final double[] sigmas;
    /// `[m][d]`; empty where the eigenvectors are the first m coordinate axes.
    private final double[][] basis;

    private SpectralCovariance(int dimension, double ambient, double[] variances, double[][] basis) {
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
    public static SpectralCovariance isotropic(int dimension, double sigma) {
        return new SpectralCovariance(dimension, Check.nonNegative("sigma", sigma) * sigma, new double[0],
                new double[0][]);
    }

    /// A covariance without correlations.
    /// @param variances one a coordinate
    public static SpectralCovariance diagonal(double... variances) {
        return new SpectralCovariance(variances.length, 0, variances, new double[0][]);
    }

    /// Variances along the first coordinate axes, none along the others.
    public static SpectralCovariance onAxes(int dimension, double... variances) {
        return new SpectralCovariance(dimension, 0, variances, new double[0][]);
    }

    /// Variances along given directions.
    /// @param ambient variance along everything orthogonal to them
    /// @param directions orthonormal rows, `[m × d]`, copied
    /// @throws IllegalArgumentException if the rows are not orthonormal to 1e-8
    public static SpectralCovariance along(Matrix directions, double ambient, double... variances) {
        Check.size("number of variances", variances.length, "number of directions", directions.rows());
        double[][] basis = directions.toArray();
        for (int i = 0; i < basis.length; i++) {
            for (int j = 0; j <= i; j++) {
                double product = dot(basis[i], basis[j]);
                if (!(Math.abs(product - (i == j ? 1 : 0)) <= ORTHONORMAL)) {
                    throw new IllegalArgumentException(Text.of("directions must be orthonormal, but rows %d and %d have the product %s", j, i, product));
                }
            }
        }
        return new SpectralCovariance(directions.columns(), ambient, variances, basis);
    }

    /// Any covariance.
    /// @param matrix `[d × d]`
    /// @throws IllegalArgumentException if it is not symmetric, or has an eigenvalue that is negative beyond rounding
    public static SpectralCovariance of(Matrix matrix) {
        SymmetricEigen eigen = SymmetricEigen.of(matrix);
        double[] values = eigen.values();
        double largest = values[values.length - 1];
        for (int i = 0; i < values.length; i++) {
            if (values[i] < 0) {
                if (values[i] < -values.length * 0x1p-50 * largest) {
                    throw new BadInput(
                            "a covariance must have no negative eigenvalue, got " + values[i]);
                }
                values[i] = 0;
            }
        }
        return along(eigen.vectors(), 0, values);
    }

    /// `F Fᵀ`, the covariance of F z with z standard normal.
    /// @param factors F, `[d × m]`, of any rank
    public static SpectralCovariance spanned(Matrix factors) {
        Matrix rows = Matrix.zeros(factors.columns(), Math.toIntExact(factors.rows()));
        for (int i = 0; i < rows.columns(); i++) {
            for (int j = 0; j < rows.rows(); j++) {
                rows.set(j, i, factors.get(i, j));
            }
        }
        Svd svd = Svd.of(rows);
        return along(svd.right(), 0, Arrays.stream(svd.values()).map(sigma -> sigma * sigma).toArray());
    }

    /// Variances along random orthonormal directions, none along the others.
    /// @param stream decides the directions; direction i is its Gaussian vector at index i, made orthogonal to those
    ///         before
    public static SpectralCovariance rotated(RandomStream stream, int dimension, double... variances) {
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
        return new SpectralCovariance(dimension, 0, variances, basis);
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

    /// The covariance itself, `[d × d]`.
    public Matrix toMatrix() {
        Matrix matrix = Matrix.zeros(dimension, dimension);
        for (int k = 0; k < dimension; k++) {
            matrix.set(k, k, ambient);
        }
        Matrix directions = directions();
        for (int m = 0; m < variances.length; m++) {
            double[] row = directions.row(m);
            for (int i = 0; i < dimension; i++) {
                for (int j = 0; j < dimension; j++) {
                    matrix.set(i, j, matrix.get(i, j) + (variances[m] - ambient) * (row[i] * row[j]));
                }
            }
        }
        return matrix;
    }

    /// All eigenvalues, `[d]`, in decreasing order.
    public double[] eigenvalues() {
        double[] values = Arrays.copyOf(variances, dimension);
        Arrays.fill(values, variances.length, dimension, ambient);
        return descending(values);
    }

    static double[] descending(double[] values) {
        double[] ascending = values.clone();
        Arrays.sort(ascending);
        double[] descending = new double[values.length];
        Arrays.setAll(descending, i -> ascending[values.length - 1 - i]);
        return descending;
    }

    /// Number of eigenvectors held, m: 0 for an isotropic covariance.
    public int rank() {
        return variances.length;
    }

    /// Draws vectors of N(mean, C), each from the normal numbers of an index: d of them, or m where nothing lies
    /// outside U.
    ///
    /// Where U is complete the square root of C is the symmetric one, which does not depend on the signs of
    /// eigenvectors.
    /// @param first index of the first vector
    /// @param into receives `[count × d]` from `offset` on
    void fill(RandomStream stream, long first, int count, double[] mean, double[] into, int offset) {
        if (basis.length == 0) {
            if (drawn() > 0) {
                stream.gaussianRows(first, count, drawn(), into, offset, dimension);
            }
            new AffineMap(sigmas(), mean).apply(into, offset, count);
            return;
        }
        double[] scratch = new double[basis.length];
        for (int i = 0; i < count; i++) {
            int at = offset + i * dimension;
            draw(stream, first + i, scratch, into, at);
            for (int k = 0; k < dimension; k++) {
                into[at + k] += mean[k];
            }
        }
    }

    /// As the double version: in float arithmetic where the eigenvectors are coordinate axes, else rounded.
    void fill(RandomStream stream, long first, int count, double[] mean, float[] into, int offset) {
        if (basis.length > 0) {
            RowCast.rounded((row, rows, values) -> fill(stream, row, rows, mean, values, 0), first, count, dimension,
                    into, offset);
            return;
        }
        if (drawn() > 0) {
            stream.gaussianRows(first, count, drawn(), into, offset, dimension);
        }
        new AffineMap(sigmas(), mean).apply(into, offset, count);
    }

    /// Whether the eigenvectors are coordinate axes.
    boolean isOnAxes() {
        return basis.length == 0;
    }

    /// Standard deviations of the coordinates that a vector on axes draws a number for; the others do not vary.
    double[] sigmas() {
        double[] all = Arrays.copyOf(sigmas, drawn());
        Arrays.fill(all, sigmas.length, all.length, Math.sqrt(ambient));
        return all;
    }

    private int drawn() {
        return ambient > 0 ? dimension : variances.length;
    }

    private void draw(RandomStream stream, long index, double[] scratch, double[] into, int offset) {
        if (ambient > 0 || basis.length == dimension) {
            drawEverywhere(stream, index, scratch, into, offset);
            return;
        }
        stream.gaussians(index, 0, scratch, 0, basis.length);
        Arrays.fill(into, offset, offset + dimension, 0);
        for (int i = 0; i < basis.length; i++) {
            add(sigmas[i] * scratch[i], basis[i], into, offset);
        }
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

    static double dot(double[] a, double[] b) {
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
