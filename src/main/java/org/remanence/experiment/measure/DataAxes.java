package org.remanence.experiment.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.remanence.data.SpectralCovariance;
import org.remanence.score.Directions;

/// An orthonormal basis of the space that data live in.
/// @param directions the eigenvectors of the covariance where the law is a centred Gaussian, else the coordinate axes
/// @param variances along them, where the law is known
public record DataAxes(Directions directions, Optional<double[]> variances) {
    /// The axes of data of one kind.
    /// @param dimension d
    /// @param covariance of a Gaussian law, if that is what they are drawn from
    public static DataAxes of(int dimension, Optional<SpectralCovariance> covariance) {
        return covariance.map(DataAxes::of).orElseGet(() -> new DataAxes(Directions.axes(dimension), Optional.empty()));
    }

    private static DataAxes of(SpectralCovariance covariance) {
        double[] variances = Arrays.copyOf(covariance.variances(), covariance.dimension());
        Arrays.fill(variances, covariance.rank(), variances.length, covariance.ambient());
        return new DataAxes(Directions.completing(covariance.directions()), Optional.of(variances));
    }

    /// How many.
    public int dimension() {
        return directions.rows().columns();
    }

    /// Axes of equal variance, in order of falling variance; none where the law is not known.
    public List<VarianceGroup> groups() {
        return variances.map(VarianceGroup::of).orElse(List.of());
    }
}
