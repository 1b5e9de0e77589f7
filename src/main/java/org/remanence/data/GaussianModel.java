package org.remanence.data;

import org.remanence.random.RandomStream;
import org.remanence.tensor.Check;

/// One Gaussian, N(mean, C).
/// @param mean `[d]`
/// @param covariance C
public record GaussianModel(double[] mean, SpectralCovariance covariance) implements DataModel {
    /// The mean is copied.
    /// @throws org.remanence.tensor.ShapeException if the dimensions differ
    public GaussianModel {
        Check.size("length of the mean", mean.length, "dimension of the covariance", covariance.dimension());
        mean = mean.clone();
        for (double each : mean) {
            Check.finite("mean", each);
        }
    }

    /// N(0, σ² I).
    /// @param sigma standard deviation
    public static GaussianModel isotropic(int dimension, double sigma) {
        return centred(SpectralCovariance.isotropic(dimension, sigma));
    }

    /// N(0, C).
    public static GaussianModel centred(SpectralCovariance covariance) {
        return new GaussianModel(new double[covariance.dimension()], covariance);
    }

    @Override
    public String name() {
        return "gaussian";
    }

    @Override
    public int dimension() {
        return mean.length;
    }

    @Override
    public double[] mean() {
        return mean.clone();
    }

    @Override
    public double[] eigenvalues() {
        return covariance.eigenvalues();
    }

    @Override
    public void fill(RandomStream stream, long first, int count, double[] into, int offset) {
        covariance.fill(stream, first, count, mean, into, offset);
    }

    @Override
    public void fill(RandomStream stream, long first, int count, float[] into, int offset) {
        covariance.fill(stream, first, count, mean, into, offset);
    }

    @Override
    public String toString() {
        return "a Gaussian in dimension " + dimension();
    }
}
