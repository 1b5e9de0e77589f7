package org.remanence.kernel.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.ScalarTile;
import org.remanence.kernel.Tiling;

/// Packs one pattern less the centre into the panels of a tile, and returns the squared norm of what was packed.
///
/// The norm is a sum of [ScalarTile#PARTIALS] partial sums in double, coordinate k in partial k modulo their number, whatever
/// the width of the vectors; four vectors of them at a time keep the multiply-adds busy.
final class PackedRow {
    private static final VectorSpecies<Double> DOUBLES = Lanes.DOUBLE;
    private static final int LANES = DOUBLES.length();
    private static final VectorSpecies<Float> FLOATS =
            VectorSpecies.of(float.class, VectorShape.forBitSize(Lanes.SHAPE.vectorBitSize() / 2));
    private static final int PARTIALS = ScalarTile.PARTIALS;

    private final Tiling tiling;
    private final double[] centre;
    private final int whole;
    private final double[] partial = new double[PARTIALS];
    private final double[] doubles;
    private final float[] floats;

    PackedRow(Tiling tiling, double[] centre) {
        this.tiling = tiling;
        this.centre = centre;
        this.whole = centre.length / PARTIALS * PARTIALS;
        this.doubles = new double[centre.length];
        this.floats = new float[centre.length];
    }

    double pack(double[] row, int from, double[] into, int pattern) {
        for (int k = 0; k < doubles.length; k++) {
            doubles[k] = row[from + k] - centre[k];
        }
        for (int k = 0; k < doubles.length; k += Tiling.PANEL) {
            System.arraycopy(doubles, k, into, tiling.at(pattern, k), Math.min(Tiling.PANEL, doubles.length - k));
        }
        for (int column = 0; column < PARTIALS; column += 4 * LANES) {
            squareDoubles(column);
        }
        for (int k = whole; k < doubles.length; k++) {
            partial[k - whole] = Math.fma(doubles[k], doubles[k], partial[k - whole]);
        }
        return ScalarTile.total(partial);
    }

    double pack(double[] row, int from, float[] into, int pattern) {
        for (int column = 0; column < PARTIALS; column += 4 * LANES) {
            DoubleVector a = DoubleVector.zero(DOUBLES);
            DoubleVector b = a;
            DoubleVector c = a;
            DoubleVector d = a;
            for (int k = column; k < whole; k += PARTIALS) {
                DoubleVector p = rounded(wide(row, from, k), k);
                DoubleVector q = rounded(wide(row, from, k + LANES), k + LANES);
                DoubleVector r = rounded(wide(row, from, k + 2 * LANES), k + 2 * LANES);
                DoubleVector s = rounded(wide(row, from, k + 3 * LANES), k + 3 * LANES);
                a = p.fma(p, a);
                b = q.fma(q, b);
                c = r.fma(r, c);
                d = s.fma(s, d);
            }
            keep(a, b, c, d, column);
        }
        for (int k = whole; k < floats.length; k++) {
            floats[k] = (float) (row[from + k] - centre[k]);
        }
        return place(into, pattern);
    }

    double pack(float[] row, int from, float[] into, int pattern) {
        for (int column = 0; column < PARTIALS; column += 4 * LANES) {
            DoubleVector a = DoubleVector.zero(DOUBLES);
            DoubleVector b = a;
            DoubleVector c = a;
            DoubleVector d = a;
            for (int k = column; k < whole; k += PARTIALS) {
                DoubleVector p = rounded(wide(row, from, k), k);
                DoubleVector q = rounded(wide(row, from, k + LANES), k + LANES);
                DoubleVector r = rounded(wide(row, from, k + 2 * LANES), k + 2 * LANES);
                DoubleVector s = rounded(wide(row, from, k + 3 * LANES), k + 3 * LANES);
                a = p.fma(p, a);
                b = q.fma(q, b);
                c = r.fma(r, c);
                d = s.fma(s, d);
            }
            keep(a, b, c, d, column);
        }
        for (int k = whole; k < floats.length; k++) {
            floats[k] = (float) (row[from + k] - centre[k]);
        }
        return place(into, pattern);
    }

    private double place(float[] into, int pattern) {
        for (int k = 0; k < floats.length; k += Tiling.PANEL) {
            System.arraycopy(floats, k, into, tiling.at(pattern, k), Math.min(Tiling.PANEL, floats.length - k));
        }
        for (int k = whole; k < floats.length; k++) {
            partial[k - whole] = Math.fma((double) floats[k], (double) floats[k], partial[k - whole]);
        }
        return ScalarTile.total(partial);
    }

    private static DoubleVector wide(double[] row, int from, int k) {
        return DoubleVector.fromArray(DOUBLES, row, from + k);
    }

    private static DoubleVector wide(float[] row, int from, int k) {
        return (DoubleVector) FloatVector.fromArray(FLOATS, row, from + k).convertShape(VectorOperators.F2D, DOUBLES, 0);
    }

    /// Subtracts the centre, rounds to float, keeps that, and returns it.
    private DoubleVector rounded(DoubleVector row, int k) {
        FloatVector b = (FloatVector) row.sub(DoubleVector.fromArray(DOUBLES, centre, k))
                .convertShape(VectorOperators.D2F, FLOATS, 0);
        b.intoArray(floats, k);
        return (DoubleVector) b.convertShape(VectorOperators.F2D, DOUBLES, 0);
    }

    private void squareDoubles(int column) {
        DoubleVector a = DoubleVector.zero(DOUBLES);
        DoubleVector b = a;
        DoubleVector c = a;
        DoubleVector d = a;
        for (int k = column; k < whole; k += PARTIALS) {
            DoubleVector p = DoubleVector.fromArray(DOUBLES, doubles, k);
            DoubleVector q = DoubleVector.fromArray(DOUBLES, doubles, k + LANES);
            DoubleVector r = DoubleVector.fromArray(DOUBLES, doubles, k + 2 * LANES);
            DoubleVector s = DoubleVector.fromArray(DOUBLES, doubles, k + 3 * LANES);
            a = p.fma(p, a);
            b = q.fma(q, b);
            c = r.fma(r, c);
            d = s.fma(s, d);
        }
        keep(a, b, c, d, column);
    }

    private void keep(DoubleVector a, DoubleVector b, DoubleVector c, DoubleVector d, int column) {
        a.intoArray(partial, column);
        b.intoArray(partial, column + LANES);
        c.intoArray(partial, column + 2 * LANES);
        d.intoArray(partial, column + 3 * LANES);
    }
}
