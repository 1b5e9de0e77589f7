package org.remanence.experiment.features;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.remanence.data.DataModel;
import org.remanence.data.GaussianMixture;
import org.remanence.data.GaussianModel;
import org.remanence.feature.FeatureMoments;
import org.remanence.feature.RandomFeatures;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

/// A law of Gaussian clusters of equal weight that are round and of one width: the moments of features over it are known exactly.
/// @param centres `[K × d]`
/// @param variance σ² of a cluster
record RoundClusters(Matrix centres, double variance) {
    /// The clusters of a law, if it is one of these.
    static Optional<RoundClusters> of(DataModel law) {
        return switch (law) {
            case GaussianModel gaussian -> of(List.of(gaussian));
            case GaussianMixture mixture when Arrays.stream(mixture.weights()).distinct().count() == 1 ->
                of(mixture.components());
            default -> Optional.empty();
        };
    }

    private static Optional<RoundClusters> of(List<GaussianModel> clusters) {
        double variance = clusters.getFirst().covariance().ambient();
        boolean round = clusters.stream().map(GaussianModel::covariance)
                .allMatch(covariance -> covariance.rank() == 0 && covariance.ambient() == variance);
        double[][] centres = clusters.stream().map(GaussianModel::mean).toArray(double[][]::new);
        return round ? Optional.of(new RoundClusters(Matrix.of(centres), variance)) : Optional.empty();
    }

    /// The moments of features over the law, noised up to a time.
    FeatureMoments moments(RandomFeatures features, double time, Session session) {
        double[] variances = new double[features.dimension()];
        Arrays.fill(variances, Math.exp(-2 * time) * variance - Math.expm1(-2 * time));
        return FeatureMoments.population(features, centres, variances, time, session);
    }
}
