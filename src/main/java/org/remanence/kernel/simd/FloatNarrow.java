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

    /// Patterns by states: `Σ_j a[r · STRIDE + j] b[j · BLOCK + ·]` for 12 rows r and `steps` coordinates j. Three rows
    /// go to neighbouring places of c, the next three `cs` numbers farther.
    static void set(float[] a, int ai, float[] b, int bi, float[] c, int ci, int cs, int steps) {
        for (int column = 0; column < BLOCK; column += LANES) {
            set1(a, ai, b, bi + column, c, ci + column, cs, steps);
        }
    }

    private static void set1(float[] a, int ai, float[] b, int bi, float[] c, int ci, int cs, int steps) {
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
        c3.intoArray(c, ci + cs);
        c4.intoArray(c, ci + cs + BLOCK);
        c5.intoArray(c, ci + cs + 2 * BLOCK);
        c6.intoArray(c, ci + 2 * cs);
        c7.intoArray(c, ci + 2 * cs + BLOCK);
        c8.intoArray(c, ci + 2 * cs + 2 * BLOCK);
        c9.intoArray(c, ci + 3 * cs);
        c10.intoArray(c, ci + 3 * cs + BLOCK);
        c11.intoArray(c, ci + 3 * cs + 2 * BLOCK);
    }
}
