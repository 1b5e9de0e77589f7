package org.remanence.kernel.simd;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Tiling;

/// Weighted sums of patterns less the centre, for few states: the patterns that weigh anything, one chain of fused
/// multiply-adds a number, as many lines of a pattern at a time as registers hold.
final class FloatGather {
    /// Coordinates of a block.
    static final int BLOCK = Tiling.BLOCK_BYTES / Float.BYTES;

    private static final VectorSpecies<Float> SPECIES = Lanes.FLOAT;
    private static final int LANES = SPECIES.length();
    private static final int LINE = Tiling.LINE_BYTES / Float.BYTES;
    /// Vectors of coordinates that [#line] takes.
    static final int LINES = 2;
    private static final boolean WIDE = SPECIES.vectorBitSize() == 512;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private FloatGather() { }

    /// For one state, `c[·] += Σ_i w[which[i]] (b[which[i]][·] − centre[·])`, all coordinates.
    /// @param at where the first pattern begins, in bytes
    /// @param pitch bytes between neighbouring patterns
    /// @param which the patterns, `count` of them
    static void one(MemorySegment b, long at, long pitch, float[] centre, int dimension, int[] which, int count, float[] w,
                    float[] c) {
        int k = 0;
        for (; WIDE && k < dimension - BLOCK; k += 2 * BLOCK) {
            eightLines(b, at, pitch, centre, k, which, count, w, c);
        }
        for (; k < dimension - 2 * LANES; k += 4 * LANES) {
            fourLines(b, at, pitch, centre, k, which, count, w, c);
        }
        if (k < dimension) {
            twoLines(b, at, pitch, centre, k, which, count, w, c);
        }
    }

    /// As [#one] for four states r: `c[r · cs + ·] += Σ_i w[r · ws + which[i]] …`.
    static void four(MemorySegment b, long at, long pitch, float[] centre, int dimension, int[] which, int count, float[] w,
                     int wi, int ws, float[] c, int ci, int cs) {
        int k = 0;
        for (; WIDE && k < dimension - 2 * LANES; k += 4 * LANES) {
            fourByFour(b, at, pitch, centre, k, which, count, w, wi, ws, c, ci + k, cs);
        }
        for (; k < dimension; k += 2 * LANES) {
            fourByTwo(b, at, pitch, centre, k, which, count, w, wi, ws, c, ci + k, cs);
        }
    }

