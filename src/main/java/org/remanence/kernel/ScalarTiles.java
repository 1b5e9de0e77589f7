package org.remanence.kernel;

import java.util.function.Supplier;
import org.remanence.tensor.Precision;

/// [Tiles] of [ScalarTile].
/// @param free whether a few states have their own order of sums
record ScalarTiles(boolean free) implements Tiles {
    @Override
    public Tiles unordered() {
        return new ScalarTiles(true);
    }

    @Override
    public int block(Precision precision, Tiling tiling, int states) {
        return Tiling.BLOCK_BYTES / precision.bytes();
    }

    @Override
    public Supplier<PosteriorTile> of(Precision precision, Tiling tiling, States states, boolean weighted, Workers workers) {
        boolean own = free && tiling.few(states.count(), precision);
        return () -> new ScalarTile(precision, tiling, states, weighted, own);
    }
}
