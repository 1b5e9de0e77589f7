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
    @Override
    public int block(Precision precision, Tiling tiling, int states) {
        return tiling.strip(states) ? tiling.stripRows(states) : Tiling.BLOCK_BYTES / precision.bytes();
    }

    @Override
    public Supplier<PosteriorTile> of(Precision precision, Tiling tiling, States states, boolean weighted,
                                      Workers workers) {
        return switch (precision) {
            case FLOAT -> tiling.strip(states.count()) ? floatStrips(tiling, states, weighted, workers)
                    : floatTiles(tiling, states, weighted, workers);
            case DOUBLE -> tiling.strip(states.count()) ? doubleStrips(tiling, states, weighted, workers)
                    : doubleTiles(tiling, states, weighted, workers);
        };
    }

    private static Supplier<PosteriorTile> floatStrips(Tiling tiling, States states, boolean weighted, Workers workers) {
        FloatQueries packed = FloatQueries.of(states, tiling, workers);
        return () -> new FloatStrip(tiling, states.beta(), packed, weighted);
    }

    private static Supplier<PosteriorTile> floatTiles(Tiling tiling, States states, boolean weighted, Workers workers) {
        float[][] packed = FloatTile.pack(states, workers);
        return () -> new FloatTile(tiling, states.beta(), packed, weighted);
    }

    private static Supplier<PosteriorTile> doubleStrips(Tiling tiling, States states, boolean weighted, Workers workers) {
        DoubleQueries packed = DoubleQueries.of(states, tiling, workers);
        return () -> new DoubleStrip(tiling, states.beta(), packed, weighted);
    }

    private static Supplier<PosteriorTile> doubleTiles(Tiling tiling, States states, boolean weighted, Workers workers) {
        double[][] packed = DoubleTile.pack(states, workers);
        return () -> new DoubleTile(tiling, states.beta(), packed, weighted);
    }
}
