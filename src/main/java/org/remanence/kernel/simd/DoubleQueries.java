package org.remanence.kernel.simd;

import org.remanence.kernel.States;
import org.remanence.kernel.Tiling;
import org.remanence.kernel.Workers;

/// States packed for [DoubleStrip]: `[block][panel][row][coordinate]`, the last block filled up with its last state.
///
/// @param packed the states
/// @param rows states of a block
/// @param blocks number of blocks
record DoubleQueries(double[] packed, int rows, int blocks) {
    static DoubleQueries of(States states, Tiling tiling, Workers workers) {
        int rows = tiling.stripRows(states.count());
        int blocks = Math.ceilDiv(states.count(), rows);
        int block = tiling.panels() * rows * Tiling.STRIDE;
        double[] packed = new double[blocks * block];
        workers.run(blocks, b -> {
            for (int row = 0; row < rows; row++) {
                int from = Math.min(b * rows + row, states.count() - 1) * states.dimension();
                for (int k = 0; k < states.dimension(); k++) {
                    int panel = k / Tiling.PANEL;
                    int at = b * block + (panel * rows + row) * Tiling.STRIDE + k % Tiling.PANEL;
                    packed[at] = states.queries()[from + k];
                }
            }
        });
        return new DoubleQueries(packed, rows, blocks);
    }
}
