package org.remanence.kernel.simd;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Tiling;

/// As [DoubleLogs] with the states on the lanes: log-weights of a pattern lie side by side.
final class DoubleTileLogs {
    private static final VectorSpecies<Double> SPECIES = Lanes.DOUBLE;
    private static final int LANES = SPECIES.length();
    private static final int LINE = Tiling.LINE_BYTES / Double.BYTES;
    private static final int SUMS = 4;

    private final int width;
    private final int plane;
    private final double[] norms;
    private final double[] numbers;
    private final double[] lane;
    private final double[] first;
    private final double[] partial;
    private int count;

    /// @param tiling the cut of the patterns
    /// @param width states of a block, whole vectors
    /// @param norms |b|² of each pattern, whole lines of them
    DoubleTileLogs(Tiling tiling, int width, double[] norms) {
        this.width = width;
        this.norms = norms;
        this.plane = norms.length * width;
        this.numbers = new double[plane * Math.ceilDiv(tiling.dimension(), Tiling.PANEL)];
        this.lane = new double[width];
        this.first = new double[width];
        this.partial = new double[SUMS * LINE * width];
    }

    /// Room for the squared norms of a tile.
    static double[] norms(Tiling tiling) {
        return new double[Math.ceilDiv(tiling.tile(), LINE) * LINE];
    }

    /// The numbers themselves, `[pattern][state]`; products of the panels lie a [#plane] apart.
    double[] numbers() {
        return numbers;
    }

    /// Numbers from the products of one panel to those of the next.
    int plane() {
        return plane;
    }

    /// Makes log-weights of products of states and patterns, and finds the largest of each state.
    /// @param count patterns
    /// @param panels products of each
    /// @param beta factor of |b|²
    void finish(int count, int panels, double beta, double[] largest) {
        this.count = count;
        Arrays.fill(numbers, count * width, Math.ceilDiv(count, LINE) * LINE * width, Double.NEGATIVE_INFINITY);
        for (int column = 0; column < width; column += LANES) {
            finish(column, panels, beta);
        }
        for (int i = 0; i < width; i++) {
            largest[i] = lane[i];
        }
    }

    private void finish(int column, int panels, double beta) {
        DoubleVector factor = DoubleVector.broadcast(SPECIES, beta);
        DoubleVector top = DoubleVector.broadcast(SPECIES, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < count; i++) {
            int at = i * width + column;
            DoubleVector product = DoubleVector.fromArray(SPECIES, numbers, at);
            for (int panel = 1; panel < panels; panel++) {
                product = product.add(DoubleVector.fromArray(SPECIES, numbers, panel * plane + at));
            }
            DoubleVector log = DoubleVector.broadcast(SPECIES, norms[i]).fma(factor, product);
            log.intoArray(numbers, at);
            top = DoubleFold.larger(top, log);
        }
        top.intoArray(lane, column);
    }

    /// As [org.remanence.kernel.PosteriorTile#firstRows].
    void firstRows(int[] rows) {
        for (int column = 0; column < width; column += LANES) {
            DoubleVector top = DoubleVector.fromArray(SPECIES, lane, column);
            DoubleVector first = DoubleVector.zero(SPECIES);
            for (int i = count - 1; i >= 0; i--) {
                first = first.blend(i, DoubleVector.fromArray(SPECIES, numbers, i * width + column).eq(top));
            }
            first.intoArray(this.first, column);
        }
        for (int i = 0; i < width; i++) {
            rows[i] = (int) first[i];
        }
    }

    double get(int pattern, int state) {
        return numbers[pattern * width + state];
    }

    void set(int pattern, int state, double value) {
        numbers[pattern * width + state] = value;
    }

    /// As [org.remanence.kernel.PosteriorTile#weigh].
    void weigh(double[] reference, double[][] sums) {
        for (int i = 0; i < width; i++) {
            lane[i] = reference[i];
        }
        int padded = Math.ceilDiv(count, LINE) * LINE;
        // Two streams at a time: neighbouring vectors of states, or neighbouring patterns where there is one vector.
        int across = width == LANES ? 1 : 2;
        for (int p = 0; p < LINE; p += 2 / across) {
            for (int column = 0; column < width; column += across * LANES) {
                int second = p + 2 / across - 1;
                int other = column + (across - 1) * LANES;
                DoubleTileWeights.weigh(numbers, norms, lane, width, padded, p, column, second, other, partial, p * width + column,
                        second * width + other, LINE * width);
            }
        }
        for (int m = 0; m < SUMS; m++) {
            int from = m * LINE * width;
            fold(from);
            for (int i = 0; i < width; i++) {
                sums[m][i] += partial[from + i];
            }
        }
    }

    /// Adds the partial sums that begin there, upper half to lower half.
    private void fold(int from) {
        for (int half = LINE / 2 * width; half >= width; half /= 2) {
            for (int i = from; i < from + half; i += LANES) {
                DoubleVector upper = DoubleVector.fromArray(SPECIES, partial, i + half);
                DoubleVector.fromArray(SPECIES, partial, i).add(upper).intoArray(partial, i);
            }
        }
    }
}
