package org.remanence.kernel.simd;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Tiling;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// A few patterns less the centre, dense and row-major, on their way into a tile.
final class DoubleStage {
    private static final VectorSpecies<Double> SPECIES = Lanes.DOUBLE;
    private static final int BLOCK = Tiling.BLOCK_BYTES / Double.BYTES;
    private static final ValueLayout.OfDouble UNALIGNED = ValueLayout.JAVA_DOUBLE_UNALIGNED;
    /// Patterns that are subtracted from together, so that short rows make long loops.
    private static final int LONG_ENOUGH = 256;

    private final int dimension;
    private final double[] raw;
    private final double[] centre;

    /// @param capacity most patterns at a time
    DoubleStage(int dimension, int capacity) {
        this.dimension = dimension;
        this.raw = new double[capacity * dimension + BLOCK];
        this.centre = new double[Math.clamp(LONG_ENOUGH / dimension, 1, capacity) * dimension];
    }

    /// What is subtracted, `[d]`.
    void centre(double[] point) {
        for (int i = 0; i < centre.length; i++) {
            centre[i] = point[i % dimension];
        }
    }

    /// Reads `count` patterns.
    void read(Rows rows, long first, int count) {
        int length = count * dimension;
        if (rows.precision() == Precision.DOUBLE && rows.memory() != null) {
            read(rows.memory(), first * dimension, length);
            return;
        }
        rows.copy(first, count, raw, 0);
        for (int from = 0; from < length; from += centre.length) {
            subtract(from, Math.min(centre.length, length - from));
        }
    }

    /// Straight from memory, so that the patterns pass the caches once.
    private void read(MemorySegment memory, long start, int length) {
        for (int from = 0; from < length; from += centre.length) {
            read(memory, (start + from) * Double.BYTES, from, Math.min(centre.length, length - from));
        }
    }

    private void read(MemorySegment memory, long start, int to, int count) {
        int whole = SPECIES.loopBound(count);
        for (int i = 0; i < whole; i += SPECIES.length()) {
            DoubleVector.fromMemorySegment(SPECIES, memory, start + (long) i * Double.BYTES, ByteOrder.nativeOrder())
                    .sub(DoubleVector.fromArray(SPECIES, centre, i)).intoArray(raw, to + i);
        }
        for (int i = whole; i < count; i++) {
            raw[to + i] = memory.get(UNALIGNED, start + (long) i * Double.BYTES) - centre[i];
        }
    }

    /// Spelled out on lanes because the compiler fears that the arrays overlap.
    private void subtract(int from, int count) {
        int whole = SPECIES.loopBound(count);
        for (int i = 0; i < whole; i += SPECIES.length()) {
            DoubleVector less = DoubleVector.fromArray(SPECIES, centre, i);
            DoubleVector.fromArray(SPECIES, raw, from + i).sub(less).intoArray(raw, from + i);
        }
        for (int i = whole; i < count; i++) {
            raw[from + i] -= centre[i];
        }
    }

    /// The patterns, `[count × d]`, with room for a vector more.
    double[] patterns() {
        return raw;
    }
}
