package org.remanence.experiment.geometry;

import org.remanence.experiment.measure.JacobianReading;
import org.remanence.experiment.measure.NoisedDraws;
import org.remanence.network.TrainedScore;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Rows;

/// Directions that data still have for a trained network.
final class NetworkDimension {
    private NetworkDimension() { }

    /// d + v tr J at noised patterns; the states are those of the empirical score's effective dimension.
    /// @param patterns that are noised, one a state, with repeats
    /// @param count states
    static double[] effective(TrainedScore score, Rows patterns, double time, int count, Session session) {
        double[] dimension = new double[count];
        Matrix states = Matrix.zeros(count, score.dimension());
        new NoisedDraws(patterns, score.diffusion(), session).states(0, time, states);
        double variance = score.diffusion().variance(time);
        session.progress().begin("effective dimension", count);
        session.parallel(count, b -> {
            dimension[b] = score.dimension() + variance * JacobianReading.trace(score.jacobian(states.row(b), time));
            session.progress().advance(1);
        });
        session.progress().end();
        return dimension;
    }
}
