package org.remanence.kernel.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Tiling;

/// Weighted sums with the patterns on the lanes, for low dimensions: one number a lane, added up only at the end.
final class DoubleFlat {
    private static final int LINE = Tiling.LINE_BYTES / Double.BYTES;
    private static final VectorSpecies<Double> SPECIES = Lanes.DOUBLE;
    private static final boolean WIDE = DoubleProduct.ROWS == Tiling.ROWS;

    private DoubleFlat() { }

    /// Adds weights times coordinates, for [DoubleProduct#ROWS] states and all coordinates, rounded up to pairs:
    /// `c[r · cs + k · LINE + ·] += Σ_j w[r · ws + j + ·] b[k · bs + j + ·]` over every LINE-th j below `count`.
    static void add(double[] w, int wi, int ws, double[] b, int bi, int bs, double[] c, int ci, int cs, int count, int dimension) {
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
    static void addRow(double[] w, int wi, double[] b, int bi, int bs, double[] c, int ci, int count, int dimension) {
        for (int k = 0; k < dimension; k += 2) {
            oneByTwo(w, wi, b, bi + k * bs, bs, c, ci + k * LINE, count);
        }
    }

    private static void oneByTwo(double[] w, int wi, double[] b, int bi, int bs, double[] c, int ci, int count) {
        DoubleVector c0 = DoubleVector.fromArray(SPECIES, c, ci);
        DoubleVector c1 = DoubleVector.fromArray(SPECIES, c, ci + LINE);
        for (int i = 0; i < count; i += LINE) {
            DoubleVector weight = DoubleVector.fromArray(SPECIES, w, wi + i);
            c0 = weight.fma(DoubleVector.fromArray(SPECIES, b, bi + i), c0);
            c1 = weight.fma(DoubleVector.fromArray(SPECIES, b, bi + bs + i), c1);
        }
        c0.intoArray(c, ci);
        c1.intoArray(c, ci + LINE);
    }

    private static void sixByFour(double[] w, int wi, int ws, double[] b, int bi, int bs, double[] c, int ci, int cs, int count) {
        DoubleVector c00 = DoubleVector.fromArray(SPECIES, c, ci);
        DoubleVector c01 = DoubleVector.fromArray(SPECIES, c, ci + LINE);
        DoubleVector c02 = DoubleVector.fromArray(SPECIES, c, ci + 2 * LINE);
        DoubleVector c03 = DoubleVector.fromArray(SPECIES, c, ci + 3 * LINE);
        DoubleVector c10 = DoubleVector.fromArray(SPECIES, c, ci + cs);
        DoubleVector c11 = DoubleVector.fromArray(SPECIES, c, ci + cs + LINE);
        DoubleVector c12 = DoubleVector.fromArray(SPECIES, c, ci + cs + 2 * LINE);
        DoubleVector c13 = DoubleVector.fromArray(SPECIES, c, ci + cs + 3 * LINE);
        DoubleVector c20 = DoubleVector.fromArray(SPECIES, c, ci + 2 * cs);
        DoubleVector c21 = DoubleVector.fromArray(SPECIES, c, ci + 2 * cs + LINE);
        DoubleVector c22 = DoubleVector.fromArray(SPECIES, c, ci + 2 * cs + 2 * LINE);
        DoubleVector c23 = DoubleVector.fromArray(SPECIES, c, ci + 2 * cs + 3 * LINE);
        DoubleVector c30 = DoubleVector.fromArray(SPECIES, c, ci + 3 * cs);
        DoubleVector c31 = DoubleVector.fromArray(SPECIES, c, ci + 3 * cs + LINE);
        DoubleVector c32 = DoubleVector.fromArray(SPECIES, c, ci + 3 * cs + 2 * LINE);
        DoubleVector c33 = DoubleVector.fromArray(SPECIES, c, ci + 3 * cs + 3 * LINE);
        DoubleVector c40 = DoubleVector.fromArray(SPECIES, c, ci + 4 * cs);
        DoubleVector c41 = DoubleVector.fromArray(SPECIES, c, ci + 4 * cs + LINE);
        DoubleVector c42 = DoubleVector.fromArray(SPECIES, c, ci + 4 * cs + 2 * LINE);
        DoubleVector c43 = DoubleVector.fromArray(SPECIES, c, ci + 4 * cs + 3 * LINE);
        DoubleVector c50 = DoubleVector.fromArray(SPECIES, c, ci + 5 * cs);
        DoubleVector c51 = DoubleVector.fromArray(SPECIES, c, ci + 5 * cs + LINE);
        DoubleVector c52 = DoubleVector.fromArray(SPECIES, c, ci + 5 * cs + 2 * LINE);
        DoubleVector c53 = DoubleVector.fromArray(SPECIES, c, ci + 5 * cs + 3 * LINE);
        for (int i = 0; i < count; i += LINE) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bi + i);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, bi + bs + i);
            DoubleVector b2 = DoubleVector.fromArray(SPECIES, b, bi + 2 * bs + i);
            DoubleVector b3 = DoubleVector.fromArray(SPECIES, b, bi + 3 * bs + i);
            DoubleVector w0 = DoubleVector.fromArray(SPECIES, w, wi + i);
            c00 = w0.fma(b0, c00);
            c01 = w0.fma(b1, c01);
            c02 = w0.fma(b2, c02);
            c03 = w0.fma(b3, c03);
            DoubleVector w1 = DoubleVector.fromArray(SPECIES, w, wi + ws + i);
            c10 = w1.fma(b0, c10);
            c11 = w1.fma(b1, c11);
            c12 = w1.fma(b2, c12);
            c13 = w1.fma(b3, c13);
            DoubleVector w2 = DoubleVector.fromArray(SPECIES, w, wi + 2 * ws + i);
            c20 = w2.fma(b0, c20);
            c21 = w2.fma(b1, c21);
            c22 = w2.fma(b2, c22);
            c23 = w2.fma(b3, c23);
            DoubleVector w3 = DoubleVector.fromArray(SPECIES, w, wi + 3 * ws + i);
            c30 = w3.fma(b0, c30);
            c31 = w3.fma(b1, c31);
            c32 = w3.fma(b2, c32);
            c33 = w3.fma(b3, c33);
            DoubleVector w4 = DoubleVector.fromArray(SPECIES, w, wi + 4 * ws + i);
            c40 = w4.fma(b0, c40);
            c41 = w4.fma(b1, c41);
            c42 = w4.fma(b2, c42);
            c43 = w4.fma(b3, c43);
            DoubleVector w5 = DoubleVector.fromArray(SPECIES, w, wi + 5 * ws + i);
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

