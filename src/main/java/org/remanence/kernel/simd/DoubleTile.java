package org.remanence.kernel.simd;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Exponential;
import org.remanence.kernel.PosteriorTile;
import org.remanence.kernel.States;
import org.remanence.kernel.Tiling;
import org.remanence.kernel.Workers;
import org.remanence.tensor.Rows;

/// [PosteriorTile] in double, on lanes: 32 states a block, at most 6 patterns (or coordinates) by 4 vectors of states in
/// registers, scalars of the packed tile broadcast. With vectors of less than 512 bits there are half as many registers, so
/// 6 by 2. Both give the same bits.
public final class DoubleTile implements PosteriorTile {
    /// States in a block.
    public static final int BLOCK = DoubleProduct.BLOCK;

    private static final VectorSpecies<Double> SPECIES = Lanes.DOUBLE;
    private static final int LANES = SPECIES.length();
    /// Patterns copied at a time on their way into the tile: few enough to stay in the nearest cache.
    private static final int STAGED = 4;
    private static final int LINE = Tiling.LINE_BYTES / Double.BYTES;
    private static final int SUMS = 4;


    private final Tiling tiling;
    private final int dimension;
    private final int plane;
    private final double beta;
    private final double[][] queries;
    private final double[][] vectors;
    private final double[] patterns;
    private final double[] norms;
    private final double[] logs;
    private final double[] lane = new double[BLOCK];
    private final double[] first = new double[BLOCK];
    private final double[] partial = new double[SUMS * LINE * BLOCK];
    private final DoubleStage stage;
    private final DoubleRow packer;
    private int count;

    /// @param tiling the cut of the patterns
    /// @param beta factor of |b|² in a log-weight
    /// @param queries packed states, shared between threads, as [#pack] makes them
    /// @param weighted whether weighted sums are wanted
    public DoubleTile(Tiling tiling, double beta, double[][] queries, boolean weighted) {
        this.tiling = tiling;
        this.dimension = tiling.dimension();
        this.beta = beta;
        this.queries = queries;
        this.vectors = weighted ? new double[queries.length][tiling.columns() * BLOCK] : new double[0][];
        this.patterns = new double[tiling.packed()];
        this.norms = new double[tiling.tile()];
        this.plane = tiling.tile() * BLOCK;
        this.logs = new double[plane * Math.ceilDiv(dimension, Tiling.PANEL)];
        this.stage = new DoubleStage(dimension, STAGED);
        this.packer = new DoubleRow(tiling);
    }

    /// Packs states into blocks `[d × BLOCK]`; lanes beyond the last state repeat it.
    public static double[][] pack(States states, Workers workers) {
        double[][] blocks = new double[Math.ceilDiv(states.count(), BLOCK)][];
        workers.run(blocks.length, block -> blocks[block] = pack(states, block * BLOCK));
        return blocks;
    }

    private static double[] pack(States states, int first) {
        int d = states.dimension();
        double[] queries = states.queries();
        double[] block = new double[d * BLOCK];
        for (int lane = 0; lane < BLOCK; lane++) {
            int from = Math.min(first + lane, states.count() - 1) * d;
            for (int k = 0; k < d; k++) {
                block[k * BLOCK + lane] = queries[from + k];
            }
        }
        return block;
    }

    @Override
    public int block() {
        return BLOCK;
    }

    @Override
    public double floor() {
        return Exponential.FLOOR_DOUBLE;
    }

