package org.remanence.sampler;

import org.remanence.process.Diffusion;
import org.remanence.process.Diffusion.Bridge;

/// A step that calls the score once, `x_s = state · x + slope · y + noise · z`: y is the score or the denoiser D at (x, t), z is
/// Gaussian. Each famous scheme is a row of this table, with h = t − s:
///
/// | scheme | y | state | slope | noise |
/// |---|---|---|---|---|
/// | em | score | 1 + h f | h g² | g √h |
/// | ei | D | c₀ | c₁ | √v of the bridge |
/// | ddim | D | √(v_s / v_t) | s_s − state · s_t | 0 |
/// @param along what y is
/// @param state factor on the state
/// @param slope factor on the score or the denoiser
/// @param noise factor on the Gaussian
record Coefficients(Along along, double state, double slope, double noise) {
    /// What a step follows.
    enum Along {
        /// The gradient of the log density.
        SCORE,
        /// The posterior mean of the datum.
        DENOISER
    }

    /// The coefficients of a scheme.
    @FunctionalInterface
    interface Table {
        /// From time t back to s < t.
        Coefficients at(Diffusion diffusion, double t, double s);
    }

    /// Euler–Maruyama on the reverse SDE: `x_s = x + h (f x + g² score) + g √h z`.
    ///
    /// Weak order 1. Close to a single pattern a step of the OU process multiplies the deviation by `1 + h − 2h / v_t`, so it
    /// overshoots from `h = tanh t` and grows from `h = 2 tanh t`: keep h < v_t, which lies between the two, and far below it for
    /// accuracy. (For VE the factor is `1 − h / t`, never beyond ±1.) An even grid that is fine at late times violates this near the
    /// data; [org.remanence.process.TimeGrid#linearThenGeometric] keeps to it. A step to s = 0 adds its noise to the datum.
    static Coefficients eulerMaruyama(Diffusion diffusion, double t, double s) {
        double h = t - s;
        double rate = diffusion.noiseRate();
        return new Coefficients(Along.SCORE, 1 + h * diffusion.pull(), h * rate, Math.sqrt(h * rate));
    }

    /// The bridge to the posterior mean, the step of denoising diffusion models: `x_s = c₀ x + c₁ D + √v z`.
    ///
    /// Weak order 1, stable for any step; with the posterior variance v of the bridge. It loses the spread of the datum within
    /// a step, which looks like a delayed collapse: 500 steps and more for one per cent. A step to s = 0 is the denoiser.
    /// Source: Ho, Jain and Abbeel, "Denoising diffusion probabilistic models", NeurIPS 2020, equation 7.
    static Coefficients bridge(Diffusion diffusion, double t, double s) {
        Bridge bridge = diffusion.bridge(t, s);
        return new Coefficients(Along.DENOISER, bridge.state(), bridge.datum(), Math.sqrt(bridge.variance()));
    }

    /// Denoising diffusion implicit models without noise: `x_s = s_s D + √(v_s / v_t) (x − s_t D)`.
    ///
    /// Euler's method for the probability flow `dy/dσ = (y − D) / σ`, with y = x / s and σ = √τ: order 1, stable for any step. A
    /// step to s = 0 is the denoiser.
    /// Source: Song, Meng and Ermon, "Denoising diffusion implicit models", ICLR 2021, equation 12 with σ = 0.
    static Coefficients ddim(Diffusion diffusion, double t, double s) {
        double keep = Math.sqrt(diffusion.variance(s) / diffusion.variance(t));
        return new Coefficients(Along.DENOISER, keep, diffusion.scale(s) - keep * diffusion.scale(t), 0);
    }
}
