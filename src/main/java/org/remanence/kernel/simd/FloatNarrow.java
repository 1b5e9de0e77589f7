package org.remanence.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Tiling;

/// As [FloatProduct] for a narrow block of states, one line of them: 12 rows of scalars by one vector, as many chains as keep
/// the processor's multipliers busy. Nearly every operand is a scalar that is loaded and spread, so loads bound its speed.
final class FloatNarrow {
    /// Lanes of a block.
    static final int BLOCK = Tiling.LINE_BYTES / Float.BYTES;
    /// Rows handled together.
    static final int ROWS = 2 * Tiling.ROWS;

    private static final int STRIDE = Tiling.STRIDE;
    private static final VectorSpecies<Float> SPECIES = Lanes.FLOAT;
    private static final int LANES = SPECIES.length();

    private FloatNarrow() { }

    /// Patterns by states: `c[r · BLOCK + ·] = Σ_j a[r · STRIDE + j] b[j · BLOCK + ·]` for 12 rows r and `steps`
    /// coordinates j.
    static void set(float[] a, int ai, float[] b, int bi, float[] c, int ci, int steps) {
        for (int column = 0; column < BLOCK; column += LANES) {
            set1(a, ai, b, bi + column, c, ci + column, steps);
        }
    }

    /// Weights times patterns: `c[r · BLOCK + ·] += Σ_j a[j · STRIDE + r] b[j · BLOCK + ·]` for 12 coordinates r and `steps`
    /// patterns j; the chains continue those that begin in c.
    static void extend(float[] a, int ai, float[] b, int bi, float[] c, int ci, int steps) {
        for (int column = 0; column < BLOCK; column += LANES) {
            extend1(a, ai, b, bi + column, c, ci + column, steps);
        }
    }

    private static void set1(float[] a, int ai, float[] b, int bi, float[] c, int ci, int steps) {
        FloatVector c0 = FloatVector.zero(SPECIES);
        FloatVector c1 = c0;
        FloatVector c2 = c0;
        FloatVector c3 = c0;
        FloatVector c4 = c0;
        FloatVector c5 = c0;
        FloatVector c6 = c0;
        FloatVector c7 = c0;
        FloatVector c8 = c0;
        FloatVector c9 = c0;
        FloatVector c10 = c0;
        FloatVector c11 = c0;
        for (int j = 0; j < steps; j++) {
            FloatVector x = FloatVector.fromArray(SPECIES, b, bi + j * BLOCK);
            c0 = FloatVector.broadcast(SPECIES, a[ai + j]).fma(x, c0);
            c1 = FloatVector.broadcast(SPECIES, a[ai + STRIDE + j]).fma(x, c1);
            c2 = FloatVector.broadcast(SPECIES, a[ai + 2 * STRIDE + j]).fma(x, c2);
            c3 = FloatVector.broadcast(SPECIES, a[ai + 3 * STRIDE + j]).fma(x, c3);
            c4 = FloatVector.broadcast(SPECIES, a[ai + 4 * STRIDE + j]).fma(x, c4);
            c5 = FloatVector.broadcast(SPECIES, a[ai + 5 * STRIDE + j]).fma(x, c5);
            c6 = FloatVector.broadcast(SPECIES, a[ai + 6 * STRIDE + j]).fma(x, c6);
            c7 = FloatVector.broadcast(SPECIES, a[ai + 7 * STRIDE + j]).fma(x, c7);
            c8 = FloatVector.broadcast(SPECIES, a[ai + 8 * STRIDE + j]).fma(x, c8);
            c9 = FloatVector.broadcast(SPECIES, a[ai + 9 * STRIDE + j]).fma(x, c9);
            c10 = FloatVector.broadcast(SPECIES, a[ai + 10 * STRIDE + j]).fma(x, c10);
            c11 = FloatVector.broadcast(SPECIES, a[ai + 11 * STRIDE + j]).fma(x, c11);
        }
        c0.intoArray(c, ci);
        c1.intoArray(c, ci + BLOCK);
        c2.intoArray(c, ci + 2 * BLOCK);
        c3.intoArray(c, ci + 3 * BLOCK);
        c4.intoArray(c, ci + 4 * BLOCK);
        c5.intoArray(c, ci + 5 * BLOCK);
        c6.intoArray(c, ci + 6 * BLOCK);
        c7.intoArray(c, ci + 7 * BLOCK);
        c8.intoArray(c, ci + 8 * BLOCK);
        c9.intoArray(c, ci + 9 * BLOCK);
        c10.intoArray(c, ci + 10 * BLOCK);
        c11.intoArray(c, ci + 11 * BLOCK);
    }