    @Override
    public void load(Rows rows, long first, int count, double[] centre) {
        this.count = count;
        stage.centre(centre);
        for (int i = 0; i < count; i += STAGED) {
            int staged = Math.min(STAGED, count - i);
            stage.read(rows, first + i, staged);
            for (int j = 0; j < staged; j++) {
                norms[i + j] = packer.pack(stage.patterns(), j * dimension, patterns, i + j);
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
            for (int row = 0; row < count; row += Tiling.ROWS) {
                DoubleProduct.set(patterns, tiling.at(row, k), states, k * BLOCK, BLOCK, logs,
                        panel * plane + row * BLOCK, BLOCK, steps);
            }
        }
        for (int column = 0; column < BLOCK; column += LANES) {
            finish(column, panels);
        }
        for (int i = 0; i < BLOCK; i++) {
            largest[i] = lane[i];
        }
    }

    /// Adds the panels of each product, which lie a plane apart, and makes log-weights of them in the first plane.
    private void finish(int column, int panels) {
        DoubleVector factor = DoubleVector.broadcast(SPECIES, beta);
        DoubleVector top = DoubleVector.broadcast(SPECIES, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < count; i++) {
            int at = i * BLOCK + column;
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
        for (int column = 0; column < BLOCK; column += LANES) {
            DoubleVector top = DoubleVector.fromArray(SPECIES, lane, column);
            DoubleVector first = DoubleVector.zero(SPECIES);
            for (int i = count - 1; i >= 0; i--) {
                first = first.blend(i, DoubleVector.fromArray(SPECIES, logs, i * BLOCK + column).eq(top));
            }
            first.intoArray(this.first, column);
        }
        for (int i = 0; i < BLOCK; i++) {
            rows[i] = (int) first[i];
        }
    }

    @Override
    public double get(int row, int lane) {
        return logs[row * BLOCK + lane];
    }

    @Override
    public void set(int row, int lane, double value) {
        logs[row * BLOCK + lane] = value;
    }

    @Override
    public void weigh(double[] reference, double[][] sums) {
        for (int i = 0; i < BLOCK; i++) {
            lane[i] = reference[i];
        }
        for (int p = 0; p < LINE; p++) {
            for (int column = 0; column < BLOCK; column += 2 * LANES) {
                DoubleTileWeights.weigh(logs, norms, lane, column, p, count, partial, p * BLOCK + column, LINE * BLOCK);
            }
        }
        for (int m = 0; m < SUMS; m++) {
            int from = m * LINE * BLOCK;
            fold(from);
            for (int i = 0; i < BLOCK; i++) {
                sums[m][i] += partial[from + i];
            }
        }
    }

    /// Adds the partial sums that begin there, upper half to lower half.
    private void fold(int from) {
        for (int half = LINE / 2 * BLOCK; half >= BLOCK; half /= 2) {
            for (int i = from; i < from + half; i += LANES) {
                DoubleVector upper = DoubleVector.fromArray(SPECIES, partial, i + half);
                DoubleVector.fromArray(SPECIES, partial, i).add(upper).intoArray(partial, i);
            }
        }
    }

    @Override
    public void accumulate(int block) {
        double[] sums = vectors[block];
        for (int k = 0; k < dimension; k += Tiling.ROWS) {
            DoubleProduct.extend(patterns, tiling.at(0, k), logs, 0, sums, k * BLOCK, count);
        }
    }

    @Override
    public void rescale(int block, double[] factor) {
        for (int i = 0; i < BLOCK; i++) {
            lane[i] = factor[i];
        }
        double[] sums = vectors[block];
        for (int column = 0; column < BLOCK; column += LANES) {
            DoubleVector by = DoubleVector.fromArray(SPECIES, lane, column);
            for (int at = column; at < dimension * BLOCK; at += BLOCK) {
                DoubleVector.fromArray(SPECIES, sums, at).mul(by).intoArray(sums, at);
            }
        }
    }

    @Override
    public void read(int block, int lane, double factor, double[] into, int offset) {
        double[] sums = vectors[block];
        for (int k = 0; k < dimension; k++) {
            into[offset + k] = factor * sums[k * BLOCK + lane];
        }
    }

    @Override
    public void clear(int from, int to) {
        for (int block = from; block < Math.min(to, vectors.length); block++) {
            Arrays.fill(vectors[block], 0);
        }
    }
}
