package org.remanence.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Tiling;

/// Brings lines of partial results down to one number each, upper half to lower half; many lines at a time: two of them
/// are zipped by their halves, so that one operation halves both, and log₂ LANES such steps leave one vector of results.
final class FloatFold {
    /// Numbers in a line.
    static final int LINE = Tiling.LINE_BYTES / Float.BYTES;

    private static final VectorSpecies<Float> SPECIES = Lanes.FLOAT;
    private static final int LANES = SPECIES.length();

    private FloatFold() { }

    /// Room for some lines, rounded up to as many as are folded together.
    static float[] room(int lines) {
        return new float[(Math.ceilDiv(lines, LANES) * LANES) * LINE];
    }

    /// Adds the partial sums of each line; the sum of line i is left at `[i]`.
    static void add(float[] lines, int count) {
        int padded = Math.ceilDiv(count, LANES) * LANES;
        for (int line = 0; LINE > LANES && line < padded; line++) {
            FloatVector sum = narrowAdd(lines, line * LINE);
            sum.intoArray(lines, line * LANES);
        }
        for (int half = LANES / 2; half > 0; half /= 2) {
            int left = padded / LANES * half;
            for (int i = 0; i < left; i++) {
                int at = ((i & -half) + i) * LANES;
                IntVector a = bits(lines, at);
                IntVector b = bits(lines, at + half * LANES);
                low(a, b).add(high(a, b)).intoArray(lines, i * LANES);
            }
        }
    }

    /// Leaves the largest number of each line at `[i]`.
    static void max(float[] lines, int count) {
        int padded = Math.ceilDiv(count, LANES) * LANES;
        for (int line = 0; LINE > LANES && line < padded; line++) {
            FloatVector top = FloatVector.fromArray(SPECIES, lines, line * LINE);
            for (int i = LANES; i < LINE; i += LANES) {
                top = larger(top, FloatVector.fromArray(SPECIES, lines, line * LINE + i));
            }
            top.intoArray(lines, line * LANES);
        }
        for (int half = LANES / 2; half > 0; half /= 2) {
            int left = padded / LANES * half;
            for (int i = 0; i < left; i++) {
                int at = ((i & -half) + i) * LANES;
                IntVector a = bits(lines, at);
                IntVector b = bits(lines, at + half * LANES);
                larger(low(a, b), high(a, b)).intoArray(lines, i * LANES);
            }
        }
    }

    /// The larger of numbers none of which is NaN: the lane-wise maximum of the platform takes five instructions for this.
    static FloatVector larger(FloatVector a, FloatVector b) {
        return a.blend(b, b.compare(VectorOperators.GT, a));
    }

    /// Adds halves of a line that is wider than a vector.
    private static FloatVector narrowAdd(float[] lines, int from) {
        for (int width = LINE / 2; width > LANES; width /= 2) {
            for (int i = from; i < from + width; i += LANES) {
                FloatVector upper = FloatVector.fromArray(SPECIES, lines, i + width);
                FloatVector.fromArray(SPECIES, lines, i).add(upper).intoArray(lines, i);
            }
        }
        return FloatVector.fromArray(SPECIES, lines, from).add(FloatVector.fromArray(SPECIES, lines, from + LANES));
    }

    private static IntVector bits(float[] lines, int at) {
        return FloatVector.fromArray(SPECIES, lines, at).reinterpretAsInts();
    }

    private static FloatVector low(IntVector a, IntVector b) {
        return FloatTranspose.LOW.selectFrom(a, b).reinterpretAsFloats();
    }

    private static FloatVector high(IntVector a, IntVector b) {
        return FloatTranspose.HIGH.selectFrom(a, b).reinterpretAsFloats();
    }
}
