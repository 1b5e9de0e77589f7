package org.remanence.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Tiling;

/// Weighted sums with the patterns on the lanes, for low dimensions: one number a lane, added up only at the end.
final class FloatFlat {
    private static final int LINE = Tiling.LINE_BYTES / Float.BYTES;
    private static final VectorSpecies<Float> SPECIES = Lanes.FLOAT;
    private static final boolean WIDE = FloatProduct.ROWS == Tiling.ROWS;

    private FloatFlat() { }

    /// Adds weights times coordinates, for [FloatProduct#ROWS] states and all coordinates, rounded up to pairs:
    /// `c[r · cs + k · LINE + ·] += Σ_j w[r · ws + j + ·] b[k · bs + j + ·]` over every LINE-th j below `count`.
    static void add(float[] w, int wi, int ws, float[] b, int bi, int bs, float[] c, int ci, int cs, int count, int dimension) {
        int k = 0;
        for (; WIDE && k < dimension - 2; k += 4) {
            sixByFour(w, wi, ws, b, bi + k * bs, bs, c, ci + k * LINE, cs, count);
        }
        for (; k < dimension; k += 2) {
            if (WIDE) {
                sixByTwo(w, wi, ws, b, bi + k * bs, bs, c, ci + k * LINE, cs, count);
            } else {
                fourByTwo(w, wi, ws, b, bi + k * bs, bs, c, ci + k * LINE, cs, count);
            }
        }
    }

    /// As [#add], for one state.
    static void addRow(float[] w, int wi, float[] b, int bi, int bs, float[] c, int ci, int count, int dimension) {
        for (int k = 0; k < dimension; k += 2) {
            oneByTwo(w, wi, b, bi + k * bs, bs, c, ci + k * LINE, count);
        }
    }

    private static void oneByTwo(float[] w, int wi, float[] b, int bi, int bs, float[] c, int ci, int count) {
        FloatVector c0 = FloatVector.fromArray(SPECIES, c, ci);
        FloatVector c1 = FloatVector.fromArray(SPECIES, c, ci + LINE);
        for (int i = 0; i < count; i += LINE) {
            FloatVector weight = FloatVector.fromArray(SPECIES, w, wi + i);
            c0 = weight.fma(FloatVector.fromArray(SPECIES, b, bi + i), c0);
            c1 = weight.fma(FloatVector.fromArray(SPECIES, b, bi + bs + i), c1);
        }
        c0.intoArray(c, ci);
        c1.intoArray(c, ci + LINE);
    }

