package org.remanence.score;

import org.remanence.process.Diffusion;
import org.remanence.tensor.Matrix;

/// The score of a finite set of patterns for states on their way: row b of each call is where row b of the call before
/// has moved.
///
/// It remembers the heaviest pattern of each state. Where few patterns hold the weight, the others are held against
/// that one by products in float, and those that cannot matter are not scored: together at most 2⁻²⁴ of the whole in
/// float and 2⁻⁵³ in double. On the way it learns which patterns are near, and as a state can only have come nearer by
/// as much as it moved, it does without the products for as long as that list lasts. The bound on what was passed over
/// is returned with the posterior. States whose weight is spread are compared with all patterns as by [EmpiricalScore].
/// The numbers of a state depend on its own past since the last [#restart], on no other state. Memory: eight bytes a
/// near pattern and state, at most 128 KiB a state, and nothing is remembered beyond 256 MiB.
public final class TrackedScore implements Score {
    private static final long MOST = 1 << 25;

    private final EmpiricalScore whole;
    private NeighbourLists trail;
    private int followed;
    private long asked;
    private long pruned;

    /// @param whole what it prunes
    TrackedScore(EmpiricalScore whole) {
        this.whole = whole;
    }

    @Override
    public int dimension() {
        return whole.dimension();
    }

    @Override
    public Diffusion diffusion() {
        return whole.diffusion();
    }

    /// As [EmpiricalScore#posterior], for the states of the call before, moved.
    /// @param states `[B × d]`; with another B than before, nothing is known of them
    public Posterior posterior(Matrix states, double time) {
        return posterior(states, time, true);
    }

    private Posterior posterior(Matrix states, double time, boolean weighted) {
        int batch = Math.toIntExact(states.rows());
        if ((long) batch * NeighbourList.most(whole.patterns().rows()) > MOST) {
            return whole.posterior(states, time);
        }
        if (trail == null || followed != batch) {
            trail = whole.trail(batch);
            followed = batch;
        }
        boolean[] settled = new boolean[batch];
        Posterior posterior = whole.posterior(states, time, weighted, trail, settled);
        asked += batch;
        for (boolean each : settled) {
            pruned += each ? 1 : 0;
        }
        return posterior;
    }

    /// Share of all states so far for which tiles were passed over, ∈ [0, 1].
    public double prunedShare() {
        return asked == 0 ? 0 : (double) pruned / asked;
    }

    @Override
    public void restart() {
        trail = null;
    }

    @Override
    public double[] logDensity(Matrix states, double time) {
        return posterior(states, time, false).logDensity();
    }

    @Override
    public void denoise(Matrix states, double time, Matrix into) {
        into.segment().copyFrom(posterior(states, time).denoiser().segment());
    }

    @Override
    public void score(Matrix states, double time, Matrix into) {
        into.segment().copyFrom(posterior(states, time).score().segment());
    }

    @Override
    public Matrix jacobian(double[] state, double time) {
        return whole.jacobian(state, time);
    }
}
