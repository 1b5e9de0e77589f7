package org.remanence.kernel.simd;

import org.remanence.kernel.Tiling;
import org.remanence.tensor.Precision;

/// How many states make a block on lanes. The speed depends on it, the sums do not.
final class Blocks {
    /// Most states for which reading the patterns takes longer than the products.
    private static final int FEW = 8;
    /// States that [FloatCross] and [FloatGather] handle together.
    private static final int FOUR = 4;
    /// Most states of a block in low dimensions: whole groups of [FloatProduct#ROWS] at every width of the vectors.
    private static final int LOW = 12;

    private Blocks() { }

    /// Whether so few states form one block, with the patterns on the lanes, in any but low dimensions.
    static boolean few(int states) {
        return states <= FEW;
    }

    /// States of a block when there are few.
    static int ofFew(int states) {
        return states == 1 ? 1 : Math.ceilDiv(states, FOUR) * FOUR;
    }

    /// States of a block in low dimensions.
    static int ofLow(int states) {
        return states == 1 ? 1 : Math.min(Math.ceilDiv(states, FloatProduct.ROWS) * FloatProduct.ROWS, LOW);
    }

    /// States of a block when they are the lanes: narrow while wide blocks would leave a quarter of their lanes empty.
    static int ofLanes(int states, Precision precision) {
        int wide = Tiling.BLOCK_BYTES / precision.bytes();
        int narrow = Tiling.LINE_BYTES / precision.bytes();
        int used = Math.ceilDiv(states, narrow) * narrow;
        return 4 * used <= 3 * Math.ceilDiv(states, wide) * wide ? narrow : wide;
    }
}
