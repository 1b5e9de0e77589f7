package org.remanence.kernel.simd;

import java.util.function.Supplier;
import org.remanence.kernel.PosteriorTile;
import org.remanence.kernel.States;
import org.remanence.kernel.Tiles;
import org.remanence.kernel.Tiling;
import org.remanence.kernel.Workers;
import org.remanence.tensor.Precision;

/// [Tiles] on lanes: states are the lanes, or patterns where states or coordinates are few. The packed states are shared between
/// threads.
public final class SimdTiles implements Tiles {
    private final boolean free;

    /// Tiles with one order of sums for all.
    public SimdTiles() {
        this(false);
    }

    private SimdTiles(boolean free) {
        this.free = free;
    }

    @Override
    public Tiles unordered() {
        return new SimdTiles(true);
    }

    @Override
    public int block(Precision precision, Tiling tiling, int states) {
        if (tiling.flat()) {
            return StateBlocks.ofLow(states);
        }
        return StateBlocks.few(states, precision) ? StateBlocks.ofFew(states) : StateBlocks.ofLanes(states, precision);
    }

    @Override
    public Supplier<PosteriorTile> of(Precision precision, Tiling tiling, States states, boolean weighted,
                                      Workers workers) {
        return precision == Precision.FLOAT ? floats(tiling, states, weighted, workers)
                : doubles(tiling, states, weighted, workers);
    }

    private Supplier<PosteriorTile> floats(Tiling tiling, States states, boolean weighted, Workers workers) {
        if (tiling.flat()) {
            FloatQueries packed = FloatQueries.of(states, workers);
            return () -> new FloatLowTile(tiling, packed, weighted);
        }
        if (StateBlocks.few(states.count(), Precision.FLOAT)) {
            boolean own = free && tiling.few(states.count(), Precision.FLOAT);
            FloatFewStates packed = FloatFewStates.of(states);
            return () -> new FloatFewTile(tiling, states.beta(), packed, weighted, own);
        }
        int width = StateBlocks.ofLanes(states.count(), Precision.FLOAT);
        float[][] packed = FloatTile.pack(states, width, workers);
        return width == FloatProduct.BLOCK ? () -> new FloatTile(tiling, states.beta(), packed, weighted)
                : () -> new FloatStripTile(tiling, states.beta(), packed, weighted);
    }

    private Supplier<PosteriorTile> doubles(Tiling tiling, States states, boolean weighted, Workers workers) {
        if (tiling.flat()) {
            DoubleQueries packed = DoubleQueries.of(states, workers);
            return () -> new DoubleLowTile(tiling, packed, weighted);
        }
        if (StateBlocks.few(states.count(), Precision.DOUBLE)) {
            boolean own = free && tiling.few(states.count(), Precision.DOUBLE);
            DoubleFewStates packed = DoubleFewStates.of(states);
            return () -> new DoubleFewTile(tiling, states.beta(), packed, weighted, own);
        }
        int width = StateBlocks.ofLanes(states.count(), Precision.DOUBLE);
        double[][] packed = DoubleTile.pack(states, width, workers);
        return width == DoubleProduct.BLOCK ? () -> new DoubleTile(tiling, states.beta(), packed, weighted)
                : () -> new DoubleStripTile(tiling, states.beta(), packed, weighted);
    }
}