    private static void sixByFour(float[] w, int wi, int ws, float[] b, int bi, int bs, float[] c, int ci, int cs, int count) {
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, ci);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, ci + LINE);
        FloatVector c02 = FloatVector.fromArray(SPECIES, c, ci + 2 * LINE);
        FloatVector c03 = FloatVector.fromArray(SPECIES, c, ci + 3 * LINE);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, ci + cs);
        FloatVector c11 = FloatVector.fromArray(SPECIES, c, ci + cs + LINE);
        FloatVector c12 = FloatVector.fromArray(SPECIES, c, ci + cs + 2 * LINE);
        FloatVector c13 = FloatVector.fromArray(SPECIES, c, ci + cs + 3 * LINE);
        FloatVector c20 = FloatVector.fromArray(SPECIES, c, ci + 2 * cs);
        FloatVector c21 = FloatVector.fromArray(SPECIES, c, ci + 2 * cs + LINE);
        FloatVector c22 = FloatVector.fromArray(SPECIES, c, ci + 2 * cs + 2 * LINE);
        FloatVector c23 = FloatVector.fromArray(SPECIES, c, ci + 2 * cs + 3 * LINE);
        FloatVector c30 = FloatVector.fromArray(SPECIES, c, ci + 3 * cs);
        FloatVector c31 = FloatVector.fromArray(SPECIES, c, ci + 3 * cs + LINE);
        FloatVector c32 = FloatVector.fromArray(SPECIES, c, ci + 3 * cs + 2 * LINE);
        FloatVector c33 = FloatVector.fromArray(SPECIES, c, ci + 3 * cs + 3 * LINE);
        FloatVector c40 = FloatVector.fromArray(SPECIES, c, ci + 4 * cs);
        FloatVector c41 = FloatVector.fromArray(SPECIES, c, ci + 4 * cs + LINE);
        FloatVector c42 = FloatVector.fromArray(SPECIES, c, ci + 4 * cs + 2 * LINE);
        FloatVector c43 = FloatVector.fromArray(SPECIES, c, ci + 4 * cs + 3 * LINE);
        FloatVector c50 = FloatVector.fromArray(SPECIES, c, ci + 5 * cs);
        FloatVector c51 = FloatVector.fromArray(SPECIES, c, ci + 5 * cs + LINE);
        FloatVector c52 = FloatVector.fromArray(SPECIES, c, ci + 5 * cs + 2 * LINE);
        FloatVector c53 = FloatVector.fromArray(SPECIES, c, ci + 5 * cs + 3 * LINE);
        for (int i = 0; i < count; i += LINE) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bi + i);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bi + bs + i);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, bi + 2 * bs + i);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, bi + 3 * bs + i);
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, wi + i);
            c00 = w0.fma(b0, c00);
            c01 = w0.fma(b1, c01);
            c02 = w0.fma(b2, c02);
            c03 = w0.fma(b3, c03);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, wi + ws + i);
            c10 = w1.fma(b0, c10);
            c11 = w1.fma(b1, c11);
            c12 = w1.fma(b2, c12);
            c13 = w1.fma(b3, c13);
            FloatVector w2 = FloatVector.fromArray(SPECIES, w, wi + 2 * ws + i);
            c20 = w2.fma(b0, c20);
            c21 = w2.fma(b1, c21);
            c22 = w2.fma(b2, c22);
            c23 = w2.fma(b3, c23);
            FloatVector w3 = FloatVector.fromArray(SPECIES, w, wi + 3 * ws + i);
            c30 = w3.fma(b0, c30);
            c31 = w3.fma(b1, c31);
            c32 = w3.fma(b2, c32);
            c33 = w3.fma(b3, c33);
            FloatVector w4 = FloatVector.fromArray(SPECIES, w, wi + 4 * ws + i);
            c40 = w4.fma(b0, c40);
            c41 = w4.fma(b1, c41);
            c42 = w4.fma(b2, c42);
            c43 = w4.fma(b3, c43);
            FloatVector w5 = FloatVector.fromArray(SPECIES, w, wi + 5 * ws + i);
            c50 = w5.fma(b0, c50);
            c51 = w5.fma(b1, c51);
            c52 = w5.fma(b2, c52);
            c53 = w5.fma(b3, c53);
        }
        c00.intoArray(c, ci);
        c01.intoArray(c, ci + LINE);
        c02.intoArray(c, ci + 2 * LINE);
        c03.intoArray(c, ci + 3 * LINE);
        c10.intoArray(c, ci + cs);
        c11.intoArray(c, ci + cs + LINE);
        c12.intoArray(c, ci + cs + 2 * LINE);
        c13.intoArray(c, ci + cs + 3 * LINE);
        c20.intoArray(c, ci + 2 * cs);
        c21.intoArray(c, ci + 2 * cs + LINE);
        c22.intoArray(c, ci + 2 * cs + 2 * LINE);
        c23.intoArray(c, ci + 2 * cs + 3 * LINE);
        c30.intoArray(c, ci + 3 * cs);
        c31.intoArray(c, ci + 3 * cs + LINE);
        c32.intoArray(c, ci + 3 * cs + 2 * LINE);
        c33.intoArray(c, ci + 3 * cs + 3 * LINE);
        c40.intoArray(c, ci + 4 * cs);
        c41.intoArray(c, ci + 4 * cs + LINE);
        c42.intoArray(c, ci + 4 * cs + 2 * LINE);
        c43.intoArray(c, ci + 4 * cs + 3 * LINE);
        c50.intoArray(c, ci + 5 * cs);
        c51.intoArray(c, ci + 5 * cs + LINE);
        c52.intoArray(c, ci + 5 * cs + 2 * LINE);
        c53.intoArray(c, ci + 5 * cs + 3 * LINE);
    }

    private static void sixByTwo(float[] w, int wi, int ws, float[] b, int bi, int bs, float[] c, int ci, int cs, int count) {
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, ci);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, ci + LINE);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, ci + cs);
        FloatVector c11 = FloatVector.fromArray(SPECIES, c, ci + cs + LINE);
        FloatVector c20 = FloatVector.fromArray(SPECIES, c, ci + 2 * cs);
        FloatVector c21 = FloatVector.fromArray(SPECIES, c, ci + 2 * cs + LINE);
        FloatVector c30 = FloatVector.fromArray(SPECIES, c, ci + 3 * cs);
        FloatVector c31 = FloatVector.fromArray(SPECIES, c, ci + 3 * cs + LINE);
        FloatVector c40 = FloatVector.fromArray(SPECIES, c, ci + 4 * cs);
        FloatVector c41 = FloatVector.fromArray(SPECIES, c, ci + 4 * cs + LINE);
        FloatVector c50 = FloatVector.fromArray(SPECIES, c, ci + 5 * cs);
        FloatVector c51 = FloatVector.fromArray(SPECIES, c, ci + 5 * cs + LINE);
        for (int i = 0; i < count; i += LINE) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bi + i);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bi + bs + i);
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, wi + i);
            c00 = w0.fma(b0, c00);
            c01 = w0.fma(b1, c01);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, wi + ws + i);
            c10 = w1.fma(b0, c10);
            c11 = w1.fma(b1, c11);
            FloatVector w2 = FloatVector.fromArray(SPECIES, w, wi + 2 * ws + i);
            c20 = w2.fma(b0, c20);
            c21 = w2.fma(b1, c21);
            FloatVector w3 = FloatVector.fromArray(SPECIES, w, wi + 3 * ws + i);
            c30 = w3.fma(b0, c30);
            c31 = w3.fma(b1, c31);
            FloatVector w4 = FloatVector.fromArray(SPECIES, w, wi + 4 * ws + i);
            c40 = w4.fma(b0, c40);
            c41 = w4.fma(b1, c41);
            FloatVector w5 = FloatVector.fromArray(SPECIES, w, wi + 5 * ws + i);
            c50 = w5.fma(b0, c50);
            c51 = w5.fma(b1, c51);
        }
        c00.intoArray(c, ci);
        c01.intoArray(c, ci + LINE);
        c10.intoArray(c, ci + cs);
        c11.intoArray(c, ci + cs + LINE);
        c20.intoArray(c, ci + 2 * cs);
        c21.intoArray(c, ci + 2 * cs + LINE);
        c30.intoArray(c, ci + 3 * cs);
        c31.intoArray(c, ci + 3 * cs + LINE);
        c40.intoArray(c, ci + 4 * cs);
        c41.intoArray(c, ci + 4 * cs + LINE);
        c50.intoArray(c, ci + 5 * cs);
        c51.intoArray(c, ci + 5 * cs + LINE);
    }

    private static void fourByTwo(float[] w, int wi, int ws, float[] b, int bi, int bs, float[] c, int ci, int cs, int count) {
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, ci);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, ci + LINE);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, ci + cs);
        FloatVector c11 = FloatVector.fromArray(SPECIES, c, ci + cs + LINE);
        FloatVector c20 = FloatVector.fromArray(SPECIES, c, ci + 2 * cs);
        FloatVector c21 = FloatVector.fromArray(SPECIES, c, ci + 2 * cs + LINE);
        FloatVector c30 = FloatVector.fromArray(SPECIES, c, ci + 3 * cs);
        FloatVector c31 = FloatVector.fromArray(SPECIES, c, ci + 3 * cs + LINE);
        for (int i = 0; i < count; i += LINE) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bi + i);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bi + bs + i);
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, wi + i);
            c00 = w0.fma(b0, c00);
            c01 = w0.fma(b1, c01);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, wi + ws + i);
            c10 = w1.fma(b0, c10);
            c11 = w1.fma(b1, c11);
            FloatVector w2 = FloatVector.fromArray(SPECIES, w, wi + 2 * ws + i);
            c20 = w2.fma(b0, c20);
            c21 = w2.fma(b1, c21);
            FloatVector w3 = FloatVector.fromArray(SPECIES, w, wi + 3 * ws + i);
            c30 = w3.fma(b0, c30);
            c31 = w3.fma(b1, c31);
        }
        c00.intoArray(c, ci);
        c01.intoArray(c, ci + LINE);
        c10.intoArray(c, ci + cs);
        c11.intoArray(c, ci + cs + LINE);
        c20.intoArray(c, ci + 2 * cs);
        c21.intoArray(c, ci + 2 * cs + LINE);
        c30.intoArray(c, ci + 3 * cs);
        c31.intoArray(c, ci + 3 * cs + LINE);
    }
}