    private static void eightLines(MemorySegment b, long at, long pitch, float[] centre, int k, int[] which, int count, float[] w,
                                   float[] c) {
        FloatVector less0 = FloatVector.fromArray(SPECIES, centre, k);
        FloatVector less1 = FloatVector.fromArray(SPECIES, centre, k + LANES);
        FloatVector less2 = FloatVector.fromArray(SPECIES, centre, k + 2 * LANES);
        FloatVector less3 = FloatVector.fromArray(SPECIES, centre, k + 3 * LANES);
        FloatVector less4 = FloatVector.fromArray(SPECIES, centre, k + 4 * LANES);
        FloatVector less5 = FloatVector.fromArray(SPECIES, centre, k + 5 * LANES);
        FloatVector less6 = FloatVector.fromArray(SPECIES, centre, k + 6 * LANES);
        FloatVector less7 = FloatVector.fromArray(SPECIES, centre, k + 7 * LANES);
        FloatVector c0 = FloatVector.fromArray(SPECIES, c, k);
        FloatVector c1 = FloatVector.fromArray(SPECIES, c, k + LANES);
        FloatVector c2 = FloatVector.fromArray(SPECIES, c, k + 2 * LANES);
        FloatVector c3 = FloatVector.fromArray(SPECIES, c, k + 3 * LANES);
        FloatVector c4 = FloatVector.fromArray(SPECIES, c, k + 4 * LANES);
        FloatVector c5 = FloatVector.fromArray(SPECIES, c, k + 5 * LANES);
        FloatVector c6 = FloatVector.fromArray(SPECIES, c, k + 6 * LANES);
        FloatVector c7 = FloatVector.fromArray(SPECIES, c, k + 7 * LANES);
        for (int i = 0; i < count; i++) {
            long from = at + which[i] * pitch + (long) k * Float.BYTES;
            FloatVector p = FloatVector.broadcast(SPECIES, w[which[i]]);
            c0 = p.fma(FloatVector.fromMemorySegment(SPECIES, b, from, ORDER).sub(less0), c0);
            c1 = p.fma(FloatVector.fromMemorySegment(SPECIES, b, from + (long) LANES * Float.BYTES, ORDER).sub(less1), c1);
            c2 = p.fma(FloatVector.fromMemorySegment(SPECIES, b, from + 2L * LANES * Float.BYTES, ORDER).sub(less2), c2);
            c3 = p.fma(FloatVector.fromMemorySegment(SPECIES, b, from + 3L * LANES * Float.BYTES, ORDER).sub(less3), c3);
            c4 = p.fma(FloatVector.fromMemorySegment(SPECIES, b, from + 4L * LANES * Float.BYTES, ORDER).sub(less4), c4);
            c5 = p.fma(FloatVector.fromMemorySegment(SPECIES, b, from + 5L * LANES * Float.BYTES, ORDER).sub(less5), c5);
            c6 = p.fma(FloatVector.fromMemorySegment(SPECIES, b, from + 6L * LANES * Float.BYTES, ORDER).sub(less6), c6);
            c7 = p.fma(FloatVector.fromMemorySegment(SPECIES, b, from + 7L * LANES * Float.BYTES, ORDER).sub(less7), c7);
        }
        c0.intoArray(c, k);
        c1.intoArray(c, k + LANES);
        c2.intoArray(c, k + 2 * LANES);
        c3.intoArray(c, k + 3 * LANES);
        c4.intoArray(c, k + 4 * LANES);
        c5.intoArray(c, k + 5 * LANES);
        c6.intoArray(c, k + 6 * LANES);
        c7.intoArray(c, k + 7 * LANES);
    }

    private static void fourLines(MemorySegment b, long at, long pitch, float[] centre, int k, int[] which, int count, float[] w,
                                   float[] c) {
        FloatVector less0 = FloatVector.fromArray(SPECIES, centre, k);
        FloatVector less1 = FloatVector.fromArray(SPECIES, centre, k + LANES);
        FloatVector less2 = FloatVector.fromArray(SPECIES, centre, k + 2 * LANES);
        FloatVector less3 = FloatVector.fromArray(SPECIES, centre, k + 3 * LANES);
        FloatVector c0 = FloatVector.fromArray(SPECIES, c, k);
        FloatVector c1 = FloatVector.fromArray(SPECIES, c, k + LANES);
        FloatVector c2 = FloatVector.fromArray(SPECIES, c, k + 2 * LANES);
        FloatVector c3 = FloatVector.fromArray(SPECIES, c, k + 3 * LANES);
        for (int i = 0; i < count; i++) {
            long from = at + which[i] * pitch + (long) k * Float.BYTES;
            FloatVector p = FloatVector.broadcast(SPECIES, w[which[i]]);
            c0 = p.fma(FloatVector.fromMemorySegment(SPECIES, b, from, ORDER).sub(less0), c0);
            c1 = p.fma(FloatVector.fromMemorySegment(SPECIES, b, from + (long) LANES * Float.BYTES, ORDER).sub(less1), c1);
            c2 = p.fma(FloatVector.fromMemorySegment(SPECIES, b, from + 2L * LANES * Float.BYTES, ORDER).sub(less2), c2);
            c3 = p.fma(FloatVector.fromMemorySegment(SPECIES, b, from + 3L * LANES * Float.BYTES, ORDER).sub(less3), c3);
        }
        c0.intoArray(c, k);
        c1.intoArray(c, k + LANES);
        c2.intoArray(c, k + 2 * LANES);
        c3.intoArray(c, k + 3 * LANES);
    }

