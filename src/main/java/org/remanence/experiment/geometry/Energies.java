package org.remanence.experiment.geometry;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.remanence.data.DataModel;
import org.remanence.data.GaussianModel;
import org.remanence.data.LinearManifold;
import org.remanence.data.SpectralCovariance;
import org.remanence.data.Sphere;
import org.remanence.linalg.Blas;
import org.remanence.linalg.PrincipalComponents;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Rows;
import org.remanence.theory.geometry.EnergyLaw;
import org.remanence.theory.geometry.GaussianEnergy;
import org.remanence.theory.geometry.SphericalEnergy;

/// Which law the energies ½|x − y|² of patterns have at a state.
final class Energies {
    private Energies() { }

    /// The exact law where it is known: for Gaussian, linear-manifold and spherical data.
    static Optional<EnergyLaw> of(DataModel model, double[] state) {
        return switch (model) {
            case GaussianModel gaussian -> Optional.of(gaussian(gaussian.mean(), gaussian.covariance(), state));
            case LinearManifold manifold -> Optional.of(gaussian(manifold.mean(), manifold.covariance(), state));
            case Sphere sphere -> Optional.of(new SphericalEnergy(sphere.dimension(), sphere.radius(), Math.sqrt(square(state))));
            default -> Optional.empty();
        };
    }

    /// The least energy that a pattern of such a law could have, which [EnergyLaw] counts from.
    static double floor(DataModel model, double[] state) {
        return switch (model) {
            case GaussianModel gaussian when gaussian.covariance().ambient() == 0 -> beside(gaussian.mean(), gaussian.covariance(), state);
            case LinearManifold manifold -> beside(manifold.mean(), manifold.covariance(), state);
            case Sphere sphere -> {
                double distance = Math.sqrt(square(state)) - sphere.radius();
                yield 0.5 * distance * distance;
            }
            default -> 0;
        };
    }

    private static double beside(double[] mean, SpectralCovariance covariance, double[] state) {
        double[] relative = IntStream.range(0, state.length).mapToDouble(k -> state[k] - mean[k]).toArray();
        double[] along = squares(covariance.directions(), relative);
        double[] variances = covariance.variances();
        return 0.5 * (square(relative) - IntStream.range(0, along.length).filter(i -> variances[i] > 0).mapToDouble(i -> along[i]).sum());
    }

    /// The exact law for patterns divided by their length, where all directions with variance have the same.
    static Optional<EnergyLaw> ofUnitLength(DataModel model, double[] state) {
        SpectralCovariance covariance = switch (model) {
            case GaussianModel gaussian when square(gaussian.mean()) == 0 -> gaussian.covariance();
            case LinearManifold manifold -> manifold.covariance();
            default -> null;
        };
        if (covariance == null) {
            return Optional.empty();
        }
        double[] variances = covariance.eigenvalues();
        long directions = Arrays.stream(variances).filter(each -> each > 0).count();
        boolean round = directions > 1 && Arrays.stream(variances).allMatch(each -> each == 0 || each == variances[0]);
        return round ? Optional.of(new SphericalEnergy((int) directions, 1, Math.sqrt(within(covariance, state)))) : Optional.empty();
    }

    /// The law for Gaussian data of the same mean and covariance.
    static EnergyLaw surrogate(Rows patterns, double[] state) {
        PrincipalComponents found = PrincipalComponents.of(patterns, patterns.columns(), Blas.get());
        double[] relative = IntStream.range(0, state.length).mapToDouble(k -> state[k] - found.mean()[k]).toArray();
        return new GaussianEnergy(found.variances(), squares(found.directions(), relative));
    }

    private static EnergyLaw gaussian(double[] mean, SpectralCovariance covariance, double[] state) {
        double[] relative = IntStream.range(0, state.length).mapToDouble(k -> state[k] - mean[k]).toArray();
        double[] along = squares(covariance.directions(), relative);
        double[] squares = Arrays.copyOf(along, state.length);
        double[] variances = Arrays.copyOf(covariance.variances(), state.length);
        if (along.length < state.length) {
            Arrays.fill(variances, along.length, state.length, covariance.ambient());
            squares[along.length] = Math.max(0, square(relative) - Arrays.stream(along).sum());
        }
        return new GaussianEnergy(variances, squares);
    }

    /// Squared length of the part of a state that lies along directions with variance.
    private static double within(SpectralCovariance covariance, double[] state) {
        return covariance.ambient() > 0 ? square(state) : Arrays.stream(squares(covariance.directions(), state)).sum();
    }

    private static double[] squares(Matrix directions, double[] state) {
        double[] squares = new double[Math.toIntExact(directions.rows())];
        for (int i = 0; i < squares.length; i++) {
            double product = 0;
            double[] direction = directions.row(i);
            for (int k = 0; k < state.length; k++) {
                product = Math.fma(direction[k], state[k], product);
            }
            squares[i] = product * product;
        }
        return squares;
    }

    static double square(double[] state) {
        return Arrays.stream(state).map(x -> x * x).sum();
    }
}
