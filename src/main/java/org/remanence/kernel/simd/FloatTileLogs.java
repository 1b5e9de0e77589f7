package org.remanence.kernel.simd;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Tiling;

/// As [FloatLogs] with the states on the lanes: log-weights of a pattern lie side by side.
final class FloatTileLogs {
    private static final VectorSpecies<Float> SPECIES = Lanes.FLOAT;
    private static final int LANES = SPECIES.length();
    private static final int LINE = Tiling.LINE_BYTES / Float.BYTES;
    private static final int SUMS = 4;

    private final int width;
    private final int plane;
    private final float[] norms;
    private final float[] numbers;
    private final float[] lane;
    private final float[] first;
    private final float[] partial;
    private int count;

    /// @param tiling the cut of the patterns
    /// @param width states of a block, whole vectors
    /// @param norms |b|² of each pattern, whole lines of them
    FloatTileLogs(Tiling tiling, int width, float[] norms) {
        this.width = width;
        this.norms = norms;
        this.plane = norms.length * width;
        this.numbers = new float[plane * Math.ceilDiv(tiling.dimension(), Tiling.PANEL)];
        this.lane = new float[width];
        this.first = new float[width];
        this.partial = new float[SUMS * LINE * width];
    }

    /// Room for the squared norms of a tile.
    static float[] norms(Tiling tiling) {
        return new float[Math.ceilDiv(tiling.tile(), LINE) * LINE];
    }

    /// The numbers themselves, `[pattern][state]`; products of the panels lie a [#plane] apart.
    float[] numbers() {
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
    void finish(int count, int panels, float beta, double[] largest) {
        this.count = count;
        Arrays.fill(numbers, count * width, Math.ceilDiv(count, LINE) * LINE * width, Float.NEGATIVE_INFINITY);
        for (int column = 0; column < width; column += LANES) {
            finish(column, panels, beta);
        }
        for (int i = 0; i < width; i++) {
            largest[i] = lane[i];
        }
    }

    private void finish(int column, int panels, float beta) {
        FloatVector factor = FloatVector.broadcast(SPECIES, beta);
        FloatVector top = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < count; i++) {
            int at = i * width + column;
            FloatVector product = FloatVector.fromArray(SPECIES, numbers, at);
            for (int panel = 1; panel < panels; panel++) {
                product = product.add(FloatVector.fromArray(SPECIES, numbers, panel * plane + at));
            }
            FloatVector log = FloatVector.broadcast(SPECIES, norms[i]).fma(factor, product);
            log.intoArray(numbers, at);
            top = FloatFold.larger(top, log);
        }
        top.intoArray(lane, column);
    }

    /// As [org.remanence.kernel.PosteriorTile#firstRows].
    void firstRows(int[] rows) {
        for (int column = 0; column < width; column += LANES) {
            FloatVector top = FloatVector.fromArray(SPECIES, lane, column);
            FloatVector first = FloatVector.zero(SPECIES);
            for (int i = count - 1; i >= 0; i--) {
                first = first.blend(i, FloatVector.fromArray(SPECIES, numbers, i * width + column).eq(top));
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
        numbers[pattern * width + state] = (float) value;
    }

    /// As [org.remanence.kernel.PosteriorTile#weigh].
    void weigh(double[] reference, double[][] sums) {
        for (int i = 0; i < width; i++) {
            lane[i] = (float) reference[i];
        }
        int padded = Math.ceilDiv(count, LINE) * LINE;
        // Two streams at a time: neighbouring vectors of states, or neighbouring patterns where there is one vector.
        int across = width == LANES ? 1 : 2;
        for (int p = 0; p < LINE; p += 2 / across) {
            for (int column = 0; column < width; column += across * LANES) {
                int second = p + 2 / across - 1;
                int other = column + (across - 1) * LANES;
                FloatTileWeights.weigh(numbers, norms, lane, width, padded, p, column, second, other, partial, p * width + column,
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
                FloatVector upper = FloatVector.fromArray(SPECIES, partial, i + half);
                FloatVector.fromArray(SPECIES, partial, i).add(upper).intoArray(partial, i);
            }
        }
    }
}
