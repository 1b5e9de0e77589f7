package org.remanence.experiment.features;

import org.remanence.feature.GradientFlow;
import org.remanence.feature.TimeIntegratedNetwork;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.theory.features.MatrixDyson;

/// What networks for all times are trained and tested on, drawn again for each realization.
interface IntegratedTraining {
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

    /// A network with the patterns that it is trained on.
    /// @param patterns `[n × d]`
    record Realization(TimeIntegratedNetwork network, Matrix patterns) { }

    /// Draws a network and patterns.
    Realization draw(int realization, Session session);

    /// Training of a network.
    GradientFlow flow(int realization, Realization drawn, Session session);

    /// States that copy no pattern on purpose: draws from the law of the data, or patterns held out.
    /// @param count how many, where they are drawn
    Matrix fresh(int realization, int count, Session session);

    /// The spectrum of U in the limit d → ∞ for Gaussian data of the same covariance.
    MatrixDyson limit();
}
