package org.remanence.score;

import org.remanence.process.Diffusion;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;

/// The law of noised data, seen through its gradient.
///
/// A batch of states is a `[B × d]` matrix, one state a row; every method is defined for time > 0. Implementations may be
/// called by one thread at a time and use the workers of their session inside.
public interface Score {
    /// Numbers in a state.
    int dimension();

    /// The forward process whose noise this score undoes.
    Diffusion diffusion();

    /// log p_t of each state, in nats.
    double[] logDensity(Matrix states, double time);

    /// Posterior mean E[a | x_t] of the datum for each state (the denoiser).
    /// @param into receives `[B × d]`; may not be `states`
    void denoise(Matrix states, double time, Matrix into);

    /// ∇ log p_t of each state. By default Tweedie's formula `(s_t D − x) / v_t`.
    /// @param into receives `[B × d]`; may not be `states`
    default void score(Matrix states, double time, Matrix into) {
        denoise(states, time, into);
        double scale = diffusion().scale(time);
        double variance = diffusion().variance(time);
        double[] gradient = new double[dimension()];
        double[] state = new double[dimension()];
        for (long b = 0; b < states.rows(); b++) {
            into.copy(b, 1, gradient, 0);
            states.copy(b, 1, state, 0);
            for (int k = 0; k < gradient.length; k++) {
                gradient[k] = (scale * gradient[k] - state[k]) / variance;
            }
            into.write(b, 1, gradient, 0);
        }
    }

    /// Tells that the states to come do not follow those before: a score that remembers forgets.
    default void restart() { }

    /// The Jacobian ∂score_i/∂x_j of one state, `[d × d]`, symmetric.
    Matrix jacobian(double[] state, double time);

    /// Refuses times at which a score does not exist.
    /// @throws IllegalArgumentException unless 0 < time < ∞
    static double checkTime(double time) {
        return Check.positive("time", time);
    }
}
