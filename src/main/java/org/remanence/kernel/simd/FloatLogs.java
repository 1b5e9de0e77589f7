package org.remanence.kernel.simd;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Tiling;

/// Log-weights, later weights, of a tile for a block of states with the patterns on the lanes: those of a state lie side by
/// side.
final class FloatLogs {
    private static final int GROUP = Tiling.BLOCK_BYTES / Float.BYTES;
    private static final VectorSpecies<Float> SPECIES = Lanes.FLOAT;
    private static final int LANES = SPECIES.length();
    private static final int LINE = Tiling.LINE_BYTES / Float.BYTES;
    private static final int SUMS = 4;

    private final int rows;
    private final int stride;
    private final float[] numbers;
    private final float[] norms;
    private final float[] partial;
    private final float[] tops;
    private int padded;

    /// @param rows states of a block
    /// @param tile patterns of a tile
    FloatLogs(int rows, int tile) {
        this.rows = rows;
        this.stride = Math.ceilDiv(tile, GROUP) * GROUP;
        this.numbers = new float[rows * stride];
        this.norms = new float[stride];
        this.partial = FloatFold.room(SUMS * rows);
        this.tops = FloatFold.room(rows);
    }

    /// The numbers themselves, `[state][pattern]`, states [#stride] apart.
    float[] numbers() {
        return numbers;
    }

    /// |b|² of each pattern.
    float[] norms() {
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
    void finish(int count, float beta, double[] largest) {
        padded = Math.ceilDiv(count, GROUP) * GROUP;
        for (int row = 0; row < rows; row++) {
            Arrays.fill(numbers, row * stride + count, row * stride + padded, Float.NEGATIVE_INFINITY);
            for (int first = 0; first < LINE; first += LANES) {
                finish(row, first, beta);
            }
        }
        FloatFold.max(tops, rows);
        for (int row = 0; row < rows; row++) {
            largest[row] = tops[row];
        }
    }

    /// Of one state and every LINE-th vector of patterns.
    private void finish(int row, int first, float beta) {
        int at = row * stride;
        FloatVector factor = FloatVector.broadcast(SPECIES, beta);
        FloatVector top = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        for (int i = first; i < padded; i += LINE) {
            FloatVector product = FloatVector.fromArray(SPECIES, numbers, at + i);
            FloatVector log = FloatVector.fromArray(SPECIES, norms, i).fma(factor, product);
            log.intoArray(numbers, at + i);
            top = FloatFold.larger(top, log);
        }
        top.intoArray(tops, row * LINE + first);
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
        FloatVector top = FloatVector.broadcast(SPECIES, tops[row]);
        for (int i = 0; i < padded; i += LANES) {
            VectorMask<Float> equal = FloatVector.fromArray(SPECIES, numbers, row * stride + i).eq(top);
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
        numbers[state * stride + pattern] = (float) value;
    }

    /// As [org.remanence.kernel.PosteriorTile#weigh].
    void weigh(double[] reference, double[][] sums) {
        for (int row = 0; row < rows; row++) {
            for (int first = 0; first < LINE; first += LANES) {
                FloatWeights.weigh(numbers, row * stride, norms, first, padded, (float) reference[row], partial,
                        row * LINE, rows * LINE);
            }
        }
        FloatFold.add(partial, SUMS * rows);
        for (int m = 0; m < SUMS; m++) {
            for (int row = 0; row < rows; row++) {
                sums[m][row] += partial[m * rows + row];
            }
        }
    }
}
