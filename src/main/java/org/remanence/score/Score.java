package org.remanence.score;

import org.remanence.process.Diffusion;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;

/// ∇ log p_t of noised data, and the denoiser that comes with it: what every score has. What only some know is a capability
/// of its own: [Density], [DifferentiableScore], [DatumDraw].
///
/// A batch of states is a `[B × d]` matrix, one state a row; every method is defined for time > 0. Implementations may be
/// called by one thread at a time and use the workers of their session inside.
public interface Score {
    /// Numbers in a state.
    int dimension();

    /// The forward process whose noise this score undoes.
    Diffusion diffusion();

    /// ∇ log p_t of each state.
    /// @param into receives `[B × d]`; may not be `states`
    void score(Matrix states, double time, Matrix into);

    /// Posterior mean E[a | x_t] of the datum for each state (the denoiser). By default Tweedie's formula
    /// `(x + v_t ∇ log p_t) / s_t`, which loses digits where the score nearly cancels the state.
    /// @param into receives `[B × d]`; may not be `states`
    default void denoise(Matrix states, double time, Matrix into) {
        score(states, time, into);
        double scale = diffusion().scale(time);
        double variance = diffusion().variance(time);
        double[] datum = new double[dimension()];
        double[] state = new double[dimension()];
        for (long b = 0; b < states.rows(); b++) {
            into.copy(b, 1, datum, 0);
            states.copy(b, 1, state, 0);
            for (int k = 0; k < datum.length; k++) {
                datum[k] = (state[k] + variance * datum[k]) / scale;
            }
            into.write(b, 1, datum, 0);
        }
    }

    /// This score for one run of trajectories: row b of each call is where row b of the call before has moved. A score that
    /// learns on the way returns a view that knows nothing yet.
    default Score forRun() {
        return this;
    }

    /// Refuses times at which a score does not exist.
    /// @throws IllegalArgumentException unless 0 < time < ∞
    static double checkTime(double time) {
        return Check.positive("time", time);
    }
}
