package org.remanence.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Tiling;

/// Weighted sums with the patterns on the lanes, for low dimensions: one number a lane, added up only at the end.
final class FloatFlat {
    private static final int LINE = Tiling.LINE_BYTES / Float.BYTES;
    private static final VectorSpecies<Float> SPECIES = Lanes.FLOAT;

    private FloatFlat() { }

    /// Adds weights times coordinates, for [FloatProduct#ROWS] states and 2 coordinates:
    /// `c[r · cs + k · LINE + ·] += Σ_j w[r · ws + j + ·] b[k · bs + j + ·]` over every LINE-th j below `count`.
    static void add(float[] w, int wi, int ws, float[] b, int bi, int bs, float[] c, int ci, int cs, int count) {
        if (FloatProduct.ROWS == 4) {
            four(w, wi, ws, b, bi, bs, c, ci, cs, count);
        } else {
            six(w, wi, ws, b, bi, bs, c, ci, cs, count);
        }
    }

    /// As [#add], for one state.
    static void addRow(float[] w, int wi, float[] b, int bi, int bs, float[] c, int ci, int count) {
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

    private static void six(float[] w, int wi, int ws, float[] b, int bi, int bs, float[] c, int ci, int cs, int count) {
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

    private static void four(float[] w, int wi, int ws, float[] b, int bi, int bs, float[] c, int ci, int cs, int count) {
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
