package org.remanence.kernel.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Partials;
import org.remanence.kernel.Tiling;

/// Packs one pattern into the panels of a tile, and returns its squared norm: a sum of [Partials#COUNT] partial sums.
final class DoubleRow {
    private static final VectorSpecies<Double> SPECIES = Lanes.DOUBLE;
    private static final int LANES = SPECIES.length();

    private final Tiling tiling;
    private final int whole;
    private final double[] partial = new double[Partials.COUNT];

    DoubleRow(Tiling tiling) {
        this.tiling = tiling;
        this.whole = tiling.dimension() / Partials.COUNT * Partials.COUNT;
    }

    /// Packs the d numbers of `row` from `from` on.
    double pack(double[] row, int from, double[] into, int pattern) {
        int d = tiling.dimension();
        for (int k = 0; k < d; k += Tiling.PANEL) {
            System.arraycopy(row, from + k, into, tiling.at(pattern, k), Math.min(Tiling.PANEL, d - k));
        }
        for (int column = 0; column < Partials.COUNT; column += 2 * LANES) {
            square(row, from, column);
        }
        for (int k = whole; k < d; k++) {
            partial[k - whole] = Math.fma(row[from + k], row[from + k], partial[k - whole]);
        }
        return Partials.total(partial);
    }

    private void square(double[] row, int from, int column) {
        DoubleVector a = DoubleVector.zero(SPECIES);
        DoubleVector b = a;
        for (int k = column; k < whole; k += Partials.COUNT) {
            DoubleVector p = DoubleVector.fromArray(SPECIES, row, from + k);
            DoubleVector q = DoubleVector.fromArray(SPECIES, row, from + k + LANES);
            a = p.fma(p, a);
            b = q.fma(q, b);
        }
        a.intoArray(partial, column);
        b.intoArray(partial, column + LANES);
    }
}
