package org.remanence.kernel;

import java.util.function.Supplier;
import org.remanence.tensor.Precision;

/// Makes the tiles of a pass: what the threads share is prepared once, the scratch for each thread apart.
@FunctionalInterface
public interface Tiles {
    /// The readable twins.
    Tiles SCALAR = (precision, tiling, states, weighted, workers) -> () -> new ScalarTile(precision, tiling, states, weighted);

    /// @param precision of the products
    /// @param tiling the cut of the patterns
    /// @param states the batch
    /// @param weighted whether weighted sums are wanted
    /// @param workers share the preparation
    Supplier<PosteriorTile> of(Precision precision, Tiling tiling, States states, boolean weighted, Workers workers);
}
