package org.remanence.kernel.simd;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Tiling;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// A few patterns less the centre, dense and row-major, on their way into a tile.
final class FloatStage {
    private static final VectorSpecies<Float> SPECIES = Lanes.FLOAT;
    private static final int BLOCK = Tiling.BLOCK_BYTES / Float.BYTES;
    private static final ValueLayout.OfFloat UNALIGNED = ValueLayout.JAVA_FLOAT_UNALIGNED;
    /// Patterns that are subtracted from together, so that short rows make long loops.
    private static final int LONG_ENOUGH = 256;

    private final int dimension;
    private final int together;
    private final float[] raw;
    private final double[] rawDouble;
    private final float[] centre;
    private final double[] centreDouble;

    /// @param capacity most patterns at a time
    FloatStage(int dimension, int capacity) {
        this.dimension = dimension;
        this.together = Math.clamp(LONG_ENOUGH / dimension, 1, capacity);
        this.raw = new float[capacity * dimension + BLOCK];
        this.rawDouble = new double[raw.length];
        this.centre = new float[together * dimension];
        this.centreDouble = new double[together * dimension];
    }

    /// What is subtracted, `[d]`.
    void centre(double[] point) {
        for (int i = 0; i < centre.length; i++) {
            centreDouble[i] = point[i % dimension];
            centre[i] = (float) point[i % dimension];
        }
    }

    /// Reads `count` patterns. Numbers stored in float are subtracted from in float: the centre consists of floats.
    void read(Rows rows, long first, int count) {
        int length = count * dimension;
        if (rows.precision() == Precision.FLOAT && rows.memory() != null) {
            read(rows.memory(), first * dimension, length);
        } else if (rows.precision() == Precision.FLOAT) {
            rows.copy(first, count, raw, 0);
            for (int from = 0; from < length; from += centre.length) {
                subtract(from, Math.min(centre.length, length - from));
            }
        } else {
            rows.copy(first, count, rawDouble, 0);
            for (int from = 0; from < length; from += centre.length) {
                round(from, Math.min(centre.length, length - from));
            }
        }
    }

    /// Straight from memory, so that the patterns pass the caches once.
    private void read(MemorySegment memory, long start, int length) {
        for (int from = 0; from < length; from += centre.length) {
            read(memory, (start + from) * Float.BYTES, from, Math.min(centre.length, length - from));
        }
    }

    private void read(MemorySegment memory, long start, int to, int count) {
        int whole = SPECIES.loopBound(count);
        for (int i = 0; i < whole; i += SPECIES.length()) {
            FloatVector.fromMemorySegment(SPECIES, memory, start + (long) i * Float.BYTES, ByteOrder.nativeOrder())
                    .sub(FloatVector.fromArray(SPECIES, centre, i)).intoArray(raw, to + i);
        }
        for (int i = whole; i < count; i++) {
            raw[to + i] = memory.get(UNALIGNED, start + (long) i * Float.BYTES) - centre[i];
        }
    }

    /// Spelled out on lanes because the compiler fears that the arrays overlap.
    private void subtract(int from, int count) {
        int whole = SPECIES.loopBound(count);
        for (int i = 0; i < whole; i += SPECIES.length()) {
            FloatVector less = FloatVector.fromArray(SPECIES, centre, i);
            FloatVector.fromArray(SPECIES, raw, from + i).sub(less).intoArray(raw, from + i);
        }
        for (int i = whole; i < count; i++) {
            raw[from + i] -= centre[i];
        }
    }

    private void round(int from, int count) {
        for (int i = 0; i < count; i++) {
            raw[from + i] = (float) (rawDouble[from + i] - centreDouble[i]);
        }
    }

    /// The patterns, `[count × d]`, with room for a vector more.
    float[] patterns() {
        return raw;
    }
}
