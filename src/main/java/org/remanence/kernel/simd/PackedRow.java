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
/// The norm is a sum of [ScalarTile#PARTIALS] partial sums in double, coordinate k of a panel in partial k modulo their number, whatever
/// the width of the vectors, added in order at the end.
final class PackedRow {
    private static final VectorSpecies<Double> DOUBLES = Lanes.DOUBLE;
    private static final int LANES = DOUBLES.length();
    private static final VectorSpecies<Float> FLOATS =
            VectorSpecies.of(float.class, VectorShape.forBitSize(Lanes.SHAPE.vectorBitSize() / 2));
    private static final int PARTIALS = ScalarTile.PARTIALS;
    private static final int PANEL = Tiling.PANEL;

    private final Tiling tiling;
    private final double[] centre;
    private final double[] partial = new double[PARTIALS];

    PackedRow(Tiling tiling, double[] centre) {
        this.tiling = tiling;
        this.centre = centre;
    }

    double pack(double[] row, int from, double[] into, int pattern) {
        java.util.Arrays.fill(partial, 0);
        for (int k = 0; k < centre.length; k += PANEL) {
            int length = Math.min(PANEL, centre.length - k);
            int to = tiling.at(pattern, k);
            subtract(row, from + k, centre, k, into, to, length);
            int whole = length / PARTIALS * PARTIALS;
            for (int column = 0; column < PARTIALS; column += LANES) {
                DoubleVector sum = DoubleVector.fromArray(DOUBLES, partial, column);
                for (int j = 0; j < whole; j += PARTIALS) {
                    DoubleVector b = DoubleVector.fromArray(DOUBLES, into, to + column + j);
                    sum = b.fma(b, sum);
                }
                sum.intoArray(partial, column);
            }
            for (int j = whole; j < length; j++) {
                partial[j - whole] = Math.fma(into[to + j], into[to + j], partial[j - whole]);
            }
        }
        return ScalarTile.total(partial);
    }

    double pack(float[] row, int from, float[] into, int pattern) {
        java.util.Arrays.fill(partial, 0);
        for (int k = 0; k < centre.length; k += PANEL) {
            int length = Math.min(PANEL, centre.length - k);
            int to = tiling.at(pattern, k);
            subtract(row, from + k, centre, k, into, to, length);
            square(into, to, length);
        }
        return ScalarTile.total(partial);
    }

    double pack(double[] row, int from, float[] into, int pattern) {
        java.util.Arrays.fill(partial, 0);
        for (int k = 0; k < centre.length; k += PANEL) {
            int length = Math.min(PANEL, centre.length - k);
            int to = tiling.at(pattern, k);
            subtract(row, from + k, centre, k, into, to, length);
            square(into, to, length);
        }
        return ScalarTile.total(partial);
    }

    private void square(float[] packed, int at, int length) {
        int whole = length / PARTIALS * PARTIALS;
        for (int column = 0; column < PARTIALS; column += LANES) {
            DoubleVector sum = DoubleVector.fromArray(DOUBLES, partial, column);
            for (int j = 0; j < whole; j += PARTIALS) {
                DoubleVector b = (DoubleVector) FloatVector.fromArray(FLOATS, packed, at + column + j)
                        .convertShape(VectorOperators.F2D, DOUBLES, 0);
                sum = b.fma(b, sum);
            }
            sum.intoArray(partial, column);
        }
        for (int j = whole; j < length; j++) {
            partial[j - whole] = Math.fma((double) packed[at + j], (double) packed[at + j], partial[j - whole]);
        }
    }

    private static void subtract(double[] row, int from, double[] centre, int k, double[] into, int to, int length) {
        for (int j = 0; j < length; j++) {
            into[to + j] = row[from + j] - centre[k + j];
        }
    }

    private static void subtract(double[] row, int from, double[] centre, int k, float[] into, int to, int length) {
        for (int j = 0; j < length; j++) {
            into[to + j] = (float) (row[from + j] - centre[k + j]);
        }
    }

    private static void subtract(float[] row, int from, double[] centre, int k, float[] into, int to, int length) {
        for (int j = 0; j < length; j++) {
            into[to + j] = (float) (row[from + j] - centre[k + j]);
        }
    }
}
