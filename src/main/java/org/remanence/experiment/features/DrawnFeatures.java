package org.remanence.experiment.features;

import org.remanence.feature.RandomFeatures;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.theory.features.FeatureLaw;

/// Random features and the patterns that they see, of each realization.
interface DrawnFeatures {
    /// p.
    int features();

    /// n.
    int patterns();

    /// d.
    int dimension();

    /// The features of a realization.
    RandomFeatures draw(int realization, Session session);

    /// The patterns of a realization, `[n × d]`.
    Matrix patterns(int realization, Session session);

    /// The limit d → ∞ for Gaussian data of the same covariance.
    FeatureLaw law();
}
