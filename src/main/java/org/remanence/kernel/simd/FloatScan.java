package org.remanence.kernel.simd;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Partials;
import org.remanence.kernel.Tiling;

/// The squared norm of a pattern less the centre, straight from memory, with the coordinates on the lanes.
final class FloatScan {
    private static final VectorSpecies<Float> SPECIES = Lanes.FLOAT;
    private static final int LANES = SPECIES.length();
    private static final int LINE = Tiling.LINE_BYTES / Float.BYTES;
    private static final int PARTIALS = Partials.COUNT;
    private static final int HALF = PARTIALS / 2;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private FloatScan() { }

    /// Coordinates k to k + LANES − 1, zero beyond the last.
    static FloatVector end(MemorySegment patterns, long at, float[] centre, int k, int dimension) {
        VectorMask<Float> inside = SPECIES.indexInRange(k, dimension);
        return FloatVector.fromMemorySegment(SPECIES, patterns, at + (long) k * Float.BYTES, ORDER, inside)
                .sub(FloatVector.fromArray(SPECIES, centre, k));
    }

    /// Coordinates k to k + LANES − 1.
    static FloatVector less(MemorySegment patterns, long at, float[] centre, int k) {
        return FloatVector.fromMemorySegment(SPECIES, patterns, at + (long) k * Float.BYTES, ORDER)
                .sub(FloatVector.fromArray(SPECIES, centre, k));
    }

    /// Adds what lies beyond a line to its beginning.
    static void put(FloatVector sum, float[] sums, int to, int column) {
        if (column < LINE) {
            sum.intoArray(sums, to + column);
        } else {
            FloatVector.fromArray(SPECIES, sums, to + column - LINE).add(sum).intoArray(sums, to + column - LINE);
        }
    }

    /// Of the [Partials#COUNT] partial sums, upper halves are added to lower halves down to a line of [Tiling#LINE_BYTES].
    /// @param at where the pattern begins, in bytes
    /// @param centre padded with zeros by a line of partial sums
    /// @param sums receives the line from `to` on
    static void norm(MemorySegment patterns, long at, float[] centre, int dimension, float[] sums, int to) {
        int whole = dimension / PARTIALS * PARTIALS;
        for (int column = 0; column < HALF; column += LANES) {
            FloatVector a = FloatVector.zero(SPECIES);
            FloatVector b = a;
            for (int k = column; k < whole; k += PARTIALS) {
                FloatVector p = less(patterns, at, centre, k);
                FloatVector q = less(patterns, at, centre, k + HALF);
                a = p.fma(p, a);
                b = q.fma(q, b);
            }
            if (whole + column < dimension) {
                FloatVector p = end(patterns, at, centre, whole + column, dimension);
                a = p.fma(p, a);
            }
            if (whole + column + HALF < dimension) {
                FloatVector q = end(patterns, at, centre, whole + column + HALF, dimension);
                b = q.fma(q, b);
            }
            put(a.add(b), sums, to, column);
        }
    }
}
