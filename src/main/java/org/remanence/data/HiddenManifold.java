package org.remanence.data;

import java.util.Arrays;
import org.remanence.linalg.SymmetricEigen;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// The hidden manifold model `x = c σ(F z)`: m Gaussian latent numbers z, a random matrix F, and a function σ that bends the
/// linear manifold F spans.
///
/// The entries of F are independent, normal and of variance 1/m, so that `F z` has coordinates of the mean latent variance.
/// Source: Goldt, Mézard, Krzakala and Zdeborová, "Modeling the influence of data structure on learning in neural networks:
/// the hidden manifold model", Phys. Rev. X 10 (2020), eq. 3, with c that of [Nonlinearity].
public final class HiddenManifold implements DataModel {
    private static final long MOST_FACTORS = 1L << 28;

    private final int dimension;
    private final double[] variances;
    private final Nonlinearity nonlinearity;
    private final long seed;
    /// Fᵀ, `[m][d]`: column k of F is row k.
    private final double[][] factors;

    /// @param dimension d
    /// @param variances of the latent numbers, `[m]`
    /// @param nonlinearity σ
    /// @param seed names F; column k is the Gaussian vector at index k of its stream `factors`
    /// @throws IllegalArgumentException unless d, m ≥ 1, d m ≤ 2²⁸ and the variances are finite and not negative
    public HiddenManifold(int dimension, double[] variances, Nonlinearity nonlinearity, long seed) {
        this.dimension = (int) Check.atLeast("dimension", 1, dimension);
        this.variances = variances.clone();
        this.nonlinearity = nonlinearity;
        this.seed = seed;
        Check.atLeast("number of latent variances", 1, variances.length);
        for (double each : variances) {
            Check.nonNegative("variance", each);
        }
        if ((long) dimension * variances.length > MOST_FACTORS) {
            throw new BadInput("the d × m matrix of a hidden manifold must have at most 2^28 entries, got %d × %d", dimension, variances.length);
        }
        this.factors = factors(RandomStream.named(seed, "factors"), dimension, variances.length);
    }

    private static double[][] factors(RandomStream stream, int dimension, int latent) {
        double[][] rows = new double[latent][dimension];
        double sigma = 1 / Math.sqrt(latent);
        for (int k = 0; k < latent; k++) {
            stream.gaussians(k, 0, rows[k], 0, dimension);
            for (int i = 0; i < dimension; i++) {
                rows[k][i] *= sigma;
            }
        }
        return rows;
    }

    @Override
    public String name() {
        return "hidden";
    }

    @Override
    public int dimension() {
        return dimension;
    }

    /// Number of latent numbers, m.
    public int latentDimension() {
        return variances.length;
    }

    /// σ.
    public Nonlinearity nonlinearity() {
        return nonlinearity;
    }

    @Override
    public double[] mean() {
        double[] mean = new double[dimension];
        for (int k = 0; k < factors.length; k++) {
            for (int i = 0; i < dimension; i++) {
                mean[i] += variances[k] * factors[k][i] * factors[k][i];
            }
        }
        Arrays.setAll(mean, i -> nonlinearity.mean(mean[i]));
        return mean;
    }

    /// Those of the d × d covariance for this F, in closed form; for tanh by a series in Hermite polynomials.
    @Override
    public double[] eigenvalues() {
        Matrix products = nonlinearity.products(linear().toMatrix());
        double[] mean = mean();
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j < dimension; j++) {
                products.set(i, j, products.get(i, j) - mean[i] * mean[j]);
            }
        }
        return SpectralCovariance.descending(SymmetricEigen.values(products));
    }

    /// The covariance of F z, which is that of the patterns if σ is the identity.
    public SpectralCovariance linear() {
        Matrix spanning = Matrix.zeros(dimension, factors.length);
        for (int k = 0; k < factors.length; k++) {
            for (int i = 0; i < dimension; i++) {
                spanning.set(i, k, Math.sqrt(variances[k]) * factors[k][i]);
            }
        }
        return SpectralCovariance.spanned(spanning);
    }

    @Override
    public void fill(RandomStream stream, long first, int count, double[] into, int offset) {
        double[] latent = new double[factors.length];
        double[] pattern = new double[dimension];
        for (int row = 0; row < count; row++) {
            stream.gaussians(first + row, 0, latent, 0, latent.length);
            Arrays.fill(pattern, 0);
            for (int k = 0; k < latent.length; k++) {
                add(Math.sqrt(variances[k]) * latent[k], factors[k], pattern);
            }
            for (int i = 0; i < dimension; i++) {
                into[offset + row * dimension + i] = nonlinearity.of(pattern[i]);
            }
        }
    }

    /// Sums run over latent numbers in order, coordinate by coordinate: the same bits on every platform.
    private static void add(double factor, double[] from, double[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] += factor * from[i];
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HiddenManifold hidden && dimension == hidden.dimension && seed == hidden.seed
                && nonlinearity == hidden.nonlinearity && Arrays.equals(variances, hidden.variances);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(variances) ^ Long.hashCode(seed) ^ dimension;
    }

    @Override
    public String toString() {
        return Text.of("a hidden manifold of dimension %d in dimension %d, %s", latentDimension(), dimension, nonlinearity.word());
    }
}
