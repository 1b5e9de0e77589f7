package org.remanence.kernel.simd;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Exponential;
import org.remanence.kernel.Partials;
import org.remanence.kernel.PosteriorTile;
import org.remanence.kernel.Tiling;
import org.remanence.tensor.Rows;

/// [PosteriorTile] in double with the patterns on the lanes, for few states or few coordinates: patterns come in groups of 32,
/// which are transposed on their way from memory, and a state's log-weights lie side by side.
///
/// Few states form one block, whose products are taken while a group is near. In low dimensions many small blocks visit
/// the whole tile.
final class DoubleStrip implements PosteriorTile {
    /// Patterns in a group.
    private static final int GROUP = DoubleProduct.BLOCK;
    private static final VectorSpecies<Double> SPECIES = Lanes.DOUBLE;
    private static final int LANES = SPECIES.length();
    private static final int LINE = Tiling.LINE_BYTES / Double.BYTES;
    private static final int PARTIALS = Partials.COUNT;
    private static final int SUMS = 4;

    private final Tiling tiling;
    private final boolean flat;
    private final int dimension;
    private final int columns;
    private final double beta;
    private final double[] queries;
    private final int rows;
    private final DoubleStage stage;
    private final double[] scratch = new double[LANES * LANES];
    private final double[] partialNorms = new double[PARTIALS * GROUP];
    private final double[] norms;
    private final double[] transposed;
    private final double[] patterns;
    private final double[] logs;
    private final double[] panel;
    private final double[][] vectors;
    private final DoubleFold fold = new DoubleFold();
    private final double[] partial;
    private final double[] tops;
    private final double[] line = new double[LINE];
    private final int width;
    private final int stride;
    private final int apart;
    private int count;
    private int padded;

    /// @param tiling the cut of the patterns
    /// @param beta factor of |b|² in a log-weight
    /// @param queries packed states, shared between threads
    /// @param weighted whether weighted sums are wanted
    DoubleStrip(Tiling tiling, double beta, DoubleQueries queries, boolean weighted) {
        this.tiling = tiling;
        this.flat = tiling.flat();
        this.dimension = tiling.dimension();
        this.columns = Math.ceilDiv(dimension, LINE) * LINE;
        this.beta = beta;
        this.queries = queries.packed();
        this.rows = queries.rows();
        this.stage = new DoubleStage(dimension, flat ? GROUP : 1);
        int groups = Math.ceilDiv(tiling.tile(), GROUP);
        this.stride = groups * GROUP;
        this.norms = new double[stride];
        this.transposed = new double[flat ? columns * stride : Tiling.PANEL * GROUP];
        this.apart = pieces() * GROUP + LINE;
        this.patterns = new double[flat ? 0 : stride * apart];
        this.logs = new double[rows * stride];
        this.panel = new double[rows * GROUP];
        this.partial = DoubleFold.room(SUMS * rows);
        this.tops = DoubleFold.room(rows);
        this.width = flat ? (dimension + 1) / 2 * 2 * LINE : GROUP;
        this.vectors = new double[weighted ? queries.blocks() : 0][(flat ? 1 : pieces()) * rows * width];
    }

    /// Pieces of 32 coordinates.
    private int pieces() {
        return Math.ceilDiv(dimension, GROUP);
    }

    @Override
    public int block() {
        return rows;
    }

