package org.remanence.kernel.simd;

import org.remanence.kernel.States;
import org.remanence.kernel.Tiling;
import org.remanence.kernel.Workers;

/// States packed for [FloatLowTile]: `[block][row][coordinate]`, the last block filled up with its last state. The factor of |b|² in
/// a log-weight follows a state as one more coordinate: the norm is that of a pattern.
///
/// @param packed the states
/// @param rows states of a block
/// @param blocks number of blocks
/// @param states that there are
record FloatQueries(float[] packed, int rows, int blocks, int states) {
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
                packed[(b * rows + row) * Tiling.STRIDE + states.dimension()] = (float) states.beta();
            }
        });
        return new FloatQueries(packed, rows, blocks, states.count());
    }
}
