package org.remanence.kernel;

import java.util.function.Supplier;
import org.remanence.tensor.Precision;

/// Makes the tiles of a pass: what the threads share is prepared once, the scratch for each thread apart.
public interface Tiles {
    /// The readable twins.
    Tiles SCALAR = new ScalarTiles(false);

    /// Tiles that take the products of a few states ([Tiling#few]) in the order that is fastest for them: their last bits
    /// then depend on how many states are asked for at once. The bounds stay the same.
    Tiles unordered();

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
