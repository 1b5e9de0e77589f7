package org.remanence.network;

/// How the rate of learning changes during a training.
public enum RateSchedule {
    /// It does not.
    CONSTANT,
    /// Half a period of a cosine, from the full rate to 0 at the last step.
    COSINE;

    /// Factor on the rate.
    /// @param step steps done before
    /// @param steps of the whole training
    public double factor(long step, long steps) {
        return switch (this) {
            case CONSTANT -> 1;
            case COSINE -> (1 + Math.cos(Math.PI * Math.min(step, steps) / steps)) / 2;
        };
    }
}
