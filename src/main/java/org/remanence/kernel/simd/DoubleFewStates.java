package org.remanence.kernel.simd;

import org.remanence.kernel.States;

/// States packed for [DoubleFewTile]: one block, row-major, filled up with the last state.
///
/// @param packed the states, zeros beyond their last coordinate
/// @param rows states of the block
/// @param pitch numbers between neighbouring states: whole blocks of coordinates
record DoubleFewStates(double[] packed, int rows, int pitch) {
    static DoubleFewStates of(States states) {
        int rows = StateBlocks.ofFew(states.count());
        int d = states.dimension();
        int pitch = Math.ceilDiv(d, DoubleGather.BLOCK) * DoubleGather.BLOCK;
        double[] packed = new double[rows * pitch];
        double[] query = new double[d];
        for (int row = 0; row < rows; row++) {
            states.query(Math.min(row, states.count() - 1), query, 0);
            for (int k = 0; k < d; k++) {
                packed[row * pitch + k] = query[k];
            }
        }
        return new DoubleFewStates(packed, rows, pitch);
    }
}
