package org.remanence.kernel.simd;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Tiling;

/// Weighted sums of patterns less the centre, for few states: the patterns that weigh anything, one chain of fused
/// multiply-adds a number, as many lines of a pattern at a time as registers hold.
final class DoubleGather {
    /// Coordinates of a block.
    static final int BLOCK = Tiling.BLOCK_BYTES / Double.BYTES;

    private static final VectorSpecies<Double> SPECIES = Lanes.DOUBLE;
    private static final int LANES = SPECIES.length();
    private static final int LINE = Tiling.LINE_BYTES / Double.BYTES;
    /// Vectors of coordinates that [#line] takes.
    static final int LINES = 2;
    private static final boolean WIDE = SPECIES.vectorBitSize() == 512;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private DoubleGather() { }

    /// For one state, `c[·] += Σ_i w[which[i]] (b[which[i]][·] − centre[·])`, all coordinates.
    /// @param at where the first pattern begins, in bytes
    /// @param pitch bytes between neighbouring patterns
    /// @param which the patterns, `count` of them
    static void one(MemorySegment b, long at, long pitch, double[] centre, int dimension, int[] which, int count, double[] w,
                    double[] c) {
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
    static void four(MemorySegment b, long at, long pitch, double[] centre, int dimension, int[] which, int count, double[] w,
                     int wi, int ws, double[] c, int ci, int cs) {
        int k = 0;
        for (; WIDE && k < dimension - 2 * LANES; k += 4 * LANES) {
            fourByFour(b, at, pitch, centre, k, which, count, w, wi, ws, c, ci + k, cs);
        }
        for (; k < dimension; k += 2 * LANES) {
            fourByTwo(b, at, pitch, centre, k, which, count, w, wi, ws, c, ci + k, cs);
        }
    }

    private static void eightLines(MemorySegment b, long at, long pitch, double[] centre, int k, int[] which, int count, double[] w,
                                   double[] c) {
        DoubleVector less0 = DoubleVector.fromArray(SPECIES, centre, k);
        DoubleVector less1 = DoubleVector.fromArray(SPECIES, centre, k + LANES);
        DoubleVector less2 = DoubleVector.fromArray(SPECIES, centre, k + 2 * LANES);
        DoubleVector less3 = DoubleVector.fromArray(SPECIES, centre, k + 3 * LANES);
        DoubleVector less4 = DoubleVector.fromArray(SPECIES, centre, k + 4 * LANES);
        DoubleVector less5 = DoubleVector.fromArray(SPECIES, centre, k + 5 * LANES);
        DoubleVector less6 = DoubleVector.fromArray(SPECIES, centre, k + 6 * LANES);
        DoubleVector less7 = DoubleVector.fromArray(SPECIES, centre, k + 7 * LANES);
        DoubleVector c0 = DoubleVector.fromArray(SPECIES, c, k);
        DoubleVector c1 = DoubleVector.fromArray(SPECIES, c, k + LANES);
        DoubleVector c2 = DoubleVector.fromArray(SPECIES, c, k + 2 * LANES);
        DoubleVector c3 = DoubleVector.fromArray(SPECIES, c, k + 3 * LANES);
        DoubleVector c4 = DoubleVector.fromArray(SPECIES, c, k + 4 * LANES);
        DoubleVector c5 = DoubleVector.fromArray(SPECIES, c, k + 5 * LANES);
        DoubleVector c6 = DoubleVector.fromArray(SPECIES, c, k + 6 * LANES);
        DoubleVector c7 = DoubleVector.fromArray(SPECIES, c, k + 7 * LANES);
        for (int i = 0; i < count; i++) {
            long from = at + which[i] * pitch + (long) k * Double.BYTES;
            DoubleVector p = DoubleVector.broadcast(SPECIES, w[which[i]]);
            c0 = p.fma(DoubleVector.fromMemorySegment(SPECIES, b, from, ORDER).sub(less0), c0);
            c1 = p.fma(DoubleVector.fromMemorySegment(SPECIES, b, from + (long) LANES * Double.BYTES, ORDER).sub(less1), c1);
            c2 = p.fma(DoubleVector.fromMemorySegment(SPECIES, b, from + 2L * LANES * Double.BYTES, ORDER).sub(less2), c2);
            c3 = p.fma(DoubleVector.fromMemorySegment(SPECIES, b, from + 3L * LANES * Double.BYTES, ORDER).sub(less3), c3);
            c4 = p.fma(DoubleVector.fromMemorySegment(SPECIES, b, from + 4L * LANES * Double.BYTES, ORDER).sub(less4), c4);
            c5 = p.fma(DoubleVector.fromMemorySegment(SPECIES, b, from + 5L * LANES * Double.BYTES, ORDER).sub(less5), c5);
            c6 = p.fma(DoubleVector.fromMemorySegment(SPECIES, b, from + 6L * LANES * Double.BYTES, ORDER).sub(less6), c6);
            c7 = p.fma(DoubleVector.fromMemorySegment(SPECIES, b, from + 7L * LANES * Double.BYTES, ORDER).sub(less7), c7);
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

    private static void fourLines(MemorySegment b, long at, long pitch, double[] centre, int k, int[] which, int count, double[] w,
                                   double[] c) {
        DoubleVector less0 = DoubleVector.fromArray(SPECIES, centre, k);
        DoubleVector less1 = DoubleVector.fromArray(SPECIES, centre, k + LANES);
        DoubleVector less2 = DoubleVector.fromArray(SPECIES, centre, k + 2 * LANES);
        DoubleVector less3 = DoubleVector.fromArray(SPECIES, centre, k + 3 * LANES);
        DoubleVector c0 = DoubleVector.fromArray(SPECIES, c, k);
        DoubleVector c1 = DoubleVector.fromArray(SPECIES, c, k + LANES);
        DoubleVector c2 = DoubleVector.fromArray(SPECIES, c, k + 2 * LANES);
        DoubleVector c3 = DoubleVector.fromArray(SPECIES, c, k + 3 * LANES);
        for (int i = 0; i < count; i++) {
            long from = at + which[i] * pitch + (long) k * Double.BYTES;
            DoubleVector p = DoubleVector.broadcast(SPECIES, w[which[i]]);
            c0 = p.fma(DoubleVector.fromMemorySegment(SPECIES, b, from, ORDER).sub(less0), c0);
            c1 = p.fma(DoubleVector.fromMemorySegment(SPECIES, b, from + (long) LANES * Double.BYTES, ORDER).sub(less1), c1);
            c2 = p.fma(DoubleVector.fromMemorySegment(SPECIES, b, from + 2L * LANES * Double.BYTES, ORDER).sub(less2), c2);
            c3 = p.fma(DoubleVector.fromMemorySegment(SPECIES, b, from + 3L * LANES * Double.BYTES, ORDER).sub(less3), c3);
        }
        c0.intoArray(c, k);
        c1.intoArray(c, k + LANES);
        c2.intoArray(c, k + 2 * LANES);
        c3.intoArray(c, k + 3 * LANES);
    }

    private static void twoLines(MemorySegment b, long at, long pitch, double[] centre, int k, int[] which, int count, double[] w,
                                   double[] c) {
        DoubleVector less0 = DoubleVector.fromArray(SPECIES, centre, k);
        DoubleVector less1 = DoubleVector.fromArray(SPECIES, centre, k + LANES);
        DoubleVector c0 = DoubleVector.fromArray(SPECIES, c, k);
        DoubleVector c1 = DoubleVector.fromArray(SPECIES, c, k + LANES);
        for (int i = 0; i < count; i++) {
            long from = at + which[i] * pitch + (long) k * Double.BYTES;
            DoubleVector p = DoubleVector.broadcast(SPECIES, w[which[i]]);
            c0 = p.fma(DoubleVector.fromMemorySegment(SPECIES, b, from, ORDER).sub(less0), c0);
            c1 = p.fma(DoubleVector.fromMemorySegment(SPECIES, b, from + (long) LANES * Double.BYTES, ORDER).sub(less1), c1);
        }
        c0.intoArray(c, k);
        c1.intoArray(c, k + LANES);
    }

    private static void fourByFour(MemorySegment b, long at, long pitch, double[] centre, int k, int[] which, int count, double[] w,
                                   int wi, int ws, double[] c, int ci, int cs) {
        DoubleVector less0 = DoubleVector.fromArray(SPECIES, centre, k);
        DoubleVector less1 = DoubleVector.fromArray(SPECIES, centre, k + LANES);
        DoubleVector less2 = DoubleVector.fromArray(SPECIES, centre, k + 2 * LANES);
        DoubleVector less3 = DoubleVector.fromArray(SPECIES, centre, k + 3 * LANES);
        DoubleVector c00 = DoubleVector.fromArray(SPECIES, c, ci);
        DoubleVector c01 = DoubleVector.fromArray(SPECIES, c, ci + LANES);
        DoubleVector c02 = DoubleVector.fromArray(SPECIES, c, ci + 2 * LANES);
        DoubleVector c03 = DoubleVector.fromArray(SPECIES, c, ci + 3 * LANES);
        DoubleVector c10 = DoubleVector.fromArray(SPECIES, c, ci + cs);
        DoubleVector c11 = DoubleVector.fromArray(SPECIES, c, ci + cs + LANES);
        DoubleVector c12 = DoubleVector.fromArray(SPECIES, c, ci + cs + 2 * LANES);
        DoubleVector c13 = DoubleVector.fromArray(SPECIES, c, ci + cs + 3 * LANES);
        DoubleVector c20 = DoubleVector.fromArray(SPECIES, c, ci + 2 * cs);
        DoubleVector c21 = DoubleVector.fromArray(SPECIES, c, ci + 2 * cs + LANES);
        DoubleVector c22 = DoubleVector.fromArray(SPECIES, c, ci + 2 * cs + 2 * LANES);
        DoubleVector c23 = DoubleVector.fromArray(SPECIES, c, ci + 2 * cs + 3 * LANES);
        DoubleVector c30 = DoubleVector.fromArray(SPECIES, c, ci + 3 * cs);
        DoubleVector c31 = DoubleVector.fromArray(SPECIES, c, ci + 3 * cs + LANES);
        DoubleVector c32 = DoubleVector.fromArray(SPECIES, c, ci + 3 * cs + 2 * LANES);
        DoubleVector c33 = DoubleVector.fromArray(SPECIES, c, ci + 3 * cs + 3 * LANES);
        for (int i = 0; i < count; i++) {
            long from = at + which[i] * pitch + (long) k * Double.BYTES;
            int row = wi + which[i];
            DoubleVector b0 = DoubleVector.fromMemorySegment(SPECIES, b, from, ORDER).sub(less0);
            DoubleVector b1 = DoubleVector.fromMemorySegment(SPECIES, b, from + (long) LANES * Double.BYTES, ORDER).sub(less1);
            DoubleVector b2 = DoubleVector.fromMemorySegment(SPECIES, b, from + 2L * LANES * Double.BYTES, ORDER).sub(less2);
            DoubleVector b3 = DoubleVector.fromMemorySegment(SPECIES, b, from + 3L * LANES * Double.BYTES, ORDER).sub(less3);
            DoubleVector p0 = DoubleVector.broadcast(SPECIES, w[row]);
            c00 = p0.fma(b0, c00);
            c01 = p0.fma(b1, c01);
            c02 = p0.fma(b2, c02);
            c03 = p0.fma(b3, c03);
            DoubleVector p1 = DoubleVector.broadcast(SPECIES, w[row + ws]);
            c10 = p1.fma(b0, c10);
            c11 = p1.fma(b1, c11);
            c12 = p1.fma(b2, c12);
            c13 = p1.fma(b3, c13);
            DoubleVector p2 = DoubleVector.broadcast(SPECIES, w[row + 2 * ws]);
            c20 = p2.fma(b0, c20);
            c21 = p2.fma(b1, c21);
            c22 = p2.fma(b2, c22);
            c23 = p2.fma(b3, c23);
            DoubleVector p3 = DoubleVector.broadcast(SPECIES, w[row + 3 * ws]);
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

    private static void fourByTwo(MemorySegment b, long at, long pitch, double[] centre, int k, int[] which, int count, double[] w,
                                   int wi, int ws, double[] c, int ci, int cs) {
        DoubleVector less0 = DoubleVector.fromArray(SPECIES, centre, k);
        DoubleVector less1 = DoubleVector.fromArray(SPECIES, centre, k + LANES);
        DoubleVector c00 = DoubleVector.fromArray(SPECIES, c, ci);
        DoubleVector c01 = DoubleVector.fromArray(SPECIES, c, ci + LANES);
        DoubleVector c10 = DoubleVector.fromArray(SPECIES, c, ci + cs);
        DoubleVector c11 = DoubleVector.fromArray(SPECIES, c, ci + cs + LANES);
        DoubleVector c20 = DoubleVector.fromArray(SPECIES, c, ci + 2 * cs);
        DoubleVector c21 = DoubleVector.fromArray(SPECIES, c, ci + 2 * cs + LANES);
        DoubleVector c30 = DoubleVector.fromArray(SPECIES, c, ci + 3 * cs);
        DoubleVector c31 = DoubleVector.fromArray(SPECIES, c, ci + 3 * cs + LANES);
        for (int i = 0; i < count; i++) {
            long from = at + which[i] * pitch + (long) k * Double.BYTES;
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
    static void line(MemorySegment b, long at, long pitch, double[] centre, int k, int[] which, int count, double[] w, double[] c,
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

    private static void eight(MemorySegment b, long at, long pitch, double[] centre, int k, int[] which, int count, double[] w,
                              int wi, double[] c, int ci, int cs) {
        DoubleVector less0 = DoubleVector.fromArray(SPECIES, centre, k);
        DoubleVector less1 = DoubleVector.fromArray(SPECIES, centre, k + LANES);
        DoubleVector c00 = DoubleVector.fromArray(SPECIES, c, ci);
        DoubleVector c01 = DoubleVector.fromArray(SPECIES, c, ci + LANES);
        DoubleVector c10 = DoubleVector.fromArray(SPECIES, c, ci + cs);
        DoubleVector c11 = DoubleVector.fromArray(SPECIES, c, ci + cs + LANES);
        DoubleVector c20 = DoubleVector.fromArray(SPECIES, c, ci + 2 * cs);
        DoubleVector c21 = DoubleVector.fromArray(SPECIES, c, ci + 2 * cs + LANES);
        DoubleVector c30 = DoubleVector.fromArray(SPECIES, c, ci + 3 * cs);
        DoubleVector c31 = DoubleVector.fromArray(SPECIES, c, ci + 3 * cs + LANES);
        DoubleVector c40 = DoubleVector.fromArray(SPECIES, c, ci + 4 * cs);
        DoubleVector c41 = DoubleVector.fromArray(SPECIES, c, ci + 4 * cs + LANES);
        DoubleVector c50 = DoubleVector.fromArray(SPECIES, c, ci + 5 * cs);
        DoubleVector c51 = DoubleVector.fromArray(SPECIES, c, ci + 5 * cs + LANES);
        DoubleVector c60 = DoubleVector.fromArray(SPECIES, c, ci + 6 * cs);
        DoubleVector c61 = DoubleVector.fromArray(SPECIES, c, ci + 6 * cs + LANES);
        DoubleVector c70 = DoubleVector.fromArray(SPECIES, c, ci + 7 * cs);
        DoubleVector c71 = DoubleVector.fromArray(SPECIES, c, ci + 7 * cs + LANES);
        for (int i = 0; i < count; i++) {
            long from = at + which[i] * pitch + (long) k * Double.BYTES;
            int row = which[i] * LINE + wi;
            DoubleVector b0 = DoubleVector.fromMemorySegment(SPECIES, b, from, ORDER).sub(less0);
            DoubleVector b1 = DoubleVector.fromMemorySegment(SPECIES, b, from + (long) LANES * Double.BYTES, ORDER).sub(less1);
            DoubleVector p0 = DoubleVector.broadcast(SPECIES, w[row]);
            c00 = p0.fma(b0, c00);
            c01 = p0.fma(b1, c01);
            DoubleVector p1 = DoubleVector.broadcast(SPECIES, w[row + 1]);
            c10 = p1.fma(b0, c10);
            c11 = p1.fma(b1, c11);
            DoubleVector p2 = DoubleVector.broadcast(SPECIES, w[row + 2]);
            c20 = p2.fma(b0, c20);
            c21 = p2.fma(b1, c21);
            DoubleVector p3 = DoubleVector.broadcast(SPECIES, w[row + 3]);
            c30 = p3.fma(b0, c30);
            c31 = p3.fma(b1, c31);
            DoubleVector p4 = DoubleVector.broadcast(SPECIES, w[row + 4]);
            c40 = p4.fma(b0, c40);
            c41 = p4.fma(b1, c41);
            DoubleVector p5 = DoubleVector.broadcast(SPECIES, w[row + 5]);
            c50 = p5.fma(b0, c50);
            c51 = p5.fma(b1, c51);
            DoubleVector p6 = DoubleVector.broadcast(SPECIES, w[row + 6]);
            c60 = p6.fma(b0, c60);
            c61 = p6.fma(b1, c61);
            DoubleVector p7 = DoubleVector.broadcast(SPECIES, w[row + 7]);
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

    private static void quarter(MemorySegment b, long at, long pitch, double[] centre, int k, int[] which, int count, double[] w,
                              int wi, double[] c, int ci, int cs) {
        DoubleVector less0 = DoubleVector.fromArray(SPECIES, centre, k);
        DoubleVector less1 = DoubleVector.fromArray(SPECIES, centre, k + LANES);
        DoubleVector c00 = DoubleVector.fromArray(SPECIES, c, ci);
        DoubleVector c01 = DoubleVector.fromArray(SPECIES, c, ci + LANES);
        DoubleVector c10 = DoubleVector.fromArray(SPECIES, c, ci + cs);
        DoubleVector c11 = DoubleVector.fromArray(SPECIES, c, ci + cs + LANES);
        DoubleVector c20 = DoubleVector.fromArray(SPECIES, c, ci + 2 * cs);
        DoubleVector c21 = DoubleVector.fromArray(SPECIES, c, ci + 2 * cs + LANES);
        DoubleVector c30 = DoubleVector.fromArray(SPECIES, c, ci + 3 * cs);
        DoubleVector c31 = DoubleVector.fromArray(SPECIES, c, ci + 3 * cs + LANES);
        for (int i = 0; i < count; i++) {
            long from = at + which[i] * pitch + (long) k * Double.BYTES;
            int row = which[i] * LINE + wi;
            DoubleVector b0 = DoubleVector.fromMemorySegment(SPECIES, b, from, ORDER).sub(less0);
            DoubleVector b1 = DoubleVector.fromMemorySegment(SPECIES, b, from + (long) LANES * Double.BYTES, ORDER).sub(less1);
            DoubleVector p0 = DoubleVector.broadcast(SPECIES, w[row]);
            c00 = p0.fma(b0, c00);
            c01 = p0.fma(b1, c01);
            DoubleVector p1 = DoubleVector.broadcast(SPECIES, w[row + 1]);
            c10 = p1.fma(b0, c10);
            c11 = p1.fma(b1, c11);
            DoubleVector p2 = DoubleVector.broadcast(SPECIES, w[row + 2]);
            c20 = p2.fma(b0, c20);
            c21 = p2.fma(b1, c21);
            DoubleVector p3 = DoubleVector.broadcast(SPECIES, w[row + 3]);
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
