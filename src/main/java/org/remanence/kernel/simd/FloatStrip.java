package org.remanence.kernel.simd;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Exponential;
import org.remanence.kernel.Partials;
import org.remanence.kernel.PosteriorTile;
import org.remanence.kernel.Tiling;
import org.remanence.tensor.Rows;

/// [PosteriorTile] in float with the patterns on the lanes, for few states or few coordinates: patterns come in groups of 64,
/// which are transposed on their way from memory, and a state's log-weights lie side by side.
///
/// Few states form one block, whose products are taken while a group is near. In low dimensions many small blocks visit
/// the whole tile.
final class FloatStrip implements PosteriorTile {
    /// Patterns in a group.
    private static final int GROUP = FloatProduct.BLOCK;
    private static final VectorSpecies<Float> SPECIES = Lanes.FLOAT;
    private static final int LANES = SPECIES.length();
    private static final int LINE = Tiling.LINE_BYTES / Float.BYTES;
    private static final int PARTIALS = Partials.COUNT;
    private static final int SUMS = 4;

    private final Tiling tiling;
    private final boolean flat;
    private final int dimension;
    private final int columns;
    private final float beta;
    private final float[] queries;
    private final int rows;
    private final FloatStage stage;
    private final float[] scratch = new float[LANES * LANES];
    private final float[] partialNorms = new float[PARTIALS * GROUP];
    private final float[] norms;
    private final float[] transposed;
    private final float[] patterns;
    private final float[] logs;
    private final float[] panel;
    private final float[][] vectors;
    private final FloatFold fold = new FloatFold();
    private final float[] partial;
    private final float[] tops;
    private final float[] line = new float[LINE];
    private final int width;
    private final int stride;
    private final int apart;
    private int count;
    private int padded;

    /// @param tiling the cut of the patterns
    /// @param beta factor of |b|² in a log-weight
    /// @param queries packed states, shared between threads
    /// @param weighted whether weighted sums are wanted
    FloatStrip(Tiling tiling, double beta, FloatQueries queries, boolean weighted) {
        this.tiling = tiling;
        this.flat = tiling.flat();
        this.dimension = tiling.dimension();
        this.columns = Math.ceilDiv(dimension, LINE) * LINE;
        this.beta = (float) beta;
        this.queries = queries.packed();
        this.rows = queries.rows();
        this.stage = new FloatStage(dimension, flat ? GROUP : 1);
        int groups = Math.ceilDiv(tiling.tile(), GROUP);
        this.stride = groups * GROUP;
        this.norms = new float[stride];
        this.transposed = new float[flat ? columns * stride : Tiling.PANEL * GROUP];
        this.apart = pieces() * GROUP + LINE;
        this.patterns = new float[flat ? 0 : stride * apart];
        this.logs = new float[rows * stride];
        this.panel = new float[rows * GROUP];
        this.partial = FloatFold.room(SUMS * rows);
        this.tops = FloatFold.room(rows);
        this.width = flat ? (dimension + 1) / 2 * 2 * LINE : GROUP;
        this.vectors = new float[weighted ? queries.blocks() : 0][(flat ? 1 : pieces()) * rows * width];
    }

    /// Pieces of 64 coordinates.
    private int pieces() {
        return Math.ceilDiv(dimension, GROUP);
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
        this.padded = Math.ceilDiv(count, GROUP) * GROUP;
        stage.centre(centre);
        for (int group = 0; group * GROUP < count; group++) {
            int size = Math.min(GROUP, count - group * GROUP);
            Arrays.fill(partialNorms, 0);
            if (flat) {
                stage.read(rows, first + group * GROUP, size);
                transpose(size, group * GROUP);
                square(0, dimension, group * GROUP, stride);
            } else {
                keep(rows, first, group, size);
                for (int k = 0; k < dimension; k += Tiling.PANEL) {
                    int steps = Math.min(Tiling.PANEL, dimension - k);
                    spread(group, k, steps, size);
                    square(k, steps, 0, GROUP);
                    multiply(0, group, k, steps, 0, GROUP);
                }
            }
            addNorms(group);
        }
    }

    /// Transposes the staged patterns to `[coordinate][pattern]`.
    private void transpose(int size, int to) {
        for (int row = 0; row < size; row += LANES) {
            for (int k = 0; k < dimension; k += LANES) {
                FloatTranspose.square(stage.patterns(), row * dimension + k, dimension, transposed,
                        k * stride + to + row, stride, scratch);
            }
        }
    }