    private static void sixByTwo(double[] w, int wi, int ws, double[] b, int bi, int bs, double[] c, int ci, int cs, int count) {
        DoubleVector c00 = DoubleVector.fromArray(SPECIES, c, ci);
        DoubleVector c01 = DoubleVector.fromArray(SPECIES, c, ci + LINE);
        DoubleVector c10 = DoubleVector.fromArray(SPECIES, c, ci + cs);
        DoubleVector c11 = DoubleVector.fromArray(SPECIES, c, ci + cs + LINE);
        DoubleVector c20 = DoubleVector.fromArray(SPECIES, c, ci + 2 * cs);
        DoubleVector c21 = DoubleVector.fromArray(SPECIES, c, ci + 2 * cs + LINE);
        DoubleVector c30 = DoubleVector.fromArray(SPECIES, c, ci + 3 * cs);
        DoubleVector c31 = DoubleVector.fromArray(SPECIES, c, ci + 3 * cs + LINE);
        DoubleVector c40 = DoubleVector.fromArray(SPECIES, c, ci + 4 * cs);
        DoubleVector c41 = DoubleVector.fromArray(SPECIES, c, ci + 4 * cs + LINE);
        DoubleVector c50 = DoubleVector.fromArray(SPECIES, c, ci + 5 * cs);
        DoubleVector c51 = DoubleVector.fromArray(SPECIES, c, ci + 5 * cs + LINE);
        for (int i = 0; i < count; i += LINE) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bi + i);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, bi + bs + i);
            DoubleVector w0 = DoubleVector.fromArray(SPECIES, w, wi + i);
            c00 = w0.fma(b0, c00);
            c01 = w0.fma(b1, c01);
            DoubleVector w1 = DoubleVector.fromArray(SPECIES, w, wi + ws + i);
            c10 = w1.fma(b0, c10);
            c11 = w1.fma(b1, c11);
            DoubleVector w2 = DoubleVector.fromArray(SPECIES, w, wi + 2 * ws + i);
            c20 = w2.fma(b0, c20);
            c21 = w2.fma(b1, c21);
            DoubleVector w3 = DoubleVector.fromArray(SPECIES, w, wi + 3 * ws + i);
            c30 = w3.fma(b0, c30);
            c31 = w3.fma(b1, c31);
            DoubleVector w4 = DoubleVector.fromArray(SPECIES, w, wi + 4 * ws + i);
            c40 = w4.fma(b0, c40);
            c41 = w4.fma(b1, c41);
            DoubleVector w5 = DoubleVector.fromArray(SPECIES, w, wi + 5 * ws + i);
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

    private static void fourByTwo(double[] w, int wi, int ws, double[] b, int bi, int bs, double[] c, int ci, int cs, int count) {
        DoubleVector c00 = DoubleVector.fromArray(SPECIES, c, ci);
        DoubleVector c01 = DoubleVector.fromArray(SPECIES, c, ci + LINE);
        DoubleVector c10 = DoubleVector.fromArray(SPECIES, c, ci + cs);
        DoubleVector c11 = DoubleVector.fromArray(SPECIES, c, ci + cs + LINE);
        DoubleVector c20 = DoubleVector.fromArray(SPECIES, c, ci + 2 * cs);
        DoubleVector c21 = DoubleVector.fromArray(SPECIES, c, ci + 2 * cs + LINE);
        DoubleVector c30 = DoubleVector.fromArray(SPECIES, c, ci + 3 * cs);
        DoubleVector c31 = DoubleVector.fromArray(SPECIES, c, ci + 3 * cs + LINE);
        for (int i = 0; i < count; i += LINE) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, bi + i);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, bi + bs + i);
            DoubleVector w0 = DoubleVector.fromArray(SPECIES, w, wi + i);
            c00 = w0.fma(b0, c00);
            c01 = w0.fma(b1, c01);
            DoubleVector w1 = DoubleVector.fromArray(SPECIES, w, wi + ws + i);
            c10 = w1.fma(b0, c10);
            c11 = w1.fma(b1, c11);
            DoubleVector w2 = DoubleVector.fromArray(SPECIES, w, wi + 2 * ws + i);
            c20 = w2.fma(b0, c20);
            c21 = w2.fma(b1, c21);
            DoubleVector w3 = DoubleVector.fromArray(SPECIES, w, wi + 3 * ws + i);
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
