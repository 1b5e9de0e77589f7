package org.remanence.kernel.simd;

import org.remanence.kernel.Tiling;
import org.remanence.tensor.Precision;

/// How many states make a block on lanes. The speed depends on it, the sums do not.
final class StateBlocks {
    /// States that [FloatCross] and [FloatGather] handle together.
    private static final int FOUR = 4;
    /// Most states of a block in low dimensions: whole groups of [FloatProduct#ROWS] at every width of the vectors.
    private static final int LOW = 12;

    private StateBlocks() { }

    /// Whether so few states form one block, with the patterns on the lanes, in any but low dimensions: no more than fill half
    /// of a line.
    static boolean few(int states, Precision precision) {
        return 2 * states <= Tiling.LINE_BYTES / precision.bytes();
    }

    /// States of a block when there are few.
    static int ofFew(int states) {
        return states == 1 ? 1 : Math.ceilDiv(states, FOUR) * FOUR;
    }

    /// States of a block in low dimensions: as many as possible unless that leaves an eighth more of the rows empty.
    static int ofLow(int states) {
        if (states == 1) {
            return 1;
        }
        int best = Math.min(LOW, whole(states, FloatProduct.ROWS));
        for (int size = best - FloatProduct.ROWS; size > 0; size -= FloatProduct.ROWS) {
            best = 8 * whole(states, size) < 7 * whole(states, best) ? size : best;
        }
        return best;
    }

    private static int whole(int states, int block) {
        return Math.ceilDiv(states, block) * block;
    }

    /// States of a block when they are the lanes: narrow while wide blocks would leave a quarter of their lanes empty.
    static int ofLanes(int states, Precision precision) {
        int wide = Tiling.BLOCK_BYTES / precision.bytes();
        int narrow = Tiling.LINE_BYTES / precision.bytes();
        int used = Math.ceilDiv(states, narrow) * narrow;
        return 4 * used <= 3 * Math.ceilDiv(states, wide) * wide ? narrow : wide;
    }
}
