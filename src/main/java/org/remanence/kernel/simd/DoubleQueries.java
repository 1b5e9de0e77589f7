package org.remanence.kernel.simd;

import org.remanence.kernel.States;
import org.remanence.kernel.Tiling;
import org.remanence.kernel.Workers;

/// States packed for [DoubleLowTile]: `[block][row][coordinate]`, the last block filled up with its last state. The factor of |b|² in
/// a log-weight follows a state as one more coordinate: the norm is that of a pattern.
///
/// @param packed the states
/// @param rows states of a block
/// @param blocks number of blocks
/// @param states that there are
record DoubleQueries(double[] packed, int rows, int blocks, int states) {
    static DoubleQueries of(States states, Workers workers) {
        int rows = StateBlocks.ofLow(states.count());
        int blocks = Math.ceilDiv(states.count(), rows);
        double[] packed = new double[blocks * rows * Tiling.STRIDE];
        int d = states.dimension();
        workers.run(blocks, b -> {
            double[] query = new double[d];
            for (int row = 0; row < rows; row++) {
                int at = (b * rows + row) * Tiling.STRIDE;
                states.query(Math.min(b * rows + row, states.count() - 1), query, 0);
                for (int k = 0; k < d; k++) {
                    packed[at + k] = query[k];
                }
                packed[at + d] = states.beta();
            }
        });
        return new DoubleQueries(packed, rows, blocks, states.count());
    }
}