    /// Keeps a group of patterns, less the centre.
    private void keep(Rows rows, long first, int group, int size) {
        boolean streams = stage.streams(rows, first + group * GROUP, size);
        for (int i = 0; i < size; i++) {
            int to = (group * GROUP + i) * apart;
            long row = first + group * GROUP + i;
            if (streams) {
                stage.row(rows.memory(), row * dimension, patterns, to);
            } else {
                stage.read(rows, row, 1);
                System.arraycopy(stage.patterns(), 0, patterns, to, dimension);
            }
        }
    }

    /// Transposes a panel of a group.
    private void spread(int group, int k, int steps, int size) {
        for (int row = 0; row < size; row += LANES) {
            for (int j = 0; j < steps; j += LANES) {
                FloatTranspose.square(patterns, (group * GROUP + row) * apart + k + j, apart, transposed,
                        j * GROUP + row, GROUP, scratch);
            }
        }
    }

    /// Adds the squares of `steps` transposed coordinates from k on to the partial sums of the norms.
    private void square(int k, int steps, int from, int stride) {
        for (int j = 0; j < Math.min(PARTIALS, steps); j++) {
            int to = (k + j) % PARTIALS * GROUP;
            for (int column = 0; column < GROUP; column += LANES) {
                FloatVector sum = FloatVector.fromArray(SPECIES, partialNorms, to + column);
                for (int i = j; i < steps; i += PARTIALS) {
                    FloatVector b = FloatVector.fromArray(SPECIES, transposed, from + i * stride + column);
                    sum = b.fma(b, sum);
                }
                sum.intoArray(partialNorms, to + column);
            }
        }
    }

    /// Adds the partial sums of a group, upper half to lower half.
    private void addNorms(int group) {
        for (int half = PARTIALS / 2 * GROUP; half >= GROUP; half /= 2) {
            for (int at = 0; at < half; at += LANES) {
                FloatVector upper = FloatVector.fromArray(SPECIES, partialNorms, half + at);
                FloatVector.fromArray(SPECIES, partialNorms, at).add(upper).intoArray(partialNorms, at);
            }
        }
        System.arraycopy(partialNorms, 0, norms, group * GROUP, GROUP);
    }

    /// Products of the states of a block with `steps` coordinates of a transposed group, which lie `apart`.
    private void multiply(int block, int group, int k, int steps, int from, int apart) {
        int query = (block * tiling.panels() + k / Tiling.PANEL) * rows * Tiling.STRIDE;
        float[] into = k == 0 ? logs : panel;
        int at = k == 0 ? group * GROUP : 0;
        int next = k == 0 ? stride : GROUP;
        if (rows == 1) {
            FloatProduct.setRow(queries, query, transposed, from, apart, into, at, steps);
        }
        for (int row = 0; row + Tiling.ROWS <= rows; row += Tiling.ROWS) {
            FloatProduct.set(queries, query + row * Tiling.STRIDE, transposed, from, apart, into, at + row * next, next,
                    steps);
        }
        for (int row = 0; k > 0 && row < rows; row++) {
            addPanel(row * stride + group * GROUP, row * GROUP);
        }
    }

    private void addPanel(int to, int from) {
        for (int i = 0; i < GROUP; i += LANES) {
            FloatVector more = FloatVector.fromArray(SPECIES, panel, from + i);
            FloatVector.fromArray(SPECIES, logs, to + i).add(more).intoArray(logs, to + i);
        }
    }

    @Override
    public double norm(int row) {
        return norms[row];
    }

    @Override
    public void logWeights(int block, double[] largest) {
        for (int group = 0; flat && group * GROUP < count; group++) {
            multiply(block, group, 0, dimension, group * GROUP, stride);
        }
        for (int row = 0; row < rows; row++) {
            Arrays.fill(logs, row * stride + count, row * stride + padded, Float.NEGATIVE_INFINITY);
            for (int first = 0; first < LINE; first += LANES) {
                finish(row, first);
            }
        }
        fold.max(tops, rows);
        for (int row = 0; row < rows; row++) {
            largest[row] = tops[row];
        }
    }

    /// Makes log-weights of the products of one state and every LINE-th vector of patterns.
    private void finish(int row, int first) {
        int at = row * stride;
        FloatVector factor = FloatVector.broadcast(SPECIES, beta);
        FloatVector top = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        for (int i = first; i < padded; i += LINE) {
            FloatVector product = FloatVector.fromArray(SPECIES, logs, at + i);
            FloatVector log = FloatVector.fromArray(SPECIES, norms, i).fma(factor, product);
            log.intoArray(logs, at + i);
            top = FloatFold.larger(top, log);
        }
        top.intoArray(tops, row * LINE + first);
    }

