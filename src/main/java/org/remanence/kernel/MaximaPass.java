package org.remanence.kernel;

import org.remanence.tensor.Rows;

/// Goes ahead of a [ScreenedPass], by products alone: with the heaviest pattern known, few others need to be scored
/// directly, and few tiles looked at again.
public final class MaximaPass {
    private final PosteriorTile tile;
    private final Tiling tiling;
    private final int states;
    private final TileMaxima tops;
    private final double[] largest;

    /// @param tile arithmetic and scratch of this thread
    /// @param tiling the cut of the patterns
    /// @param states in the batch
    /// @param tops receives the largest log-weights
    public MaximaPass(PosteriorTile tile, Tiling tiling, int states, TileMaxima tops) {
        this.tile = tile;
        this.tiling = tiling;
        this.states = states;
        this.tops = tops;
        this.largest = new double[tile.block()];
    }

    /// Looks at patterns `first` to `first + count − 1`, at most one chunk, for some blocks of states.
    public void look(Rows patterns, double[] centre, long first, long count, int from, int to) {
        tile.begin(from, to);
        for (long row = first; row < first + count; row += tiling.tile()) {
            int size = (int) Math.min(tiling.tile(), first + count - row);
            int number = Math.toIntExact(row / tiling.tile());
            tile.load(patterns, row, size, centre);
            tops.reach(number, ScreenedPass.widest(tile, size));
            for (int block = from; block < to; block++) {
                tile.logWeights(block, largest);
                int lowest = block * tile.block();
                for (int b = lowest; b < Math.min(lowest + tile.block(), states); b++) {
                    tops.put(number, b, largest[b - lowest]);
                }
            }
        }
    }
}
