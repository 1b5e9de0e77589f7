package org.remanence.kernel.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Tiling;

/// Products of few states with a group of patterns on the lanes, two lines of them: one chain of fused multiply-adds a number.
final class DoubleCross {
    /// Patterns of a group.
    static final int GROUP = 2 * Tiling.LINE_BYTES / Double.BYTES;

    private static final VectorSpecies<Double> SPECIES = Lanes.DOUBLE;
    private static final int LANES = SPECIES.length();

    private DoubleCross() { }

    /// `c[·] = Σ_j a[j] b[j][·]` for `steps` coordinates j.
    static void one(double[] a, int ai, double[] b, double[] c, int ci, int steps) {
        for (int column = 0; column < GROUP; column += 2 * LANES) {
            DoubleVector c0 = DoubleVector.zero(SPECIES);
            DoubleVector c1 = c0;
            for (int j = 0; j < steps; j++) {
                DoubleVector p = DoubleVector.broadcast(SPECIES, a[ai + j]);
                c0 = p.fma(DoubleVector.fromArray(SPECIES, b, j * GROUP + column), c0);
                c1 = p.fma(DoubleVector.fromArray(SPECIES, b, j * GROUP + column + LANES), c1);
            }
            c0.intoArray(c, ci + column);
            c1.intoArray(c, ci + column + LANES);
        }
    }

    /// `c[r · cs + ·] = Σ_j a[r · as + j] b[j][·]` for four states r.
    static void four(double[] a, int ai, int as, double[] b, double[] c, int ci, int cs, int steps) {
        for (int column = 0; column < GROUP; column += 2 * LANES) {
            DoubleVector c00 = DoubleVector.zero(SPECIES);
            DoubleVector c01 = c00;
            DoubleVector c10 = c00;
            DoubleVector c11 = c00;
            DoubleVector c20 = c00;
            DoubleVector c21 = c00;
            DoubleVector c30 = c00;
            DoubleVector c31 = c00;
            for (int j = 0; j < steps; j++) {
                DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, j * GROUP + column);
                DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, j * GROUP + column + LANES);
                DoubleVector p0 = DoubleVector.broadcast(SPECIES, a[ai + j]);
                c00 = p0.fma(b0, c00);
                c01 = p0.fma(b1, c01);
                DoubleVector p1 = DoubleVector.broadcast(SPECIES, a[ai + as + j]);
                c10 = p1.fma(b0, c10);
                c11 = p1.fma(b1, c11);
                DoubleVector p2 = DoubleVector.broadcast(SPECIES, a[ai + 2 * as + j]);
                c20 = p2.fma(b0, c20);
                c21 = p2.fma(b1, c21);
                DoubleVector p3 = DoubleVector.broadcast(SPECIES, a[ai + 3 * as + j]);
                c30 = p3.fma(b0, c30);
                c31 = p3.fma(b1, c31);
            }
            c00.intoArray(c, ci + column);
            c01.intoArray(c, ci + column + LANES);
            c10.intoArray(c, ci + cs + column);
            c11.intoArray(c, ci + cs + column + LANES);
            c20.intoArray(c, ci + 2 * cs + column);
            c21.intoArray(c, ci + 2 * cs + column + LANES);
            c30.intoArray(c, ci + 3 * cs + column);
            c31.intoArray(c, ci + 3 * cs + column + LANES);
        }
    }
}