    @Override
    public double floor() {
        return Exponential.FLOOR_DOUBLE;
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
                DoubleTranspose.square(stage.patterns(), row * dimension + k, dimension, transposed,
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
                DoubleTranspose.square(patterns, (group * GROUP + row) * apart + k + j, apart, transposed,
                        j * GROUP + row, GROUP, scratch);
            }
        }
    }

    /// Adds the squares of `steps` transposed coordinates from k on to the partial sums of the norms.
    private void square(int k, int steps, int from, int stride) {
        for (int j = 0; j < Math.min(PARTIALS, steps); j++) {
            int to = (k + j) % PARTIALS * GROUP;
            for (int column = 0; column < GROUP; column += LANES) {
                DoubleVector sum = DoubleVector.fromArray(SPECIES, partialNorms, to + column);
                for (int i = j; i < steps; i += PARTIALS) {
                    DoubleVector b = DoubleVector.fromArray(SPECIES, transposed, from + i * stride + column);
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
                DoubleVector upper = DoubleVector.fromArray(SPECIES, partialNorms, half + at);
                DoubleVector.fromArray(SPECIES, partialNorms, at).add(upper).intoArray(partialNorms, at);
            }
        }
        System.arraycopy(partialNorms, 0, norms, group * GROUP, GROUP);
    }

    /// Products of the states of a block with `steps` coordinates of a transposed group, which lie `apart`.
    private void multiply(int block, int group, int k, int steps, int from, int apart) {
        int query = (block * tiling.panels() + k / Tiling.PANEL) * rows * Tiling.STRIDE;
        double[] into = k == 0 ? logs : panel;
        int at = k == 0 ? group * GROUP : 0;
        int next = k == 0 ? stride : GROUP;
        if (rows == 1) {
            DoubleProduct.setRow(queries, query, transposed, from, apart, into, at, steps);
        }
        for (int row = 0; row + Tiling.ROWS <= rows; row += Tiling.ROWS) {
            DoubleProduct.set(queries, query + row * Tiling.STRIDE, transposed, from, apart, into, at + row * next, next,
                    steps);
        }
        for (int row = 0; k > 0 && row < rows; row++) {
            addPanel(row * stride + group * GROUP, row * GROUP);
        }
    }

    private void addPanel(int to, int from) {
        for (int i = 0; i < GROUP; i += LANES) {
            DoubleVector more = DoubleVector.fromArray(SPECIES, panel, from + i);
            DoubleVector.fromArray(SPECIES, logs, to + i).add(more).intoArray(logs, to + i);
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
            Arrays.fill(logs, row * stride + count, row * stride + padded, Double.NEGATIVE_INFINITY);
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
        DoubleVector factor = DoubleVector.broadcast(SPECIES, beta);
        DoubleVector top = DoubleVector.broadcast(SPECIES, Double.NEGATIVE_INFINITY);
        for (int i = first; i < padded; i += LINE) {
            DoubleVector product = DoubleVector.fromArray(SPECIES, logs, at + i);
            DoubleVector log = DoubleVector.fromArray(SPECIES, norms, i).fma(factor, product);
            log.intoArray(logs, at + i);
            top = DoubleFold.larger(top, log);
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
        DoubleVector top = DoubleVector.broadcast(SPECIES, tops[row]);
        for (int i = 0; i < padded; i += LANES) {
            VectorMask<Double> equal = DoubleVector.fromArray(SPECIES, logs, row * stride + i).eq(top);
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
        logs[lane * stride + row] = value;
    }

    @Override
    public void weigh(double[] reference, double[][] sums) {
        for (int row = 0; row < rows; row++) {
            for (int first = 0; first < LINE; first += LANES) {
                DoubleWeights.weigh(logs, row * stride, norms, first, padded, reference[row], partial,
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

    private void accumulateFlat(double[] sums) {
        for (int row = 0; row < rows; row += Tiling.ROWS) {
            for (int k = 0; k < dimension; k += 2) {
                for (int first = 0; first < LINE; first += LANES) {
                    int sum = row * width + k * LINE + first;
                    if (rows == 1) {
                        DoubleFlat.addRow(logs, first, transposed, k * stride + first, stride, sums, sum, padded);
                    } else {
                        DoubleFlat.add(logs, row * stride + first, stride, transposed, k * stride + first, stride, sums, sum,
                                width, padded);
                    }
                }
            }
        }
    }

    private void accumulatePieces(double[] sums) {
        for (int from = 0; from < count; from += GROUP) {
            int size = Math.min(GROUP, count - from);
            for (int piece = 0; piece < pieces(); piece++) {
                int b = from * apart + piece * GROUP;
                int c = piece * rows * GROUP;
                if (rows == 1) {
                    DoubleProduct.addRow(logs, from, patterns, b, apart, sums, c, size);
                }
                for (int row = 0; row + Tiling.ROWS <= rows; row += Tiling.ROWS) {
                    DoubleProduct.add(logs, row * stride + from, stride, patterns, b, apart, sums, c + row * GROUP,
                            size);
                }
            }
        }
    }

    @Override
    public void rescale(int block, double[] factor) {
        for (int row = 0; row < rows; row++) {
            if (factor[row] != 1) {
                rescale(vectors[block], row, factor[row]);
            }
        }
    }

    private void rescale(double[] sums, int row, double factor) {
        DoubleVector by = DoubleVector.broadcast(SPECIES, factor);
        for (int from = row * width; from < sums.length; from += rows * width) {
            for (int i = 0; i < width; i += LANES) {
                DoubleVector.fromArray(SPECIES, sums, from + i).mul(by).intoArray(sums, from + i);
            }
        }
    }

    @Override
    public void read(int block, int lane, double factor, double[] into, int offset) {
        double[] sums = vectors[block];
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