    private static void extend1(float[] a, int ai, float[] b, int bi, float[] c, int ci, int steps) {
        FloatVector c0 = FloatVector.fromArray(SPECIES, c, ci);
        FloatVector c1 = FloatVector.fromArray(SPECIES, c, ci + BLOCK);
        FloatVector c2 = FloatVector.fromArray(SPECIES, c, ci + 2 * BLOCK);
        FloatVector c3 = FloatVector.fromArray(SPECIES, c, ci + 3 * BLOCK);
        FloatVector c4 = FloatVector.fromArray(SPECIES, c, ci + 4 * BLOCK);
        FloatVector c5 = FloatVector.fromArray(SPECIES, c, ci + 5 * BLOCK);
        FloatVector c6 = FloatVector.fromArray(SPECIES, c, ci + 6 * BLOCK);
        FloatVector c7 = FloatVector.fromArray(SPECIES, c, ci + 7 * BLOCK);
        FloatVector c8 = FloatVector.fromArray(SPECIES, c, ci + 8 * BLOCK);
        FloatVector c9 = FloatVector.fromArray(SPECIES, c, ci + 9 * BLOCK);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, ci + 10 * BLOCK);
        FloatVector c11 = FloatVector.fromArray(SPECIES, c, ci + 11 * BLOCK);
        for (int j = 0; j < steps; j++) {
            FloatVector x = FloatVector.fromArray(SPECIES, b, bi + j * BLOCK);
            int row = ai + j * STRIDE;
            c0 = FloatVector.broadcast(SPECIES, a[row]).fma(x, c0);
            c1 = FloatVector.broadcast(SPECIES, a[row + 1]).fma(x, c1);
            c2 = FloatVector.broadcast(SPECIES, a[row + 2]).fma(x, c2);
            c3 = FloatVector.broadcast(SPECIES, a[row + 3]).fma(x, c3);
            c4 = FloatVector.broadcast(SPECIES, a[row + 4]).fma(x, c4);
            c5 = FloatVector.broadcast(SPECIES, a[row + 5]).fma(x, c5);
            c6 = FloatVector.broadcast(SPECIES, a[row + 6]).fma(x, c6);
            c7 = FloatVector.broadcast(SPECIES, a[row + 7]).fma(x, c7);
            c8 = FloatVector.broadcast(SPECIES, a[row + 8]).fma(x, c8);
            c9 = FloatVector.broadcast(SPECIES, a[row + 9]).fma(x, c9);
            c10 = FloatVector.broadcast(SPECIES, a[row + 10]).fma(x, c10);
            c11 = FloatVector.broadcast(SPECIES, a[row + 11]).fma(x, c11);
        }
        c0.intoArray(c, ci);
        c1.intoArray(c, ci + BLOCK);
        c2.intoArray(c, ci + 2 * BLOCK);
        c3.intoArray(c, ci + 3 * BLOCK);
        c4.intoArray(c, ci + 4 * BLOCK);
        c5.intoArray(c, ci + 5 * BLOCK);
        c6.intoArray(c, ci + 6 * BLOCK);
        c7.intoArray(c, ci + 7 * BLOCK);
        c8.intoArray(c, ci + 8 * BLOCK);
        c9.intoArray(c, ci + 9 * BLOCK);
        c10.intoArray(c, ci + 10 * BLOCK);
        c11.intoArray(c, ci + 11 * BLOCK);
    }
}
