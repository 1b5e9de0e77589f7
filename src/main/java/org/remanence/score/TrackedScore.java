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
/// The numbers of a state depend on its own past in this view ([#forRun] begins another), on no other state. Memory: eight
/// bytes a near pattern and state, at most 128 KiB a state, and nothing is remembered beyond 256 MiB.
public final class TrackedScore implements Score {
    private static final long MOST = 1 << 25;

    private final EmpiricalScore whole;
    private final Tally tally;
    private NeighbourLists lists;
    private int followed;

    /// @param whole what it prunes
    TrackedScore(EmpiricalScore whole) {
        this(whole, new Tally());
    }

    private TrackedScore(EmpiricalScore whole, Tally tally) {
        this.whole = whole;
        this.tally = tally;
    }

    /// States that were asked for and states that lists settled, in all views.
    private static final class Tally {
        private long asked;
        private long pruned;
    }

    /// A view that has seen no states yet.
    @Override
    public TrackedScore forRun() {
        return new TrackedScore(whole, tally);
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
        int batch = Math.toIntExact(states.rows());
        if ((long) batch * NeighbourList.most(whole.patterns().rows()) > MOST) {
            return whole.posterior(states, time);
        }
        if (lists == null || followed != batch) {
            lists = whole.lists(batch);
            followed = batch;
        }
        Posterior posterior = whole.posterior(states, time, true, lists);
        tally.asked += batch;
        tally.pruned += lists.settled();
        return posterior;
    }

    /// Share of all states so far, in this view and those it began, for which tiles were passed over, ∈ [0, 1].
    public double prunedShare() {
        return tally.asked == 0 ? 0 : (double) tally.pruned / tally.asked;
    }

    @Override
    public void denoise(Matrix states, double time, Matrix into) {
        into.segment().copyFrom(posterior(states, time).denoiser().segment());
    }

    @Override
    public void score(Matrix states, double time, Matrix into) {
        into.segment().copyFrom(posterior(states, time).score().segment());
    }
}
