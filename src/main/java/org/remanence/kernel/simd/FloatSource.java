package org.remanence.kernel.simd;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.remanence.kernel.Tiling;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// Where the patterns of a tile lie row by row: in memory as they are, or copied less the centre if they come otherwise or
/// end where a kernel would read on.
final class FloatSource {
    /// Patterns copied at a time.
    private static final int SOME = FloatCross.GROUP;

    private final int dimension;
    private final int multiple;
    private final float[] less;
    private final FloatStage stage;
    private MemorySegment copy;
    private MemorySegment memory;
    private long start;
    private int whole;

    /// @param multiple of which the patterns that are read are some
    FloatSource(Tiling tiling, int multiple) {
        this.dimension = tiling.dimension();
        this.less = new float[dimension + FloatGather.BLOCK];
        this.multiple = multiple;
        this.stage = new FloatStage(dimension, SOME);
    }

    /// Finds or copies `count` patterns.
    void take(Rows patterns, long first, int count, double[] centre) {
        whole = Math.ceilDiv(count, multiple) * multiple;
        boolean there = patterns.precision() == Precision.FLOAT && patterns.memory() != null
                && (first + whole) * dimension + FloatGather.BLOCK <= patterns.rows() * dimension;
        if (there) {
            memory = patterns.memory();
            start = first * dimension * Float.BYTES;
            for (int k = 0; k < dimension; k++) {
                less[k] = (float) centre[k];
            }
        } else {
            copy(patterns, first, count, centre);
        }
    }

    private void copy(Rows patterns, long first, int count, double[] centre) {
        long room = ((long) whole * dimension + FloatGather.BLOCK) * Float.BYTES;
        if (copy == null || copy.byteSize() < room) {
            copy = Arena.ofAuto().allocate(room, Tiling.LINE_BYTES);
        }
        memory = copy;
        start = 0;
        Arrays.fill(less, 0);
        stage.centre(centre);
        for (int from = 0; from < count; from += SOME) {
            int size = Math.min(SOME, count - from);
            stage.read(patterns, first + from, size);
            MemorySegment.copy(stage.patterns(), 0, memory, ValueLayout.JAVA_FLOAT, at(from), size * dimension);
        }
    }

    /// Patterns that may be read: at least those taken, and a block of coordinates beyond.
    int whole() {
        return whole;
    }

    /// What is left to subtract, with zeros for a block of coordinates beyond the last.
    float[] less() {
        return less;
    }

    /// Where the patterns lie.
    MemorySegment memory() {
        return memory;
    }

    /// Where a pattern of the tile begins, in bytes.
    long at(int pattern) {
        return start + (long) pattern * dimension * Float.BYTES;
    }

    /// Bytes from a pattern to the next.
    long pitch() {
        return (long) dimension * Float.BYTES;
    }
}
