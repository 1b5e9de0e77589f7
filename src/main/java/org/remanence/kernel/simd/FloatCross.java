package org.remanence.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Tiling;

/// Products of few states with a group of patterns on the lanes, two lines of them: one chain of fused multiply-adds a number.
final class FloatCross {
    /// Patterns of a group.
    static final int GROUP = 2 * Tiling.LINE_BYTES / Float.BYTES;

    private static final VectorSpecies<Float> SPECIES = Lanes.FLOAT;
    private static final int LANES = SPECIES.length();

    private FloatCross() { }

    /// `c[·] = Σ_j a[j] b[j][·]` for `steps` coordinates j.
    static void one(float[] a, int ai, float[] b, float[] c, int ci, int steps) {
        for (int column = 0; column < GROUP; column += 2 * LANES) {
            FloatVector c0 = FloatVector.zero(SPECIES);
            FloatVector c1 = c0;
            for (int j = 0; j < steps; j++) {
                FloatVector p = FloatVector.broadcast(SPECIES, a[ai + j]);
                c0 = p.fma(FloatVector.fromArray(SPECIES, b, j * GROUP + column), c0);
                c1 = p.fma(FloatVector.fromArray(SPECIES, b, j * GROUP + column + LANES), c1);
            }
            c0.intoArray(c, ci + column);
            c1.intoArray(c, ci + column + LANES);
        }
    }

    /// `c[r · cs + ·] = Σ_j a[r · as + j] b[j][·]` for four states r.
    static void four(float[] a, int ai, int as, float[] b, float[] c, int ci, int cs, int steps) {
        for (int column = 0; column < GROUP; column += 2 * LANES) {
            FloatVector c00 = FloatVector.zero(SPECIES);
            FloatVector c01 = c00;
            FloatVector c10 = c00;
            FloatVector c11 = c00;
            FloatVector c20 = c00;
            FloatVector c21 = c00;
            FloatVector c30 = c00;
            FloatVector c31 = c00;
            for (int j = 0; j < steps; j++) {
                FloatVector b0 = FloatVector.fromArray(SPECIES, b, j * GROUP + column);
                FloatVector b1 = FloatVector.fromArray(SPECIES, b, j * GROUP + column + LANES);
                FloatVector p0 = FloatVector.broadcast(SPECIES, a[ai + j]);
                c00 = p0.fma(b0, c00);
                c01 = p0.fma(b1, c01);
                FloatVector p1 = FloatVector.broadcast(SPECIES, a[ai + as + j]);
                c10 = p1.fma(b0, c10);
                c11 = p1.fma(b1, c11);
                FloatVector p2 = FloatVector.broadcast(SPECIES, a[ai + 2 * as + j]);
                c20 = p2.fma(b0, c20);
                c21 = p2.fma(b1, c21);
                FloatVector p3 = FloatVector.broadcast(SPECIES, a[ai + 3 * as + j]);
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
