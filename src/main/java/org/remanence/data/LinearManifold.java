package org.remanence.data;

import org.remanence.random.RandomStream;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// A centred Gaussian on a linear subspace, the manifold of all points that its directions span.
/// @param covariance without variance outside its directions
public record LinearManifold(SpectralCovariance covariance) implements DataModel {
    /// @throws IllegalArgumentException if the covariance has variance everywhere
    public LinearManifold {
        if (covariance.ambient() > 0) {
            throw new BadInput(
                    "a linear manifold must have no variance outside it, got " + covariance.ambient());
        }
    }

    /// The manifold spanned by the first coordinate axes.
    /// @param variances one a direction of the manifold
    public static LinearManifold onAxes(int dimension, double... variances) {
        return new LinearManifold(SpectralCovariance.onAxes(dimension, variances));
    }

    /// A manifold spanned by random orthonormal directions.
    /// @param variances one a direction of the manifold
    public static LinearManifold rotated(RandomStream stream, int dimension, double... variances) {
        return new LinearManifold(SpectralCovariance.rotated(stream, dimension, variances));
    }

    @Override
    public String name() {
        return "manifold";
    }

    @Override
    public int dimension() {
        return covariance.dimension();
    }

    @Override
    public double[] mean() {
        return new double[dimension()];
    }

    @Override
    public double[] eigenvalues() {
        return covariance.eigenvalues();
    }

    @Override
    public void fill(RandomStream stream, long first, int count, double[] into, int offset) {
        covariance.fill(stream, first, count, mean(), into, offset);
    }

    @Override
    public void fill(RandomStream stream, long first, int count, float[] into, int offset) {
        covariance.fill(stream, first, count, mean(), into, offset);
    }

    @Override
    public String toString() {
        return Text.of("a linear manifold of dimension %d in dimension %d", covariance.rank(), dimension());
    }
}
