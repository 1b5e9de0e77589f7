package org.remanence.sampler;

import org.remanence.process.Diffusion;
import org.remanence.score.Score;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

/// Heun's method for the probability flow `dy/dσ = (y − D) / σ`, with y = x / s and σ = √τ.
///
/// With `ρ = σ_s / σ_t` the Euler guess is `ρ y + (1 − ρ) D₁`, and the corrected step `ρ y + (1 − ρ) ((1 − 1/2ρ) D₁ + D₂ / 2ρ)`, D₂ being the
/// denoiser at the guess. Order 2, two calls of the score a step. A step to s = 0 is Euler's, the denoiser.
/// Source: Karras, Aittala, Aila and Laine, "Elucidating the design space of diffusion-based generative models", NeurIPS 2022,
/// algorithm 1.
public final class HeunSigma implements Sampler {
    private final Score score;
    private final Combination combination;
    private final Buffer atStart;
    private final Buffer atEnd;
    private final Buffer predicted;

    /// @param score of any kind
    /// @param session whose workers share the rows
    public HeunSigma(Score score, Session session) {
        this.score = score;
        this.combination = new Combination(score.dimension(), session);
        this.atStart = new Buffer(score.dimension());
        this.atEnd = new Buffer(score.dimension());
        this.predicted = new Buffer(score.dimension());
    }

    @Override
    public Scheme scheme() {
        return Scheme.HEUN;
    }

    @Override
    public Score score() {
        return score;
    }

    @Override
    public void step(Matrix states, double t, double s, Noise noise) {
        Sampler.check(score, states, t, s);
        Diffusion diffusion = diffusion();
        double keep = Math.sqrt(diffusion.variance(s) / diffusion.variance(t));
        double mix = diffusion.scale(s) - keep * diffusion.scale(t);
        Matrix first = atStart.rows(states.rows());
        score.denoise(states, t, first);
        if (s == 0) {
            combination.into(states, keep, states, mix, first);
            return;
        }
        Matrix guess = predicted.rows(states.rows());
        Matrix second = atEnd.rows(states.rows());
        combination.into(guess, keep, states, mix, first);
        score.denoise(guess, s, second);
        double inverseRatio = Math.sqrt(diffusion.noiseToSignal(t) / diffusion.noiseToSignal(s));
        combination.into(states, keep, states, mix * (1 - inverseRatio / 2), first);
        combination.into(states, 1, states, mix * inverseRatio / 2, second);
    }
}