    private static void twoLines(MemorySegment b, long at, long pitch, float[] centre, int k, int[] which, int count, float[] w,
                                   float[] c) {
        FloatVector less0 = FloatVector.fromArray(SPECIES, centre, k);
        FloatVector less1 = FloatVector.fromArray(SPECIES, centre, k + LANES);
        FloatVector c0 = FloatVector.fromArray(SPECIES, c, k);
        FloatVector c1 = FloatVector.fromArray(SPECIES, c, k + LANES);
        for (int i = 0; i < count; i++) {
            long from = at + which[i] * pitch + (long) k * Float.BYTES;
            FloatVector p = FloatVector.broadcast(SPECIES, w[which[i]]);
            c0 = p.fma(FloatVector.fromMemorySegment(SPECIES, b, from, ORDER).sub(less0), c0);
            c1 = p.fma(FloatVector.fromMemorySegment(SPECIES, b, from + (long) LANES * Float.BYTES, ORDER).sub(less1), c1);
        }
        c0.intoArray(c, k);
        c1.intoArray(c, k + LANES);
    }

    private static void fourByFour(MemorySegment b, long at, long pitch, float[] centre, int k, int[] which, int count, float[] w,
                                   int wi, int ws, float[] c, int ci, int cs) {
        FloatVector less0 = FloatVector.fromArray(SPECIES, centre, k);
        FloatVector less1 = FloatVector.fromArray(SPECIES, centre, k + LANES);
        FloatVector less2 = FloatVector.fromArray(SPECIES, centre, k + 2 * LANES);
        FloatVector less3 = FloatVector.fromArray(SPECIES, centre, k + 3 * LANES);
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, ci);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, ci + LANES);
        FloatVector c02 = FloatVector.fromArray(SPECIES, c, ci + 2 * LANES);
        FloatVector c03 = FloatVector.fromArray(SPECIES, c, ci + 3 * LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, ci + cs);
        FloatVector c11 = FloatVector.fromArray(SPECIES, c, ci + cs + LANES);
        FloatVector c12 = FloatVector.fromArray(SPECIES, c, ci + cs + 2 * LANES);
        FloatVector c13 = FloatVector.fromArray(SPECIES, c, ci + cs + 3 * LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, c, ci + 2 * cs);
        FloatVector c21 = FloatVector.fromArray(SPECIES, c, ci + 2 * cs + LANES);
        FloatVector c22 = FloatVector.fromArray(SPECIES, c, ci + 2 * cs + 2 * LANES);
        FloatVector c23 = FloatVector.fromArray(SPECIES, c, ci + 2 * cs + 3 * LANES);
        FloatVector c30 = FloatVector.fromArray(SPECIES, c, ci + 3 * cs);
        FloatVector c31 = FloatVector.fromArray(SPECIES, c, ci + 3 * cs + LANES);
        FloatVector c32 = FloatVector.fromArray(SPECIES, c, ci + 3 * cs + 2 * LANES);
        FloatVector c33 = FloatVector.fromArray(SPECIES, c, ci + 3 * cs + 3 * LANES);
        for (int i = 0; i < count; i++) {
            long from = at + which[i] * pitch + (long) k * Float.BYTES;
            int row = wi + which[i];
            FloatVector b0 = FloatVector.fromMemorySegment(SPECIES, b, from, ORDER).sub(less0);
            FloatVector b1 = FloatVector.fromMemorySegment(SPECIES, b, from + (long) LANES * Float.BYTES, ORDER).sub(less1);
            FloatVector b2 = FloatVector.fromMemorySegment(SPECIES, b, from + 2L * LANES * Float.BYTES, ORDER).sub(less2);
            FloatVector b3 = FloatVector.fromMemorySegment(SPECIES, b, from + 3L * LANES * Float.BYTES, ORDER).sub(less3);
            FloatVector p0 = FloatVector.broadcast(SPECIES, w[row]);
            c00 = p0.fma(b0, c00);
            c01 = p0.fma(b1, c01);
            c02 = p0.fma(b2, c02);
            c03 = p0.fma(b3, c03);
            FloatVector p1 = FloatVector.broadcast(SPECIES, w[row + ws]);
            c10 = p1.fma(b0, c10);
            c11 = p1.fma(b1, c11);
            c12 = p1.fma(b2, c12);
            c13 = p1.fma(b3, c13);
            FloatVector p2 = FloatVector.broadcast(SPECIES, w[row + 2 * ws]);
            c20 = p2.fma(b0, c20);
            c21 = p2.fma(b1, c21);
            c22 = p2.fma(b2, c22);
            c23 = p2.fma(b3, c23);
            FloatVector p3 = FloatVector.broadcast(SPECIES, w[row + 3 * ws]);
            c30 = p3.fma(b0, c30);
            c31 = p3.fma(b1, c31);
            c32 = p3.fma(b2, c32);
            c33 = p3.fma(b3, c33);
        }
        c00.intoArray(c, ci);
        c01.intoArray(c, ci + LANES);
        c02.intoArray(c, ci + 2 * LANES);
        c03.intoArray(c, ci + 3 * LANES);
        c10.intoArray(c, ci + cs);
        c11.intoArray(c, ci + cs + LANES);
        c12.intoArray(c, ci + cs + 2 * LANES);
        c13.intoArray(c, ci + cs + 3 * LANES);
        c20.intoArray(c, ci + 2 * cs);
        c21.intoArray(c, ci + 2 * cs + LANES);
        c22.intoArray(c, ci + 2 * cs + 2 * LANES);
        c23.intoArray(c, ci + 2 * cs + 3 * LANES);
        c30.intoArray(c, ci + 3 * cs);
        c31.intoArray(c, ci + 3 * cs + LANES);
        c32.intoArray(c, ci + 3 * cs + 2 * LANES);
        c33.intoArray(c, ci + 3 * cs + 3 * LANES);
    }

    private static void fourByTwo(MemorySegment b, long at, long pitch, float[] centre, int k, int[] which, int count, float[] w,
                                   int wi, int ws, float[] c, int ci, int cs) {
        FloatVector less0 = FloatVector.fromArray(SPECIES, centre, k);
        FloatVector less1 = FloatVector.fromArray(SPECIES, centre, k + LANES);
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, ci);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, ci + LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, ci + cs);
        FloatVector c11 = FloatVector.fromArray(SPECIES, c, ci + cs + LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, c, ci + 2 * cs);
        FloatVector c21 = FloatVector.fromArray(SPECIES, c, ci + 2 * cs + LANES);
        FloatVector c30 = FloatVector.fromArray(SPECIES, c, ci + 3 * cs);
        FloatVector c31 = FloatVector.fromArray(SPECIES, c, ci + 3 * cs + LANES);
        for (int i = 0; i < count; i++) {
            long from = at + which[i] * pitch + (long) k * Float.BYTES;
            int row = wi + which[i];
            FloatVector b0 = FloatVector.fromMemorySegment(SPECIES, b, from, ORDER).sub(less0);
            FloatVector b1 = FloatVector.fromMemorySegment(SPECIES, b, from + (long) LANES * Float.BYTES, ORDER).sub(less1);
            FloatVector p0 = FloatVector.broadcast(SPECIES, w[row]);
            c00 = p0.fma(b0, c00);
            c01 = p0.fma(b1, c01);
            FloatVector p1 = FloatVector.broadcast(SPECIES, w[row + ws]);
            c10 = p1.fma(b0, c10);
            c11 = p1.fma(b1, c11);
            FloatVector p2 = FloatVector.broadcast(SPECIES, w[row + 2 * ws]);
            c20 = p2.fma(b0, c20);
            c21 = p2.fma(b1, c21);
            FloatVector p3 = FloatVector.broadcast(SPECIES, w[row + 3 * ws]);
            c30 = p3.fma(b0, c30);
            c31 = p3.fma(b1, c31);
        }
        c00.intoArray(c, ci);
        c01.intoArray(c, ci + LANES);
        c10.intoArray(c, ci + cs);
        c11.intoArray(c, ci + cs + LANES);
        c20.intoArray(c, ci + 2 * cs);
        c21.intoArray(c, ci + 2 * cs + LANES);
        c30.intoArray(c, ci + 3 * cs);
        c31.intoArray(c, ci + 3 * cs + LANES);
    }

    /// As [#one] for a line of states r whose weights lie side by side: `c[r · cs + ·] += Σ_i w[which[i] · LINE + r] …`, the
    /// [#LINES] vectors of coordinates from k on.
    static void line(MemorySegment b, long at, long pitch, float[] centre, int k, int[] which, int count, float[] w, float[] c,
                     int cs) {
        int states = WIDE ? 8 : 4;
        for (int row = 0; row < LINE; row += states) {
            if (WIDE) {
                eight(b, at, pitch, centre, k, which, count, w, row, c, row * cs + k, cs);
            } else {
                quarter(b, at, pitch, centre, k, which, count, w, row, c, row * cs + k, cs);
            }
        }
    }

    private static void eight(MemorySegment b, long at, long pitch, float[] centre, int k, int[] which, int count, float[] w,
                              int wi, float[] c, int ci, int cs) {
        FloatVector less0 = FloatVector.fromArray(SPECIES, centre, k);
        FloatVector less1 = FloatVector.fromArray(SPECIES, centre, k + LANES);
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, ci);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, ci + LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, ci + cs);
        FloatVector c11 = FloatVector.fromArray(SPECIES, c, ci + cs + LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, c, ci + 2 * cs);
        FloatVector c21 = FloatVector.fromArray(SPECIES, c, ci + 2 * cs + LANES);
        FloatVector c30 = FloatVector.fromArray(SPECIES, c, ci + 3 * cs);
        FloatVector c31 = FloatVector.fromArray(SPECIES, c, ci + 3 * cs + LANES);
        FloatVector c40 = FloatVector.fromArray(SPECIES, c, ci + 4 * cs);
        FloatVector c41 = FloatVector.fromArray(SPECIES, c, ci + 4 * cs + LANES);
        FloatVector c50 = FloatVector.fromArray(SPECIES, c, ci + 5 * cs);
        FloatVector c51 = FloatVector.fromArray(SPECIES, c, ci + 5 * cs + LANES);
        FloatVector c60 = FloatVector.fromArray(SPECIES, c, ci + 6 * cs);
        FloatVector c61 = FloatVector.fromArray(SPECIES, c, ci + 6 * cs + LANES);
        FloatVector c70 = FloatVector.fromArray(SPECIES, c, ci + 7 * cs);
        FloatVector c71 = FloatVector.fromArray(SPECIES, c, ci + 7 * cs + LANES);
        for (int i = 0; i < count; i++) {
            long from = at + which[i] * pitch + (long) k * Float.BYTES;
            int row = which[i] * LINE + wi;
            FloatVector b0 = FloatVector.fromMemorySegment(SPECIES, b, from, ORDER).sub(less0);
            FloatVector b1 = FloatVector.fromMemorySegment(SPECIES, b, from + (long) LANES * Float.BYTES, ORDER).sub(less1);
            FloatVector p0 = FloatVector.broadcast(SPECIES, w[row]);
            c00 = p0.fma(b0, c00);
            c01 = p0.fma(b1, c01);
            FloatVector p1 = FloatVector.broadcast(SPECIES, w[row + 1]);
            c10 = p1.fma(b0, c10);
            c11 = p1.fma(b1, c11);
            FloatVector p2 = FloatVector.broadcast(SPECIES, w[row + 2]);
            c20 = p2.fma(b0, c20);
            c21 = p2.fma(b1, c21);
            FloatVector p3 = FloatVector.broadcast(SPECIES, w[row + 3]);
            c30 = p3.fma(b0, c30);
            c31 = p3.fma(b1, c31);
            FloatVector p4 = FloatVector.broadcast(SPECIES, w[row + 4]);
            c40 = p4.fma(b0, c40);
            c41 = p4.fma(b1, c41);
            FloatVector p5 = FloatVector.broadcast(SPECIES, w[row + 5]);
            c50 = p5.fma(b0, c50);
            c51 = p5.fma(b1, c51);
            FloatVector p6 = FloatVector.broadcast(SPECIES, w[row + 6]);
            c60 = p6.fma(b0, c60);
            c61 = p6.fma(b1, c61);
            FloatVector p7 = FloatVector.broadcast(SPECIES, w[row + 7]);
            c70 = p7.fma(b0, c70);
            c71 = p7.fma(b1, c71);
        }
        c00.intoArray(c, ci);
        c01.intoArray(c, ci + LANES);
        c10.intoArray(c, ci + cs);
        c11.intoArray(c, ci + cs + LANES);
        c20.intoArray(c, ci + 2 * cs);
        c21.intoArray(c, ci + 2 * cs + LANES);
        c30.intoArray(c, ci + 3 * cs);
        c31.intoArray(c, ci + 3 * cs + LANES);
        c40.intoArray(c, ci + 4 * cs);
        c41.intoArray(c, ci + 4 * cs + LANES);
        c50.intoArray(c, ci + 5 * cs);
        c51.intoArray(c, ci + 5 * cs + LANES);
        c60.intoArray(c, ci + 6 * cs);
        c61.intoArray(c, ci + 6 * cs + LANES);
        c70.intoArray(c, ci + 7 * cs);
        c71.intoArray(c, ci + 7 * cs + LANES);
    }

    private static void quarter(MemorySegment b, long at, long pitch, float[] centre, int k, int[] which, int count, float[] w,
                              int wi, float[] c, int ci, int cs) {
        FloatVector less0 = FloatVector.fromArray(SPECIES, centre, k);
        FloatVector less1 = FloatVector.fromArray(SPECIES, centre, k + LANES);
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, ci);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, ci + LANES);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, ci + cs);
        FloatVector c11 = FloatVector.fromArray(SPECIES, c, ci + cs + LANES);
        FloatVector c20 = FloatVector.fromArray(SPECIES, c, ci + 2 * cs);
        FloatVector c21 = FloatVector.fromArray(SPECIES, c, ci + 2 * cs + LANES);
        FloatVector c30 = FloatVector.fromArray(SPECIES, c, ci + 3 * cs);
        FloatVector c31 = FloatVector.fromArray(SPECIES, c, ci + 3 * cs + LANES);
        for (int i = 0; i < count; i++) {
            long from = at + which[i] * pitch + (long) k * Float.BYTES;
            int row = which[i] * LINE + wi;
            FloatVector b0 = FloatVector.fromMemorySegment(SPECIES, b, from, ORDER).sub(less0);
            FloatVector b1 = FloatVector.fromMemorySegment(SPECIES, b, from + (long) LANES * Float.BYTES, ORDER).sub(less1);
            FloatVector p0 = FloatVector.broadcast(SPECIES, w[row]);
            c00 = p0.fma(b0, c00);
            c01 = p0.fma(b1, c01);
            FloatVector p1 = FloatVector.broadcast(SPECIES, w[row + 1]);
            c10 = p1.fma(b0, c10);
            c11 = p1.fma(b1, c11);
            FloatVector p2 = FloatVector.broadcast(SPECIES, w[row + 2]);
            c20 = p2.fma(b0, c20);
            c21 = p2.fma(b1, c21);
            FloatVector p3 = FloatVector.broadcast(SPECIES, w[row + 3]);
            c30 = p3.fma(b0, c30);
            c31 = p3.fma(b1, c31);
        }
        c00.intoArray(c, ci);
        c01.intoArray(c, ci + LANES);
        c10.intoArray(c, ci + cs);
        c11.intoArray(c, ci + cs + LANES);
        c20.intoArray(c, ci + 2 * cs);
        c21.intoArray(c, ci + 2 * cs + LANES);
        c30.intoArray(c, ci + 3 * cs);
        c31.intoArray(c, ci + 3 * cs + LANES);
    }
}
