package org.remanence.sampler;

import org.remanence.process.Diffusion.Bridge;
import org.remanence.score.DatumDraw;
import org.remanence.score.Score;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

/// Draws a datum from the posterior, then the bridge to it: `a ~ p(a | x_t)`, `x_s = c₀ x + c₁ a + √v z`.
///
/// Exact for a step of any length, so it is the reference for every scheme with noise and the fastest way to clone. A step to
/// s = 0 is the datum.
public final class Ancestral implements Sampler {
    private final DatumDraw score;
    private final Combination combination;
    private final Buffer drawn;

    /// @param score that can draw from its posterior
    /// @param session whose workers share the rows
    public Ancestral(DatumDraw score, Session session) {
        this.score = score;
        this.combination = new Combination(score.dimension(), session);
        this.drawn = new Buffer(score.dimension());
    }

    @Override
    public Scheme scheme() {
        return Scheme.ANCESTRAL;
    }

    @Override
    public Score score() {
        return score;
    }

    /// The draw of the datum takes the first positions of the step, the noise of the bridge those that follow.
    @Override
    public void step(Matrix states, double t, double s, Noise noise) {
        Sampler.check(score, states, t, s);
        Bridge bridge = diffusion().bridge(t, s);
        long position = noise.step() * (score.drawPositions() + Noise.positions(score.dimension()));
        Matrix datum = drawn.rows(states.rows());
        score.draw(states, t, noise.stream(), noise.firstIndex(), position, datum);
        combination.into(states, bridge.state(), states, bridge.datum(), datum, Math.sqrt(bridge.variance()),
                noise.stream(), noise.firstIndex(), position + score.drawPositions());
    }
}
