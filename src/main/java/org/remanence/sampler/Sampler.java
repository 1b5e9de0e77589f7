package org.remanence.sampler;

import org.remanence.process.Diffusion;
import org.remanence.score.Score;
import org.remanence.session.Session;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;
import org.remanence.text.BadInput;

/// One step of the reverse process under a score, for either diffusion.
///
/// A sampler owns its scratch, allocates nothing while the batch keeps its size, and serves one thread at a time.
public sealed interface Sampler permits OneStage, EiHeun, HeunSigma, Ancestral {
    /// Which scheme this is.
    Scheme scheme();

    /// The score it follows.
    Score score();

    /// Takes each state from time t back to s, in place.
    /// @param states `[B × d]`
    /// @param t time of the states, > 0
    /// @param s time they arrive at, 0 ≤ s < t
    /// @param noise address of the random numbers; schemes of the probability flow read none
    void step(Matrix states, double t, double s, Noise noise);

    /// This scheme for one run of trajectories, under [Score#forRun].
    /// @param session whose workers share the rows
    default Sampler forRun(Session session) {
        Score own = score().forRun();
        return own == score() ? this : scheme().with(own, session);
    }

    /// The forward process.
    default Diffusion diffusion() {
        return score().diffusion();
    }

    /// Refuses states of another dimension and steps that do not lead back in time.
    static void check(Score score, Matrix states, double t, double s) {
        Check.size("columns of states", states.columns(), "dimension of the score", score.dimension());
        Check.positive("time before the step", t);
        Check.nonNegative("time after the step", s);
        if (!(s < t)) {
            throw new BadInput("a reverse step leads back in time: s must be below t = %s, got %s", t, s);
        }
    }
}
