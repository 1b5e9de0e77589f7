package org.remanence.kernel.simd;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Tiling;

/// Weighted sums of patterns less the centre, for few states and a block of coordinates: the patterns
/// that weigh anything, one chain of fused multiply-adds a number.
final class DoubleGather {
    /// Coordinates of a block.
    static final int BLOCK = Tiling.BLOCK_BYTES / Double.BYTES;

    private static final VectorSpecies<Double> SPECIES = Lanes.DOUBLE;
    private static final int LANES = SPECIES.length();
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private DoubleGather() { }

    /// `c[·] += Σ_i w[which[i]] (b[which[i]][·] − centre[·])`.
    /// @param at where the first pattern begins, in bytes
    /// @param pitch bytes between neighbouring patterns
    /// @param k first coordinate of the block, in the centre and in the sums
    /// @param which the patterns, `count` of them
    static void one(MemorySegment b, long at, long pitch, double[] centre, int k, int[] which, int count, double[] w, double[] c) {
        for (int column = k; column < k + BLOCK; column += 4 * LANES) {
            DoubleVector less0 = DoubleVector.fromArray(SPECIES, centre, column);
            DoubleVector less1 = DoubleVector.fromArray(SPECIES, centre, column + LANES);
            DoubleVector less2 = DoubleVector.fromArray(SPECIES, centre, column + 2 * LANES);
            DoubleVector less3 = DoubleVector.fromArray(SPECIES, centre, column + 3 * LANES);
            DoubleVector c0 = DoubleVector.fromArray(SPECIES, c, column);
            DoubleVector c1 = DoubleVector.fromArray(SPECIES, c, column + LANES);
            DoubleVector c2 = DoubleVector.fromArray(SPECIES, c, column + 2 * LANES);
            DoubleVector c3 = DoubleVector.fromArray(SPECIES, c, column + 3 * LANES);
            for (int i = 0; i < count; i++) {
                long from = at + which[i] * pitch + (long) column * Double.BYTES;
                DoubleVector p = DoubleVector.broadcast(SPECIES, w[which[i]]);
                c0 = p.fma(DoubleVector.fromMemorySegment(SPECIES, b, from, ORDER).sub(less0), c0);
                c1 = p.fma(DoubleVector.fromMemorySegment(SPECIES, b, from + (long) LANES * Double.BYTES, ORDER).sub(less1), c1);
                c2 = p.fma(DoubleVector.fromMemorySegment(SPECIES, b, from + 2L * LANES * Double.BYTES, ORDER).sub(less2), c2);
                c3 = p.fma(DoubleVector.fromMemorySegment(SPECIES, b, from + 3L * LANES * Double.BYTES, ORDER).sub(less3), c3);
            }
            c0.intoArray(c, column);
            c1.intoArray(c, column + LANES);
            c2.intoArray(c, column + 2 * LANES);
            c3.intoArray(c, column + 3 * LANES);
        }
    }

    /// As [#one] for four states r: `c[r · cs + ·] += Σ_i w[r · ws + which[i]] …`.
    static void four(MemorySegment b, long at, long pitch, double[] centre, int k, int[] which, int count, double[] w, int wi,
                     int ws, double[] c, int ci, int cs) {
        for (int column = k; column < k + BLOCK; column += 2 * LANES) {
            DoubleVector less0 = DoubleVector.fromArray(SPECIES, centre, column);
            DoubleVector less1 = DoubleVector.fromArray(SPECIES, centre, column + LANES);
            int to = ci + column;
            DoubleVector c00 = DoubleVector.fromArray(SPECIES, c, to);
            DoubleVector c01 = DoubleVector.fromArray(SPECIES, c, to + LANES);
            DoubleVector c10 = DoubleVector.fromArray(SPECIES, c, to + cs);
            DoubleVector c11 = DoubleVector.fromArray(SPECIES, c, to + cs + LANES);
            DoubleVector c20 = DoubleVector.fromArray(SPECIES, c, to + 2 * cs);
            DoubleVector c21 = DoubleVector.fromArray(SPECIES, c, to + 2 * cs + LANES);
            DoubleVector c30 = DoubleVector.fromArray(SPECIES, c, to + 3 * cs);
            DoubleVector c31 = DoubleVector.fromArray(SPECIES, c, to + 3 * cs + LANES);
            for (int i = 0; i < count; i++) {
                long from = at + which[i] * pitch + (long) column * Double.BYTES;
                int row = wi + which[i];
                DoubleVector b0 = DoubleVector.fromMemorySegment(SPECIES, b, from, ORDER).sub(less0);
                DoubleVector b1 = DoubleVector.fromMemorySegment(SPECIES, b, from + (long) LANES * Double.BYTES, ORDER).sub(less1);
                DoubleVector p0 = DoubleVector.broadcast(SPECIES, w[row]);
                c00 = p0.fma(b0, c00);
                c01 = p0.fma(b1, c01);
                DoubleVector p1 = DoubleVector.broadcast(SPECIES, w[row + ws]);
                c10 = p1.fma(b0, c10);
                c11 = p1.fma(b1, c11);
                DoubleVector p2 = DoubleVector.broadcast(SPECIES, w[row + 2 * ws]);
                c20 = p2.fma(b0, c20);
                c21 = p2.fma(b1, c21);
                DoubleVector p3 = DoubleVector.broadcast(SPECIES, w[row + 3 * ws]);
                c30 = p3.fma(b0, c30);
                c31 = p3.fma(b1, c31);
            }
            c00.intoArray(c, to);
            c01.intoArray(c, to + LANES);
            c10.intoArray(c, to + cs);
            c11.intoArray(c, to + cs + LANES);
            c20.intoArray(c, to + 2 * cs);
            c21.intoArray(c, to + 2 * cs + LANES);
            c30.intoArray(c, to + 3 * cs);
            c31.intoArray(c, to + 3 * cs + LANES);
        }
    }
}
