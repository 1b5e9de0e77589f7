package org.remanence.kernel.simd;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Exponential;
import org.remanence.kernel.PosteriorTile;
import org.remanence.kernel.States;
import org.remanence.kernel.Tiling;
import org.remanence.kernel.Workers;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// [PosteriorTile] in double with the states on the lanes, scalars of the packed tile broadcast: blocks of 32 states, or narrow
/// ones where that leaves fewer lanes empty. Both give the same bits.
final class DoubleTile implements PosteriorTile {
    private static final VectorSpecies<Double> SPECIES = Lanes.DOUBLE;
    private static final int LANES = SPECIES.length();
    /// Patterns copied at a time on their way into the tile: few enough to stay in the nearest cache.
    private static final int STAGED = 4;
    private static final int LINE = Tiling.LINE_BYTES / Double.BYTES;
    private static final int SUMS = 4;

    private final Tiling tiling;
    private final int width;
    private final int dimension;
    private final int plane;
    private final double beta;
    private final double[][] queries;
    private final double[][] vectors;
    private final double[] patterns;
    private final double[] norms;
    private final double[] logs;
    private final double[] lane;
    private final double[] first;
    private final double[] partial;
    private final double[] lines = DoubleFold.room(DoubleScan.STREAMS * LINE);
    private final DoubleScan scan;
    private final DoubleStage stage;
    private final DoubleRow packer;
    private int count;

    /// @param tiling the cut of the patterns
    /// @param beta factor of |b|² in a log-weight
    /// @param queries packed states, shared between threads, as [#pack] makes them
    /// @param width states of a block, as [#pack] was told
    /// @param weighted whether weighted sums are wanted
    DoubleTile(Tiling tiling, double beta, double[][] queries, int width, boolean weighted) {
        this.tiling = tiling;
        this.dimension = tiling.dimension();
        this.beta = beta;
        this.queries = queries;
        this.width = width;
        this.vectors = weighted ? new double[queries.length][Math.ceilDiv(dimension, DoubleNarrow.ROWS) * DoubleNarrow.ROWS * width]
                : new double[0][];
        this.patterns = new double[tiling.packed()];
        int rows = Math.ceilDiv(tiling.tile(), LINE) * LINE;
        this.norms = new double[rows];
        this.plane = rows * width;
        this.logs = new double[plane * Math.ceilDiv(dimension, Tiling.PANEL)];
        this.lane = new double[width];
        this.first = new double[width];
        this.partial = new double[SUMS * LINE * width];
        this.scan = new DoubleScan(tiling);
        this.stage = new DoubleStage(dimension, STAGED);
        this.packer = new DoubleRow(tiling);
    }

    /// Packs states into blocks `[d × width]`; lanes beyond the last state repeat it.
    static double[][] pack(States states, int width, Workers workers) {
        double[][] blocks = new double[Math.ceilDiv(states.count(), width)][];
        workers.run(blocks.length, block -> blocks[block] = pack(states, block * width, width));
        return blocks;
    }

    private static double[] pack(States states, int first, int width) {
        int d = states.dimension();
        double[] queries = states.queries();
        double[] block = new double[d * width];
        for (int lane = 0; lane < width; lane++) {
            int from = Math.min(first + lane, states.count() - 1) * d;
            for (int k = 0; k < d; k++) {
                block[k * width + lane] = queries[from + k];
            }
        }
        return block;
    }

    @Override
    public int block() {
        return width;
    }

    @Override
    public double floor() {
        return Exponential.FLOOR_DOUBLE;
    }

    @Override
    public void load(Rows rows, long first, int count, double[] centre) {
        this.count = count;
        int streamed = rows.precision() == Precision.DOUBLE && rows.memory() != null
                ? DoubleScan.within(rows, first, count) : 0;
        if (streamed > 0) {
            scan.centre(centre);
            stream(rows.memory(), first, streamed);
        }
        stage.centre(centre);
        for (int i = streamed; i < count; i += STAGED) {
            int staged = Math.min(STAGED, count - i);
            stage.read(rows, first + i, staged);
            for (int j = 0; j < staged; j++) {
                norms[i + j] = packer.pack(stage.patterns(), j * dimension, patterns, i + j);
            }
        }
    }

    /// Packs patterns straight from memory, in four streams.
    private void stream(MemorySegment memory, long first, int size) {
        int apart = size / DoubleScan.STREAMS;
        for (int from = 0; from < apart; from += LINE) {
            int some = Math.min(LINE, apart - from);
            for (int i = 0; i < some; i++) {
                long at = (first + from + i) * dimension * Double.BYTES;
                scan.pack(memory, at, patterns, from + i, apart, lines, i * LINE, some * LINE);
            }
            DoubleFold.add(lines, DoubleScan.STREAMS * some);
            for (int i = 0; i < DoubleScan.STREAMS; i++) {
                System.arraycopy(lines, i * some, norms, i * apart + from, some);
            }
        }
    }

