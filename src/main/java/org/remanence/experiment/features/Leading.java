package org.remanence.experiment.features;

import java.util.Arrays;
import org.remanence.feature.FeatureMoments;
import org.remanence.feature.RandomFeatures;
import org.remanence.linalg.Blas;
import org.remanence.linalg.Lanczos;
import org.remanence.linalg.LeadingEigen;
import org.remanence.linalg.LinearOperator;
import org.remanence.linalg.WorkMonitor;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

/// The top of the spectrum of U of a mixture.
/// @param largest eigenvalue
/// @param below the next ones, descending
/// @param overlap squared, of the first eigenvector with W m/|W m|
/// @param dataOverlap squared, of Wᵀ times the first eigenvector with m/|m|
record Leading(double largest, double[] below, double overlap, double dataOverlap) {
    /// Eigenvalues of the bulk that its edge is read off: more of them lie where its density is no square root any more.
    private static final int BELOW = 6;
    private static final double TOLERANCE = 1e-9;

    /// The top of U over patterns.
    /// @param direction m/|m|
    static Leading of(RandomFeatures features, Matrix patterns, double time, double[] direction, Session session) {
        Matrix second = FeatureMoments.of(features, patterns, time, session).second();
        LeadingEigen top = Lanczos.largest(Math.min(1 + BELOW, features.features()), Blas.get(), WorkMonitor.NONE)
                .withTolerance(TOLERANCE).of(LinearOperator.of(second, Blas.get()));
        double[] vector = top.vectors().row(0);
        double[] image = new double[direction.length];
        double along = 0;
        double length = 0;
        for (int i = 0; i < vector.length; i++) {
            double[] row = features.weights().row(i);
            double projection = 0;
            for (int k = 0; k < row.length; k++) {
                projection += row[k] * direction[k];
                image[k] += vector[i] * row[k];
            }
            along += vector[i] * projection;
            length += projection * projection;
        }
        double square = 0;
        for (double each : image) {
            square += each * each;
        }
        return new Leading(top.values()[0], Arrays.copyOfRange(top.values(), 1, top.values().length), along * along / length,
                along * along / square);
    }

    /// The second largest eigenvalue.
    double second() {
        return below[0];
    }

    /// Of the bulk.
    SoftEdge edge() {
        return SoftEdge.of(below);
    }
}
