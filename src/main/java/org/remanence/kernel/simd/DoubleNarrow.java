package org.remanence.kernel.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Tiling;

/// As [DoubleProduct] for a narrow block of states, one line of them: 12 rows of scalars by one vector, as many chains as keep
/// the processor's multipliers busy. Nearly every operand is a scalar that is loaded and spread, so loads bound its speed.
final class DoubleNarrow {
    /// Lanes of a block.
    static final int BLOCK = Tiling.LINE_BYTES / Double.BYTES;
    /// Rows handled together.
    static final int ROWS = 2 * Tiling.ROWS;

    private static final int STRIDE = Tiling.STRIDE;
    private static final VectorSpecies<Double> SPECIES = Lanes.DOUBLE;
    private static final int LANES = SPECIES.length();

    private DoubleNarrow() { }

    /// Patterns by states: `Σ_j a[r · STRIDE + j] b[j · BLOCK + ·]` for 12 rows r and `steps` coordinates j. Three rows
    /// go to neighbouring places of c, the next three `cs` numbers farther.
    static void set(double[] a, int ai, double[] b, int bi, double[] c, int ci, int cs, int steps) {
        for (int column = 0; column < BLOCK; column += LANES) {
            set1(a, ai, b, bi + column, c, ci + column, cs, steps);
        }
    }

    private static void set1(double[] a, int ai, double[] b, int bi, double[] c, int ci, int cs, int steps) {
        DoubleVector c0 = DoubleVector.zero(SPECIES);
        DoubleVector c1 = c0;
        DoubleVector c2 = c0;
        DoubleVector c3 = c0;
        DoubleVector c4 = c0;
        DoubleVector c5 = c0;
        DoubleVector c6 = c0;
        DoubleVector c7 = c0;
        DoubleVector c8 = c0;
        DoubleVector c9 = c0;
        DoubleVector c10 = c0;
        DoubleVector c11 = c0;
        for (int j = 0; j < steps; j++) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, b, bi + j * BLOCK);
            c0 = DoubleVector.broadcast(SPECIES, a[ai + j]).fma(x, c0);
            c1 = DoubleVector.broadcast(SPECIES, a[ai + STRIDE + j]).fma(x, c1);
            c2 = DoubleVector.broadcast(SPECIES, a[ai + 2 * STRIDE + j]).fma(x, c2);
            c3 = DoubleVector.broadcast(SPECIES, a[ai + 3 * STRIDE + j]).fma(x, c3);
            c4 = DoubleVector.broadcast(SPECIES, a[ai + 4 * STRIDE + j]).fma(x, c4);
            c5 = DoubleVector.broadcast(SPECIES, a[ai + 5 * STRIDE + j]).fma(x, c5);
            c6 = DoubleVector.broadcast(SPECIES, a[ai + 6 * STRIDE + j]).fma(x, c6);
            c7 = DoubleVector.broadcast(SPECIES, a[ai + 7 * STRIDE + j]).fma(x, c7);
            c8 = DoubleVector.broadcast(SPECIES, a[ai + 8 * STRIDE + j]).fma(x, c8);
            c9 = DoubleVector.broadcast(SPECIES, a[ai + 9 * STRIDE + j]).fma(x, c9);
            c10 = DoubleVector.broadcast(SPECIES, a[ai + 10 * STRIDE + j]).fma(x, c10);
            c11 = DoubleVector.broadcast(SPECIES, a[ai + 11 * STRIDE + j]).fma(x, c11);
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
