package org.remanence.sampler;

import org.remanence.process.Diffusion.Bridge;
import org.remanence.score.Score;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

/// The bridge to the posterior mean, the step of denoising diffusion models: `x_s = c₀ x + c₁ D(x, t) + √v z`.
///
/// Weak order 1, stable for any step; with the posterior variance v of the bridge. It loses the spread of the datum within
/// a step, which looks like a delayed collapse: 500 steps and more for one per cent. A step to s = 0 is the denoiser.
/// Source: Ho, Jain and Abbeel, "Denoising diffusion probabilistic models", NeurIPS 2020, equation 7.
public final class ExponentialIntegrator implements Sampler {
    private final Score score;
    private final Combination combination;
    private final Buffer denoised;

    /// @param score of any kind
    /// @param session whose workers share the rows
    public ExponentialIntegrator(Score score, Session session) {
        this.score = score;
        this.combination = new Combination(score.dimension(), session);
        this.denoised = new Buffer(score.dimension());
    }

    @Override
    public Scheme scheme() {
        return Scheme.EXPONENTIAL;
    }

    @Override
    public Score score() {
        return score;
    }

    @Override
    public void step(Matrix states, double t, double s, Noise noise) {
        Sampler.check(score, states, t, s);
        Bridge bridge = diffusion().bridge(t, s);
        Matrix datum = denoised.rows(states.rows());
        score.denoise(states, t, datum);
        long position = noise.step() * Noise.positions(score.dimension());
        combination.into(states, bridge.state(), states, bridge.datum(), datum, Math.sqrt(bridge.variance()),
                noise.stream(), noise.firstIndex(), position);
    }
}
