package org.remanence.score;

import org.remanence.tensor.Matrix;

/// The density p_t of noised data, where a score knows it in closed form.
public interface Density {
    /// log p_t of each state, in nats.
    /// @param states `[B × d]`
    /// @param time of the states, > 0
    double[] logDensity(Matrix states, double time);
}
