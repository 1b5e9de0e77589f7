package org.remanence.kernel.simd;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Exponential;
import org.remanence.kernel.Partials;
import org.remanence.kernel.PosteriorTile;
import org.remanence.kernel.Tiling;
import org.remanence.tensor.Rows;

/// [PosteriorTile] in float with the patterns on the lanes, for few coordinates: patterns are transposed on their way from
/// memory, and many small blocks of states visit the whole tile.
final class FloatLowTile implements PosteriorTile {
    /// Patterns in a group.
    private static final int GROUP = FloatProduct.BLOCK;
    private static final VectorSpecies<Float> SPECIES = Lanes.FLOAT;
    private static final int LANES = SPECIES.length();
    private static final int LINE = Tiling.LINE_BYTES / Float.BYTES;

    private final int dimension;
    private final float[] queries;
    private final int rows;
    private final int states;
    private final FloatSource source;
    private final FloatLogs logs;
    private final int stride;
    private final FloatShuffle shuffle;
    private final float[] scratch = new float[LANES * LANES];
    private final float[] squares;
    private final float[] transposed;
    private final float[][] vectors;
    private final float[] line = new float[LINE];
    private final int width;
    private int count;

    /// @param tiling the cut of the patterns
    /// @param queries packed states, shared between threads
    /// @param weighted whether weighted sums are wanted
    FloatLowTile(Tiling tiling, FloatQueries queries, boolean weighted) {
        this.dimension = tiling.dimension();
        this.queries = queries.packed();
        this.rows = queries.rows();
        this.states = queries.states();
        this.shuffle = new FloatShuffle(dimension);
        this.source = new FloatSource(tiling, FloatShuffle.PATTERNS);
        this.logs = new FloatLogs(rows, tiling.tile());
        this.stride = logs.stride();
        this.squares = new float[dimension * GROUP];
        this.transposed = new float[(Math.ceilDiv(dimension, LINE) * LINE + 1) * stride];
        this.width = (dimension + 1) / 2 * 2 * LINE;
        this.vectors = new float[weighted ? queries.blocks() : 0][rows * width];
    }

    @Override
    public int block() {
        return rows;
    }

    @Override
    public double floor() {
        return Exponential.FLOOR_FLOAT;
    }

    @Override
    public void load(Rows rows, long first, int count, double[] centre) {
        this.count = count;
        source.take(rows, first, count, centre);
        for (int from = 0; from < count; from += FloatShuffle.PATTERNS) {
            if (FloatShuffle.pays(dimension)) {
                shuffle.transpose(source.memory(), source.at(from), source.less(), transposed, from, stride);
            } else {
                transpose(from);
            }
        }
        for (int from = 0; from < count; from += GROUP) {
            square(from);
        }
    }

    /// Square by square.
    private void transpose(int from) {
        for (int row = from; row < from + FloatShuffle.PATTERNS; row += LANES) {
            for (int k = 0; k < dimension; k += LANES) {
                FloatTranspose.square(source.memory(), source.at(row) + (long) k * Float.BYTES, source.pitch(), source.less(), k, transposed,
                        k * stride + row, stride, scratch);
            }
        }
    }

    /// Norms of a group: so few coordinates have a partial sum each. A norm is one more coordinate of its pattern.
    private void square(int from) {
        int half = 1;
        while (2 * half < dimension) {
            half *= 2;
        }
        for (int k = 0; k < Math.min(half, dimension); k++) {
            for (int column = 0; column < GROUP; column += LANES) {
                FloatVector sum = squared(k, from + column);
                if (k + half < dimension) {
                    sum = sum.add(squared(k + half, from + column));
                }
                sum.intoArray(squares, k * GROUP + column);
            }
        }
        for (half /= 2; half > 0; half /= 2) {
            for (int i = 0; i < half * GROUP; i += LANES) {
                FloatVector upper = FloatVector.fromArray(SPECIES, squares, half * GROUP + i);
                FloatVector.fromArray(SPECIES, squares, i).add(upper).intoArray(squares, i);
            }
        }
        System.arraycopy(squares, 0, logs.norms(), from, GROUP);
        System.arraycopy(squares, 0, transposed, dimension * stride + from, GROUP);
    }

    private FloatVector squared(int k, int at) {
        FloatVector b = FloatVector.fromArray(SPECIES, transposed, k * stride + at);
        return b.mul(b);
    }

    @Override
    public double norm(int row) {
        return logs.norms()[row];
    }

    @Override
    public void logWeights(int block, double[] largest) {
        int query = block * rows * Tiling.STRIDE;
        for (int from = 0; from < count; from += GROUP) {
            if (rows == 1) {
                FloatProduct.setRow(queries, query, transposed, from, stride, logs.numbers(), from, dimension + 1);
            }
            for (int row = 0; row + FloatProduct.ROWS <= rows; row += FloatProduct.ROWS) {
                FloatProduct.set(queries, query + row * Tiling.STRIDE, transposed, from, stride, logs.numbers(),
                        from + row * stride, stride, dimension + 1);
            }
        }
        logs.close(count, Math.min(rows, states - block * rows), largest);
    }

    @Override
    public void firstRows(double[] above, int[] rows) {
        logs.firstRows(above, rows);
    }

    @Override
    public double get(int row, int lane) {
        return logs.get(row, lane);
    }

    @Override
    public void set(int row, int lane, double value) {
        logs.set(row, lane, value);
    }

    @Override
    public void weigh(double[] reference, double[][] sums) {
        logs.weigh(reference, sums);
    }

    @Override
    public void accumulate(int block, double[] factor) {
        rescale(vectors[block], factor);
        float[] weights = logs.numbers();
        float[] sums = vectors[block];
        // Rows without a state collect what nobody reads.
        for (int row = 0; row < rows; row += FloatProduct.ROWS) {
            for (int first = 0; first < LINE; first += LANES) {
                if (rows == 1) {
                    FloatFlat.addRow(weights, first, transposed, first, stride, sums, first, logs.padded(), dimension);
                } else {
                    FloatFlat.add(weights, row * stride + first, stride, transposed, first, stride, sums, row * width + first, width,
                            logs.padded(), dimension);
                }
            }
        }
    }

    private void rescale(float[] sums, double[] factor) {
        for (int row = 0; row < rows; row++) {
            if (factor[row] != 1) {
                rescale(sums, row * width, (float) factor[row]);
            }
        }
    }

    private void rescale(float[] sums, int from, float factor) {
        FloatVector by = FloatVector.broadcast(SPECIES, factor);
        for (int i = from; i < from + width; i += LANES) {
            FloatVector.fromArray(SPECIES, sums, i).mul(by).intoArray(sums, i);
        }
    }

    @Override
    public void read(int block, double[] factor, double[] into, int offset) {
        for (int lane = 0; lane < factor.length; lane++) {
            for (int k = 0; k < dimension; k++) {
                System.arraycopy(vectors[block], lane * width + k * LINE, line, 0, LINE);
                into[offset + lane * dimension + k] = factor[lane] * Partials.fold(line, 0, LINE);
            }
        }
    }

    @Override
    public void begin(int from, int to) {
        for (int block = from; block < Math.min(to, vectors.length); block++) {
            Arrays.fill(vectors[block], 0);
        }
    }
}
