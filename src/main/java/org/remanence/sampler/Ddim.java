package org.remanence.sampler;

import org.remanence.process.Diffusion;
import org.remanence.score.Score;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

/// The step of denoising diffusion implicit models, without noise: `x_s = s_s D + √(v_s / v_t) (x − s_t D)`, D = D(x, t).
///
/// Euler's method for the probability flow `dy/dσ = (y − D) / σ`, with y = x / s and σ = √τ: order 1, stable for any step. A
/// step to s = 0 is the denoiser.
/// Source: Song, Meng and Ermon, "Denoising diffusion implicit models", ICLR 2021, equation 12 with σ = 0.
public final class Ddim implements Sampler {
    private final Score score;
    private final Combination combination;
    private final Buffer denoised;

    /// @param score of any kind
    /// @param session whose workers share the rows
    public Ddim(Score score, Session session) {
        this.score = score;
        this.combination = new Combination(score.dimension(), session);
        this.denoised = new Buffer(score.dimension());
    }

    @Override
    public Scheme scheme() {
        return Scheme.DDIM;
    }

    @Override
    public Score score() {
        return score;
    }

    @Override
    public void step(Matrix states, double t, double s, Noise noise) {
        Sampler.check(score, states, t, s);
        Diffusion diffusion = diffusion();
        Matrix datum = denoised.rows(states.rows());
        score.denoise(states, t, datum);
        double keep = Math.sqrt(diffusion.variance(s) / diffusion.variance(t));
        combination.into(states, keep, states, diffusion.scale(s) - keep * diffusion.scale(t), datum);
    }
}
