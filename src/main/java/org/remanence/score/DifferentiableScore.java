package org.remanence.score;

import org.remanence.tensor.Matrix;

/// A score that knows its own derivative in closed form.
public interface DifferentiableScore extends Score {
    /// The Jacobian ∂score_i/∂x_j of one state, `[d × d]`, symmetric.
    /// @param state `[d]`
    /// @param time of the state, > 0
    Matrix jacobian(double[] state, double time);
}
