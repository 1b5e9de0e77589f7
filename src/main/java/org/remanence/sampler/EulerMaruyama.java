package org.remanence.sampler;

import org.remanence.score.Score;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

/// Euler–Maruyama on the reverse SDE: `x_s = x + h (f x + g² score(x, t)) + g √h z`, h = t − s.
///
/// Weak order 1. Close to a single pattern a step of the OU process multiplies the deviation by `1 + h − 2h / v_t`, so it
/// overshoots from `h = tanh t` and grows from `h = 2 tanh t`: keep h < v_t, which lies between the two, and far below it for accuracy.
/// (For VE the factor is `1 − h / t`, never beyond ±1.) An even grid that is fine at late times violates this near the data;
/// [org.remanence.process.TimeGrid#linearThenGeometric] keeps to it. A step to s = 0 adds its noise to the datum.
public final class EulerMaruyama implements Sampler {
    private final Score score;
    private final Combination combination;
    private final Buffer drift;

    /// @param score of any kind
    /// @param session whose workers share the rows
    public EulerMaruyama(Score score, Session session) {
        this.score = score;
        this.combination = new Combination(score.dimension(), session);
        this.drift = new Buffer(score.dimension());
    }

    @Override
    public Scheme scheme() {
        return Scheme.EULER_MARUYAMA;
    }

    @Override
    public Score score() {
        return score;
    }

    @Override
    public void step(Matrix states, double t, double s, Noise noise) {
        Sampler.check(score, states, t, s);
        Matrix gradient = drift.rows(states.rows());
        score.score(states, t, gradient);
        double h = t - s;
        double rate = diffusion().noiseRate();
        long position = noise.step() * Noise.positions(score.dimension());
        combination.into(states, 1 + h * diffusion().pull(), states, h * rate, gradient, Math.sqrt(h * rate),
                noise.stream(), noise.firstIndex(), position);
    }
}
