package org.remanence.sampler;

import org.remanence.process.Diffusion.Bridge;
import org.remanence.score.Score;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

/// The bridge to the average of the denoiser at both ends of the step, with the same noise:
/// `b = c₀ x + √v z`, `D₁ = D(x, t)`, `D₂ = D(b + c₁ D₁, s)`, `x_s = b + c₁ (D₁ + D₂) / 2`.
///
/// Weak order 2, two calls of the score a step, stable for any step; 60 steps do what the one-stage scheme does in 500. A step to
/// s = 0 is the denoiser, in one call.
public final class EiHeun implements Sampler {
    private final Score score;
    private final Combination combination;
    private final Buffer atStart;
    private final Buffer atEnd;
    private final Buffer predicted;

    /// @param score of any kind
    /// @param session whose workers share the rows
    public EiHeun(Score score, Session session) {
        this.score = score;
        this.combination = new Combination(score.dimension(), session);
        this.atStart = new Buffer(score.dimension());
        this.atEnd = new Buffer(score.dimension());
        this.predicted = new Buffer(score.dimension());
    }

    @Override
    public Scheme scheme() {
        return Scheme.EI_HEUN;
    }

    @Override
    public Score score() {
        return score;
    }

    @Override
    public void step(Matrix states, double t, double s, Noise noise) {
        Sampler.check(score, states, t, s);
        Bridge bridge = diffusion().bridge(t, s);
        Matrix first = atStart.rows(states.rows());
        score.denoise(states, t, first);
        long position = noise.step() * Noise.positions(score.dimension());
        double half = bridge.datum() / 2;
        combination.into(states, bridge.state(), states, half, first, Math.sqrt(bridge.variance()),
                noise.stream(), noise.firstIndex(), position);
        Matrix second = first;
        if (s > 0) {
            Matrix guess = predicted.rows(states.rows());
            second = atEnd.rows(states.rows());
            combination.into(guess, 1, states, half, first);
            score.denoise(guess, s, second);
        }
        combination.into(states, 1, states, half, second);
    }
}