    @Override
    public double norm(int row) {
        return norms[row];
    }

    @Override
    public void logWeights(int block, double[] largest) {
        double[] states = queries[block];
        int panels = Math.ceilDiv(dimension, Tiling.PANEL);
        for (int panel = 0; panel < panels; panel++) {
            int k = panel * Tiling.PANEL;
            int steps = Math.min(Tiling.PANEL, dimension - k);
            if (width == DoubleNarrow.BLOCK) {
                for (int row = 0; row < count; row += DoubleNarrow.ROWS) {
                    DoubleNarrow.set(patterns, tiling.at(row, k), states, k * width, logs, panel * plane + row * width, steps);
                }
                continue;
            }
            for (int row = 0; row < count; row += DoubleProduct.ROWS) {
                DoubleProduct.set(patterns, tiling.at(row, k), states, k * width, width, logs, panel * plane + row * width,
                        width, steps);
            }
        }
        Arrays.fill(logs, count * width, Math.ceilDiv(count, LINE) * LINE * width, Double.NEGATIVE_INFINITY);
        for (int column = 0; column < width; column += LANES) {
            finish(column, panels);
        }
        for (int i = 0; i < width; i++) {
            largest[i] = lane[i];
        }
    }

    /// Adds the panels of each product, which lie a plane apart, and makes log-weights of them in the first plane.
    private void finish(int column, int panels) {
        DoubleVector factor = DoubleVector.broadcast(SPECIES, beta);
        DoubleVector top = DoubleVector.broadcast(SPECIES, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < count; i++) {
            int at = i * width + column;
            DoubleVector product = DoubleVector.fromArray(SPECIES, logs, at);
            for (int panel = 1; panel < panels; panel++) {
                product = product.add(DoubleVector.fromArray(SPECIES, logs, panel * plane + at));
            }
            DoubleVector log = DoubleVector.broadcast(SPECIES, norms[i]).fma(factor, product);
            log.intoArray(logs, at);
            top = DoubleFold.larger(top, log);
        }
        top.intoArray(lane, column);
    }

    @Override
    public void firstRows(double[] above, int[] rows) {
        for (int column = 0; column < width; column += LANES) {
            DoubleVector top = DoubleVector.fromArray(SPECIES, lane, column);
            DoubleVector first = DoubleVector.zero(SPECIES);
            for (int i = count - 1; i >= 0; i--) {
                first = first.blend(i, DoubleVector.fromArray(SPECIES, logs, i * width + column).eq(top));
            }
            first.intoArray(this.first, column);
        }
        for (int i = 0; i < width; i++) {
            rows[i] = (int) first[i];
        }
    }

    @Override
    public double get(int row, int lane) {
        return logs[row * width + lane];
    }

    @Override
    public void set(int row, int lane, double value) {
        logs[row * width + lane] = value;
    }

    @Override
    public void weigh(double[] reference, double[][] sums) {
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
                DoubleTileWeights.weigh(logs, norms, lane, width, padded, p, column, second, other, partial, p * width + column,
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

    @Override
    public void accumulate(int block) {
        double[] sums = vectors[block];
        if (width == DoubleNarrow.BLOCK) {
            for (int k = 0; k < dimension; k += DoubleNarrow.ROWS) {
                DoubleNarrow.extend(patterns, tiling.at(0, k), logs, 0, sums, k * width, count);
            }
            return;
        }
        for (int k = 0; k < dimension; k += DoubleProduct.ROWS) {
            DoubleProduct.extend(patterns, tiling.at(0, k), logs, 0, sums, k * width, count);
        }
    }

    @Override
    public void rescale(int block, double[] factor) {
        for (int i = 0; i < width; i++) {
            lane[i] = factor[i];
        }
        double[] sums = vectors[block];
        for (int column = 0; column < width; column += LANES) {
            DoubleVector by = DoubleVector.fromArray(SPECIES, lane, column);
            for (int at = column; at < dimension * width; at += width) {
                DoubleVector.fromArray(SPECIES, sums, at).mul(by).intoArray(sums, at);
            }
        }
    }

    @Override
    public void read(int block, int lane, double factor, double[] into, int offset) {
        double[] sums = vectors[block];
        for (int k = 0; k < dimension; k++) {
            into[offset + k] = factor * sums[k * width + lane];
        }
    }

    @Override
    public void clear(int from, int to) {
        for (int block = from; block < Math.min(to, vectors.length); block++) {
            Arrays.fill(vectors[block], 0);
        }
    }
}