    @Override
    public void firstRows(double[] above, int[] rows) {
        for (int row = 0; row < this.rows; row++) {
            if (tops[row] > above[row]) {
                rows[row] = firstRow(row);
            }
        }
    }

    private int firstRow(int row) {
        FloatVector top = FloatVector.broadcast(SPECIES, tops[row]);
        for (int i = 0; i < padded; i += LANES) {
            VectorMask<Float> equal = FloatVector.fromArray(SPECIES, logs, row * stride + i).eq(top);
            if (equal.anyTrue()) {
                return i + equal.firstTrue();
            }
        }
        throw new IllegalStateException("a tile has lost its largest log-weight");
    }

    @Override
    public double get(int row, int lane) {
        return logs[lane * stride + row];
    }

    @Override
    public void set(int row, int lane, double value) {
        logs[lane * stride + row] = (float) value;
    }

    @Override
    public void weigh(double[] reference, double[][] sums) {
        for (int row = 0; row < rows; row++) {
            for (int first = 0; first < LINE; first += LANES) {
                FloatWeights.weigh(logs, row * stride, norms, first, padded, (float) reference[row], partial,
                        row * LINE, rows * LINE);
            }
        }
        fold.add(partial, SUMS * rows);
        for (int m = 0; m < SUMS; m++) {
            for (int row = 0; row < rows; row++) {
                sums[m][row] += partial[m * rows + row];
            }
        }
    }

    @Override
    public void accumulate(int block) {
        if (flat) {
            accumulateFlat(vectors[block]);
        } else {
            accumulatePieces(vectors[block]);
        }
    }

    private void accumulateFlat(float[] sums) {
        for (int row = 0; row < rows; row += Tiling.ROWS) {
            for (int k = 0; k < dimension; k += 2) {
                for (int first = 0; first < LINE; first += LANES) {
                    int sum = row * width + k * LINE + first;
                    if (rows == 1) {
                        FloatFlat.addRow(logs, first, transposed, k * stride + first, stride, sums, sum, padded);
                    } else {
                        FloatFlat.add(logs, row * stride + first, stride, transposed, k * stride + first, stride, sums, sum,
                                width, padded);
                    }
                }
            }
        }
    }

    private void accumulatePieces(float[] sums) {
        for (int from = 0; from < count; from += GROUP) {
            int size = Math.min(GROUP, count - from);
            for (int piece = 0; piece < pieces(); piece++) {
                int b = from * apart + piece * GROUP;
                int c = piece * rows * GROUP;
                if (rows == 1) {
                    FloatProduct.addRow(logs, from, patterns, b, apart, sums, c, size);
                }
                for (int row = 0; row + Tiling.ROWS <= rows; row += Tiling.ROWS) {
                    FloatProduct.add(logs, row * stride + from, stride, patterns, b, apart, sums, c + row * GROUP,
                            size);
                }
            }
        }
    }

    @Override
    public void rescale(int block, double[] factor) {
        for (int row = 0; row < rows; row++) {
            if (factor[row] != 1) {
                rescale(vectors[block], row, (float) factor[row]);
            }
        }
    }

    private void rescale(float[] sums, int row, float factor) {
        FloatVector by = FloatVector.broadcast(SPECIES, factor);
        for (int from = row * width; from < sums.length; from += rows * width) {
            for (int i = 0; i < width; i += LANES) {
                FloatVector.fromArray(SPECIES, sums, from + i).mul(by).intoArray(sums, from + i);
            }
        }
    }

    @Override
    public void read(int block, int lane, double factor, double[] into, int offset) {
        float[] sums = vectors[block];
        for (int k = 0; k < dimension; k++) {
            if (flat) {
                System.arraycopy(sums, lane * width + k * LINE, line, 0, LINE);
                into[offset + k] = factor * Partials.fold(line, 0, LINE);
            } else {
                into[offset + k] = factor * sums[(k / GROUP * rows + lane) * GROUP + k % GROUP];
            }
        }
    }

    @Override
    public void clear(int from, int to) {
        for (int block = from; block < Math.min(to, vectors.length); block++) {
            Arrays.fill(vectors[block], 0);
        }
    }
}
