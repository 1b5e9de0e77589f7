package org.remanence.network;

import org.remanence.tensor.Check;
import org.remanence.text.BadInput;

/// The running average of the parameters that makes the trained network: after step k it keeps the share
/// `min(decay, (1 + k)/(warmUp + k))` of what it was.
/// @param decay the greatest share, in [0, 1); 0 for the last parameters themselves
/// @param warmUp steps by which short trainings forget their start, from 1, which means that they do not; 10 is common
public record Averaging(double decay, double warmUp) {
    /// Refuses averages that never forget.
    public Averaging {
        if (!(decay >= 0 && decay < 1)) {
            throw new BadInput("the decay of an average must lie in [0, 1), got %s", decay);
        }
        if (!(Check.finite("warm-up of an average", warmUp) >= 1)) {
            throw new BadInput("the warm-up of an average must be at least 1, got %s", warmUp);
        }
    }

    /// Share of the old average after a step.
    /// @param step number of the step, from 1
    public double keep(long step) {
        return Math.min(decay, (1.0 + step) / (warmUp + step));
    }
}
