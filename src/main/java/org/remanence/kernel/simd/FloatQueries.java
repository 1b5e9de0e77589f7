package org.remanence.kernel.simd;

import org.remanence.kernel.States;
import org.remanence.kernel.Tiling;
import org.remanence.kernel.Workers;

/// States packed for [FloatLowTile]: `[block][row][coordinate]`, the last block filled up with its last state.
///
/// @param packed the states
/// @param rows states of a block
/// @param blocks number of blocks
record FloatQueries(float[] packed, int rows, int blocks) {
    static FloatQueries of(States states, Workers workers) {
        int rows = Blocks.ofLow(states.count());
        int blocks = Math.ceilDiv(states.count(), rows);
        float[] packed = new float[blocks * rows * Tiling.STRIDE];
        workers.run(blocks, b -> {
            for (int row = 0; row < rows; row++) {
                int from = Math.min(b * rows + row, states.count() - 1) * states.dimension();
                for (int k = 0; k < states.dimension(); k++) {
                    packed[(b * rows + row) * Tiling.STRIDE + k] = (float) states.queries()[from + k];
                }
            }
        });
        return new FloatQueries(packed, rows, blocks);
    }
}
