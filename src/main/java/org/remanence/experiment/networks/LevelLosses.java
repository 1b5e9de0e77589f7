package org.remanence.experiment.networks;

import org.remanence.result.Curve;

/// Losses of the networks of one size at one level.
/// @param patterns n
/// @param sigma standard deviation of the noise
/// @param train loss on patterns of the training, in steps
/// @param heldOut loss on others, in steps; without numbers where there are none
public record LevelLosses(int patterns, double sigma, Curve train, Curve heldOut) {
    /// The checkpoint with the least loss held out, if a later one has more; else −1: the loss has not turned yet.
    int turn() {
        int least = 0;
        for (int i = 1; i < heldOut.size(); i++) {
            least = heldOut.mean()[i] < heldOut.mean()[least] ? i : least;
        }
        return Double.isNaN(heldOut.mean()[0]) || least == heldOut.size() - 1 ? -1 : least;
    }
}
