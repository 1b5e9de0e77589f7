package org.remanence.kernel.simd;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Partials;
import org.remanence.kernel.Tiling;

/// Packs one pattern into the panels of a tile, and returns its squared norm: a sum of [Partials#COUNT] partial sums.
final class FloatRow {
    private static final VectorSpecies<Float> SPECIES = Lanes.FLOAT;
    private static final int LANES = SPECIES.length();
    private static final int HALF = Partials.COUNT / 2;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private final Tiling tiling;
    private final int whole;
    private final float[] partial = new float[Partials.COUNT];

    FloatRow(Tiling tiling) {
        this.tiling = tiling;
        this.whole = tiling.dimension() / Partials.COUNT * Partials.COUNT;
    }

    /// Packs the d numbers of `row` from `from` on.
    float pack(float[] row, int from, float[] into, int pattern) {
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

    /// Packs the pattern at `at` in memory, in bytes, less the centre.
    /// @param centre with room for a vector beyond the last coordinate
    void copy(MemorySegment patterns, long at, float[] centre, float[] into, int pattern) {
        int d = tiling.dimension();
        for (int k = 0; k < d; k += Tiling.PANEL) {
            int to = tiling.at(pattern, k);
            int steps = Math.min(Tiling.PANEL, d - k);
            int full = SPECIES.loopBound(steps);
            for (int j = 0; j < full; j += LANES) {
                FloatVector.fromMemorySegment(SPECIES, patterns, at + (long) (k + j) * Float.BYTES, ORDER)
                        .sub(FloatVector.fromArray(SPECIES, centre, k + j)).intoArray(into, to + j);
            }
            if (full < steps) {
                VectorMask<Float> inside = SPECIES.indexInRange(full, steps);
                FloatVector.fromMemorySegment(SPECIES, patterns, at + (long) (k + full) * Float.BYTES, ORDER, inside)
                        .sub(FloatVector.fromArray(SPECIES, centre, k + full)).intoArray(into, to + full);
            }
        }
    }

    /// As [#copy] for a pattern of one panel, with its norm as [FloatScan#norm] leaves it: short rows are worth one loop.
    static void pack(MemorySegment patterns, long at, float[] centre, int dimension, float[] into, int place, float[] sums,
                     int to) {
        int whole = dimension / Partials.COUNT * Partials.COUNT;
        for (int column = 0; column < HALF; column += LANES) {
            FloatVector a = FloatVector.zero(SPECIES);
            FloatVector b = a;
            for (int k = column; k < whole; k += Partials.COUNT) {
                FloatVector p = FloatScan.less(patterns, at, centre, k);
                FloatVector q = FloatScan.less(patterns, at, centre, k + HALF);
                p.intoArray(into, place + k);
                q.intoArray(into, place + k + HALF);
                a = p.fma(p, a);
                b = q.fma(q, b);
            }
            if (whole + column < dimension) {
                FloatVector p = FloatScan.end(patterns, at, centre, whole + column, dimension);
                p.intoArray(into, place + whole + column);
                a = p.fma(p, a);
            }
            if (whole + column + HALF < dimension) {
                FloatVector q = FloatScan.end(patterns, at, centre, whole + column + HALF, dimension);
                q.intoArray(into, place + whole + column + HALF);
                b = q.fma(q, b);
            }
            FloatScan.put(a.add(b), sums, to, column);
        }
    }

    private void square(float[] row, int from, int column) {
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        for (int k = column; k < whole; k += Partials.COUNT) {
            FloatVector p = FloatVector.fromArray(SPECIES, row, from + k);
            FloatVector q = FloatVector.fromArray(SPECIES, row, from + k + LANES);
            a = p.fma(p, a);
            b = q.fma(q, b);
        }
        a.intoArray(partial, column);
        b.intoArray(partial, column + LANES);
    }
}
