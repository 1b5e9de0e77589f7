package org.remanence.kernel;

import org.remanence.tensor.Rows;

/// The pass for states whose log-weights the products cannot resolve: the products only screen, and every pattern that can
/// matter is scored again, directly and in double.
///
/// A pattern is passed over if its log-weight, at the upper end of its rounding bound, lies below the best lower end so far by
/// more than `cut`.
public final class ScreenedPass {
    private final PosteriorTile tile;
    private final Tiling tiling;
    private final States states;
    private final Rounding[] rounding;
    private final DirectScoring direct;
    private final double cut;
    private final Crowd crowd;
    private final double[] largest;
    private final double[] raw;

    /// @param tile arithmetic of the screen and scratch of this thread
    /// @param tiling the cut of the patterns
    /// @param states the batch
    /// @param rounding bound on the log-weights of the screen, a state each
    /// @param distance the direct distance
    /// @param cut patterns lighter than e^{−cut} of the heaviest may be passed over, in nats
    /// @param crowd learns which states this pass does not suit; their moments are of no use
    public ScreenedPass(PosteriorTile tile, Tiling tiling, States states, Rounding[] rounding, Distance distance, double cut,
                        Crowd crowd) {
        this.tile = tile;
        this.tiling = tiling;
        this.states = states;
        this.rounding = rounding;
        this.direct = new DirectScoring(states, distance);
        this.cut = cut;
        this.crowd = crowd;
        this.largest = new double[tile.block()];
        this.raw = new double[tiling.tile() * tiling.dimension()];
    }

    /// As [PosteriorPass#absorb].
    public void absorb(Rows patterns, double[] centre, long first, long count, int from, int to, Moments into) {
        int begin = from * tile.block();
        int[] scored = new int[into.states()];
        for (long row = first; row < first + count; row += tiling.tile()) {
            int size = (int) Math.min(tiling.tile(), first + count - row);
            tile.load(patterns, row, size, centre);
            patterns.copy(row, size, raw, 0);
            double widest = Math.sqrt(widest(size));
            for (int block = from; block < to; block++) {
                screen(block, row, size, widest, begin, scored, into);
            }
        }
    }

    private double widest(int size) {
        double widest = 0;
        for (int i = 0; i < size; i++) {
            widest = Math.max(widest, tile.norm(i));
        }
        return widest;
    }

    private void screen(int block, long first, int size, double widest, int begin, int[] scored, Moments into) {
        int lowest = block * tile.block();
        int end = Math.min(lowest + tile.block(), states.count());
        if (crowd.hasAll(lowest, end)) {
            return;
        }
        tile.logWeights(block, largest);
        for (int b = lowest; b < end; b++) {
            if (!crowd.has(b)) {
                screen(b, b - lowest, first, size, widest, begin, scored, into);
            }
        }
    }

    private void screen(int b, int lane, long first, int size, double widest, int begin, int[] scored, Moments into) {
        double margin = rounding[b].of(widest);
        double known = Math.max(into.largest()[b - begin] - states.offset(b), largest[lane] - margin);
        double threshold = known - cut;
        // Negated, so that an overflow to NaN counts as "can matter".
        if (largest[lane] + margin < threshold) {
            return;
        }
        for (int i = 0; i < size; i++) {
            if (!(tile.get(i, lane) + margin < threshold)) {
                if (crowd.hears(b, ++scored[b - begin])) {
                    return;
                }
                direct.absorb(b - begin, first + i, direct.log(raw, i * tiling.dimension(), b), into);
            }
        }
    }
}
