package org.remanence.experiment.features;

import org.remanence.feature.GradientFlow;
import org.remanence.session.Session;
import org.remanence.theory.features.FeatureLaw;

/// What random-feature scores are trained and tested on, drawn again for each realization.
interface TrainedSystem {
    /// p.
    int features();

    /// n, the patterns trained on.
    int patterns();

    /// Patterns that the test loss is a mean over; 0 where it is the exact mean over their law.
    int heldOut();

    /// d.
    int dimension();

    /// Variance of a coordinate of the data, mean over coordinates.
    double meanVariance();

    /// Training of the features of a realization.
    GradientFlow flow(int realization, Session session);

    /// C_t, the test loss of the true score in that realization; NaN where the law of the data is not known.
    double unexplained(int realization, Session session);

    /// The limit d → ∞ for Gaussian data of the same covariance.
    FeatureLaw law();
}
