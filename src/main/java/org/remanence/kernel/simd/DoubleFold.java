package org.remanence.kernel.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Tiling;

/// Brings lines of partial results down to one number each, upper half to lower half; many lines at a time, because a
/// transposed square of them takes one vector operation where a single line takes one for each step.
final class DoubleFold {
    /// Numbers in a line.
    static final int LINE = Tiling.LINE_BYTES / Double.BYTES;

    private static final VectorSpecies<Double> SPECIES = Lanes.DOUBLE;
    private static final int LANES = SPECIES.length();

    private final double[] scratch = new double[LANES * LANES];
    private final double[] square = new double[LANES * LANES];

    /// Room for some lines and what a square needs beyond the last.
    static double[] room(int lines) {
        return new double[(Math.ceilDiv(lines, LANES) * LANES) * LINE];
    }

    /// Adds the partial sums of each line; the sum of line i is left at `[i]`.
    void add(double[] lines, int count) {
        for (int from = 0; from < count; from += LANES) {
            narrow(lines, from * LINE);
            DoubleTranspose.square(lines, from * LINE, LINE, square, 0, LANES, scratch);
            for (int half = LANES / 2 * LANES; half >= LANES; half /= 2) {
                for (int i = 0; i < half; i += LANES) {
                    at(i).add(at(i + half)).intoArray(square, i);
                }
            }
            at(0).intoArray(lines, from);
        }
    }

    /// Leaves the largest number of each line at `[i]`.
    void max(double[] lines, int count) {
        for (int from = 0; from < count; from += LANES) {
            for (int line = from * LINE; line < (from + LANES) * LINE; line += LINE) {
                for (int width = LINE / 2; width >= LANES; width /= 2) {
                    for (int i = line; i < line + width; i += LANES) {
                        DoubleVector upper = DoubleVector.fromArray(SPECIES, lines, i + width);
                        larger(DoubleVector.fromArray(SPECIES, lines, i), upper).intoArray(lines, i);
                    }
                }
            }
            DoubleTranspose.square(lines, from * LINE, LINE, square, 0, LANES, scratch);
            for (int half = LANES / 2 * LANES; half >= LANES; half /= 2) {
                for (int i = 0; i < half; i += LANES) {
                    larger(at(i), at(i + half)).intoArray(square, i);
                }
            }
            at(0).intoArray(lines, from);
        }
    }

    /// The larger of numbers none of which is NaN: the lane-wise maximum of the platform takes five instructions for this.
    static DoubleVector larger(DoubleVector a, DoubleVector b) {
        return a.blend(b, b.compare(VectorOperators.GT, a));
    }

    /// Adds halves of lines that are wider than a vector.
    private static void narrow(double[] lines, int from) {
        for (int line = from; line < from + LANES * LINE; line += LINE) {
            for (int width = LINE / 2; width >= LANES; width /= 2) {
                for (int i = line; i < line + width; i += LANES) {
                    DoubleVector upper = DoubleVector.fromArray(SPECIES, lines, i + width);
                    DoubleVector.fromArray(SPECIES, lines, i).add(upper).intoArray(lines, i);
                }
            }
        }
    }

    private DoubleVector at(int i) {
        return DoubleVector.fromArray(SPECIES, square, i);
    }
}
