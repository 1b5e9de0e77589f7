package org.remanence.score;

import org.remanence.tensor.Matrix;

/// A score that knows its own derivative.
public interface DifferentiableScore extends Score {
    /// The Jacobian ∂score_i/∂x_j of one state, `[d × d]`: row i holds the derivatives of coordinate i. That of
    /// the score of a law is symmetric; that of a trained score, which is no gradient, is not.
    /// @param state `[d]`
    /// @param time of the state, > 0
    Matrix jacobian(double[] state, double time);
}
