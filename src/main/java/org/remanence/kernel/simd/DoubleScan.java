package org.remanence.kernel.simd;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Partials;
import org.remanence.kernel.Tiling;

/// The squared norm of a pattern less the centre, straight from memory, with the coordinates on the lanes.
final class DoubleScan {
    private static final VectorSpecies<Double> SPECIES = Lanes.DOUBLE;
    private static final int LANES = SPECIES.length();
    private static final int LINE = Tiling.LINE_BYTES / Double.BYTES;
    private static final int PARTIALS = Partials.COUNT;
    private static final int HALF = PARTIALS / 2;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private DoubleScan() { }

    /// Coordinates k to k + LANES − 1, zero beyond the last.
    static DoubleVector end(MemorySegment patterns, long at, double[] centre, int k, int dimension) {
        VectorMask<Double> inside = SPECIES.indexInRange(k, dimension);
        return DoubleVector.fromMemorySegment(SPECIES, patterns, at + (long) k * Double.BYTES, ORDER, inside)
                .sub(DoubleVector.fromArray(SPECIES, centre, k));
    }

    /// Coordinates k to k + LANES − 1.
    static DoubleVector less(MemorySegment patterns, long at, double[] centre, int k) {
        return DoubleVector.fromMemorySegment(SPECIES, patterns, at + (long) k * Double.BYTES, ORDER)
                .sub(DoubleVector.fromArray(SPECIES, centre, k));
    }

    /// Adds what lies beyond a line to its beginning.
    static void put(DoubleVector sum, double[] sums, int to, int column) {
        if (column < LINE) {
            sum.intoArray(sums, to + column);
        } else {
            DoubleVector.fromArray(SPECIES, sums, to + column - LINE).add(sum).intoArray(sums, to + column - LINE);
        }
    }

    /// Of the [Partials#COUNT] partial sums, upper halves are added to lower halves down to a line of [Tiling#LINE_BYTES].
    /// @param at where the pattern begins, in bytes
    /// @param centre padded with zeros by a line of partial sums
    /// @param sums receives the line from `to` on
    static void norm(MemorySegment patterns, long at, double[] centre, int dimension, double[] sums, int to) {
        int whole = dimension / PARTIALS * PARTIALS;
        for (int column = 0; column < HALF; column += LANES) {
            DoubleVector a = DoubleVector.zero(SPECIES);
            DoubleVector b = a;
            for (int k = column; k < whole; k += PARTIALS) {
                DoubleVector p = less(patterns, at, centre, k);
                DoubleVector q = less(patterns, at, centre, k + HALF);
                a = p.fma(p, a);
                b = q.fma(q, b);
            }
            if (whole + column < dimension) {
                DoubleVector p = end(patterns, at, centre, whole + column, dimension);
                a = p.fma(p, a);
            }
            if (whole + column + HALF < dimension) {
                DoubleVector q = end(patterns, at, centre, whole + column + HALF, dimension);
                b = q.fma(q, b);
            }
            put(a.add(b), sums, to, column);
        }
    }
}
