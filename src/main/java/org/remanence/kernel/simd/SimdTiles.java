package org.remanence.kernel.simd;

import java.util.function.Supplier;
import org.remanence.kernel.PosteriorTile;
import org.remanence.kernel.States;
import org.remanence.kernel.Tiles;
import org.remanence.kernel.Tiling;
import org.remanence.kernel.Workers;
import org.remanence.tensor.Precision;

/// [Tiles] on lanes; the packed states are shared between threads.
public final class SimdTiles implements Tiles {
    @Override
    public Supplier<PosteriorTile> of(Precision precision, Tiling tiling, States states, boolean weighted,
                                      Workers workers) {
        return switch (precision) {
            case FLOAT -> {
                float[][] packed = FloatTile.pack(states, workers);
                yield () -> new FloatTile(tiling, states.beta(), packed, weighted);
            }
            case DOUBLE -> {
                double[][] packed = DoubleTile.pack(states, workers);
                yield () -> new DoubleTile(tiling, states.beta(), packed, weighted);
            }
        };
    }
}
