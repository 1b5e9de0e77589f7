package org.remanence.kernel;

import java.util.function.Supplier;
import org.remanence.tensor.Precision;

/// Makes the tiles of a pass: what the threads share is prepared once, the scratch for each thread apart.
public interface Tiles {
    /// The readable twins.
    Tiles SCALAR = new Tiles() {
        @Override
        public int block(Precision precision, Tiling tiling, int states) {
            return Tiling.BLOCK_BYTES / precision.bytes();
        }

        @Override
        public Supplier<PosteriorTile> of(Precision precision, Tiling tiling, States states, boolean weighted, Workers workers) {
            return () -> new ScalarTile(precision, tiling, states, weighted);
        }
    };

    /// States in a block of the tiles that [#of] makes.
    /// @param states in the batch
    int block(Precision precision, Tiling tiling, int states);

    /// @param precision of the products
    /// @param tiling the cut of the patterns
    /// @param states the batch
    /// @param weighted whether weighted sums are wanted
    /// @param workers share the preparation
    Supplier<PosteriorTile> of(Precision precision, Tiling tiling, States states, boolean weighted, Workers workers);
}
