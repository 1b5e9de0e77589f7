package org.remanence.kernel.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.ScalarTile;
import org.remanence.kernel.Tiling;

/// Copies one pattern less the centre into a packed tile, and returns its squared norm.
///
/// The norm is a sum of [ScalarTile#PARTIALS] partial sums in double, coordinate k in partial k modulo their number, whatever
/// the width of the vectors, added in order at the end.
final class PackedRow {
    private static final VectorSpecies<Double> SPECIES = Lanes.DOUBLE;
    private static final int LANES = SPECIES.length();
    private static final VectorSpecies<Float> HALF =
            VectorSpecies.of(float.class, VectorShape.forBitSize(Lanes.SHAPE.vectorBitSize() / 2));
    private static final int PARTIALS = ScalarTile.PARTIALS;

    private PackedRow() { }

    static double centre(double[] row, int from, double[] centre, double[] into, int pattern, Tiling tiling) {
        int whole = centre.length / PARTIALS * PARTIALS;
        double[] partial = new double[PARTIALS];
        for (int column = 0; column < PARTIALS; column += LANES) {
            DoubleVector sum = DoubleVector.zero(SPECIES);
            for (int k = column; k < whole; k += PARTIALS) {
                DoubleVector b = DoubleVector.fromArray(SPECIES, row, from + k).sub(DoubleVector.fromArray(SPECIES, centre, k));
                b.intoArray(into, tiling.at(pattern, k));
                sum = b.fma(b, sum);
            }
            sum.intoArray(partial, column);
        }
        for (int k = whole; k < centre.length; k++) {
            double b = row[from + k] - centre[k];
            into[tiling.at(pattern, k)] = b;
            partial[k - whole] = Math.fma(b, b, partial[k - whole]);
        }
        return ScalarTile.total(partial);
    }

    static double centre(float[] row, int from, double[] centre, float[] into, int pattern, Tiling tiling) {
        int whole = centre.length / PARTIALS * PARTIALS;
        double[] partial = new double[PARTIALS];
        for (int column = 0; column < PARTIALS; column += LANES) {
            DoubleVector sum = DoubleVector.zero(SPECIES);
            for (int k = column; k < whole; k += PARTIALS) {
                DoubleVector a = (DoubleVector) FloatVector.fromArray(HALF, row, from + k)
                        .convertShape(VectorOperators.F2D, SPECIES, 0);
                DoubleVector b = a.sub(DoubleVector.fromArray(SPECIES, centre, k));
                ((FloatVector) b.convertShape(VectorOperators.D2F, HALF, 0)).intoArray(into, tiling.at(pattern, k));
                sum = b.fma(b, sum);
            }
            sum.intoArray(partial, column);
        }
        for (int k = whole; k < centre.length; k++) {
            double b = row[from + k] - centre[k];
            into[tiling.at(pattern, k)] = (float) b;
            partial[k - whole] = Math.fma(b, b, partial[k - whole]);
        }
        return ScalarTile.total(partial);
    }
}
