package org.remanence.kernel.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Tiling;

/// Brings lines of partial results down to one number each, upper half to lower half; many lines at a time: two of them
/// are zipped by their halves, so that one operation halves both, and log₂ LANES such steps leave one vector of results.
final class DoubleFold {
    /// Numbers in a line.
    static final int LINE = Tiling.LINE_BYTES / Double.BYTES;

    private static final VectorSpecies<Double> SPECIES = Lanes.DOUBLE;
    private static final int LANES = SPECIES.length();

    private DoubleFold() { }

    /// Room for some lines, rounded up to as many as are folded together.
    static double[] room(int lines) {
        return new double[(Math.ceilDiv(lines, LANES) * LANES) * LINE];
    }

    /// Adds the partial sums of each line; the sum of line i is left at `[i]`.
    static void add(double[] lines, int count) {
        int padded = Math.ceilDiv(count, LANES) * LANES;
        for (int line = 0; LINE > LANES && line < padded; line++) {
            DoubleVector sum = narrowAdd(lines, line * LINE);
            sum.intoArray(lines, line * LANES);
        }
        for (int half = LANES / 2; half > 0; half /= 2) {
            int left = padded / LANES * half;
            for (int i = 0; i < left; i++) {
                int at = ((i & -half) + i) * LANES;
                LongVector a = bits(lines, at);
                LongVector b = bits(lines, at + half * LANES);
                low(a, b).add(high(a, b)).intoArray(lines, i * LANES);
            }
        }
    }

    /// Leaves the largest number of each line at `[i]`.
    static void max(double[] lines, int count) {
        int padded = Math.ceilDiv(count, LANES) * LANES;
        for (int line = 0; LINE > LANES && line < padded; line++) {
            DoubleVector top = DoubleVector.fromArray(SPECIES, lines, line * LINE);
            for (int i = LANES; i < LINE; i += LANES) {
                top = larger(top, DoubleVector.fromArray(SPECIES, lines, line * LINE + i));
            }
            top.intoArray(lines, line * LANES);
        }
        for (int half = LANES / 2; half > 0; half /= 2) {
            int left = padded / LANES * half;
            for (int i = 0; i < left; i++) {
                int at = ((i & -half) + i) * LANES;
                LongVector a = bits(lines, at);
                LongVector b = bits(lines, at + half * LANES);
                larger(low(a, b), high(a, b)).intoArray(lines, i * LANES);
            }
        }
    }

    /// The larger of numbers none of which is NaN: the lane-wise maximum of the platform takes five instructions for this.
    static DoubleVector larger(DoubleVector a, DoubleVector b) {
        return a.blend(b, b.compare(VectorOperators.GT, a));
    }

    /// Adds halves of a line that is wider than a vector.
    private static DoubleVector narrowAdd(double[] lines, int from) {
        for (int width = LINE / 2; width > LANES; width /= 2) {
            for (int i = from; i < from + width; i += LANES) {
                DoubleVector upper = DoubleVector.fromArray(SPECIES, lines, i + width);
                DoubleVector.fromArray(SPECIES, lines, i).add(upper).intoArray(lines, i);
            }
        }
        return DoubleVector.fromArray(SPECIES, lines, from).add(DoubleVector.fromArray(SPECIES, lines, from + LANES));
    }

    private static LongVector bits(double[] lines, int at) {
        return DoubleVector.fromArray(SPECIES, lines, at).reinterpretAsLongs();
    }

    private static DoubleVector low(LongVector a, LongVector b) {
        return DoubleTranspose.LOW.selectFrom(a, b).reinterpretAsDoubles();
    }

    private static DoubleVector high(LongVector a, LongVector b) {
        return DoubleTranspose.HIGH.selectFrom(a, b).reinterpretAsDoubles();
    }
}
