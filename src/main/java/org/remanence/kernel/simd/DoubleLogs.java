package org.remanence.kernel.simd;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Tiling;

/// Log-weights, later weights, of a tile for a block of states with the patterns on the lanes: those of a state lie side by
/// side.
final class DoubleLogs {
    private static final int GROUP = Tiling.BLOCK_BYTES / Double.BYTES;
    private static final VectorSpecies<Double> SPECIES = Lanes.DOUBLE;
    private static final int LANES = SPECIES.length();
    private static final int LINE = Tiling.LINE_BYTES / Double.BYTES;
    private static final int SUMS = 4;

    private final int rows;
    private final int stride;
    private final double[] numbers;
    private final double[] norms;
    private final double[] partial;
    private final double[] tops;
    private int padded;
    private int live;

    /// @param rows states of a block
    /// @param tile patterns of a tile
    DoubleLogs(int rows, int tile) {
        this.rows = rows;
        this.stride = Math.ceilDiv(tile, GROUP) * GROUP;
        this.numbers = new double[rows * stride];
        this.norms = new double[stride];
        this.partial = DoubleFold.room(SUMS * rows);
        this.tops = DoubleFold.room(rows);
    }

    /// The numbers themselves, `[state][pattern]`, states [#stride] apart.
    double[] numbers() {
        return numbers;
    }

    /// |b|² of each pattern.
    double[] norms() {
        return norms;
    }

    /// Numbers between neighbouring states: the patterns of a tile, rounded up.
    int stride() {
        return stride;
    }

    /// Numbers of a state that are worked on: the patterns, rounded up to whole pairs of lines.
    int padded() {
        return padded;
    }

    /// Makes log-weights of products of states and patterns, and finds the largest of each state.
    /// @param count patterns
    /// @param beta factor of |b|²
    void finish(int count, double beta, double[] largest) {
        DoubleVector factor = DoubleVector.broadcast(SPECIES, beta);
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < count; i += LANES) {
                DoubleVector product = DoubleVector.fromArray(SPECIES, numbers, row * stride + i);
                DoubleVector.fromArray(SPECIES, norms, i).fma(factor, product).intoArray(numbers, row * stride + i);
            }
        }
        close(count, rows, largest);
    }

    /// Finds the largest log-weight of each state.
    /// @param count patterns
    /// @param states of the block that are any: the others have a log-weight of −∞, and no weights
    void close(int count, int states, double[] largest) {
        live = states;
        padded = Math.ceilDiv(count, GROUP) * GROUP;
        for (int row = 0; row < live; row++) {
            Arrays.fill(numbers, row * stride + count, row * stride + padded, Double.NEGATIVE_INFINITY);
            for (int first = 0; first < LINE; first += LANES) {
                top(row, first);
            }
        }
        DoubleFold.max(tops, live);
        Arrays.fill(tops, live, rows, Double.NEGATIVE_INFINITY);
        for (int row = 0; row < rows; row++) {
            largest[row] = tops[row];
        }
    }

    /// The largest of one state and every LINE-th vector of patterns, in four chains: one would wait for each comparison.
    private void top(int row, int first) {
        int at = row * stride;
        DoubleVector a = DoubleVector.broadcast(SPECIES, Double.NEGATIVE_INFINITY);
        DoubleVector b = a;
        DoubleVector c = a;
        DoubleVector d = a;
        for (int i = at + first; i < at + padded; i += GROUP) {
            a = DoubleFold.larger(a, DoubleVector.fromArray(SPECIES, numbers, i));
            b = DoubleFold.larger(b, DoubleVector.fromArray(SPECIES, numbers, i + LINE));
            c = DoubleFold.larger(c, DoubleVector.fromArray(SPECIES, numbers, i + 2 * LINE));
            d = DoubleFold.larger(d, DoubleVector.fromArray(SPECIES, numbers, i + 3 * LINE));
        }
        DoubleFold.larger(DoubleFold.larger(a, b), DoubleFold.larger(c, d)).intoArray(tops, row * LINE + first);
    }

    /// As [org.remanence.kernel.PosteriorTile#firstRows].
    void firstRows(double[] above, int[] first) {
        for (int row = 0; row < rows; row++) {
            if (tops[row] > above[row]) {
                first[row] = firstRow(row);
            }
        }
    }

    private int firstRow(int row) {
        DoubleVector top = DoubleVector.broadcast(SPECIES, tops[row]);
        for (int i = 0; i < padded; i += LANES) {
            VectorMask<Double> equal = DoubleVector.fromArray(SPECIES, numbers, row * stride + i).eq(top);
            if (equal.anyTrue()) {
                return i + equal.firstTrue();
            }
        }
        throw new IllegalStateException("a tile has lost its largest log-weight");
    }

    double get(int pattern, int state) {
        return numbers[state * stride + pattern];
    }

    void set(int pattern, int state, double value) {
        numbers[state * stride + pattern] = value;
    }

    /// As [org.remanence.kernel.PosteriorTile#weigh].
    void weigh(double[] reference, double[][] sums) {
        for (int row = 0; row < live; row++) {
            for (int first = 0; first < LINE; first += LANES) {
                DoubleWeights.weigh(numbers, row * stride, norms, first, padded, reference[row], partial,
                        row * LINE, live * LINE);
            }
        }
        DoubleFold.add(partial, SUMS * live);
        for (int m = 0; m < SUMS; m++) {
            for (int row = 0; row < live; row++) {
                sums[m][row] += partial[m * live + row];
            }
        }
    }
}
