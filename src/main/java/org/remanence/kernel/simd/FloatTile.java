package org.remanence.kernel.simd;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Exponential;
import org.remanence.kernel.PosteriorTile;
import org.remanence.kernel.States;
import org.remanence.kernel.Tiling;
import org.remanence.kernel.Workers;
import org.remanence.tensor.Rows;

/// [PosteriorTile] in float with the states on the lanes, scalars of the packed tile broadcast.
final class FloatTile implements PosteriorTile {
    private static final VectorSpecies<Float> SPECIES = Lanes.FLOAT;
    private static final int LANES = SPECIES.length();
    private static final int WIDTH = FloatProduct.BLOCK;
    private static final int STREAMS = FloatScan.STREAMS;
    /// Patterns of each stream whose norms are added up together.
    private static final int TURN = FloatFold.LINE;
    /// Patterns whose weights, 24 KB, stay in the first cache while all coordinates pass.
    private static final int NEAR = 96;
    /// States or coordinates that are transposed together, so that what is read and written lies near.
    private static final int FEW = 16;

    private final Tiling tiling;
    private final int dimension;
    private final float beta;
    private final float[][] queries;
    private final float[][] vectors;
    private final float[] patterns;
    private final float[] norms;
    private final FloatTileLogs logs;
    private final float[] lane = new float[WIDTH];
    private final float[] lines = FloatFold.room(STREAMS * TURN);
    private final FloatScan scan;
    private final FloatSource source;
    private int count;

    /// @param tiling the cut of the patterns
    /// @param beta factor of |b|² in a log-weight
    /// @param queries packed states, shared between threads, as [#pack] makes them
    /// @param weighted whether weighted sums are wanted
    FloatTile(Tiling tiling, double beta, float[][] queries, boolean weighted) {
        this.tiling = tiling;
        this.dimension = tiling.dimension();
        this.beta = (float) beta;
        this.queries = queries;
        int rows = Math.ceilDiv(dimension, FloatProduct.ROWS) * FloatProduct.ROWS;
        this.vectors = new float[weighted ? queries.length : 0][rows * WIDTH];
        this.patterns = new float[tiling.packed()];
        this.norms = FloatTileLogs.norms(tiling);
        this.logs = new FloatTileLogs(tiling, WIDTH, norms);
        this.source = new FloatSource(tiling, STREAMS);
        this.scan = new FloatScan(tiling, source.less());
    }

    /// Packs states into blocks `[d × width]`; lanes beyond the last state repeat it.
    static float[][] pack(States states, int width, Workers workers) {
        float[][] blocks = new float[Math.ceilDiv(states.count(), width)][];
        workers.run(blocks.length, block -> blocks[block] = pack(states, block * width, width));
        return blocks;
    }

    private static float[] pack(States states, int first, int width) {
        int d = states.dimension();
        double[] queries = new double[FEW * d];
        float[] block = new float[d * width];
        for (int from = 0; from < width; from += FEW) {
            int some = Math.min(FEW, width - from);
            for (int i = 0; i < some; i++) {
                states.query(Math.min(first + from + i, states.count() - 1), queries, i * d);
            }
            for (int k = 0; k < d; k++) {
                for (int i = 0; i < some; i++) {
                    block[k * width + from + i] = (float) queries[i * d + k];
                }
            }
        }
        return block;
    }

    @Override
    public int block() {
        return WIDTH;
    }

    @Override
    public double floor() {
        return Exponential.FLOOR_FLOAT;
    }

    @Override
    public void begin(int from, int to) {
        for (int block = from; block < Math.min(to, vectors.length); block++) {
            Arrays.fill(vectors[block], 0);
        }
    }

    @Override
    public void load(Rows rows, long first, int count, double[] centre) {
        this.count = count;
        source.take(rows, first, count, centre);
        int apart = source.whole() / STREAMS;
        long far = apart * source.pitch();
        for (int from = 0; from < apart; from += TURN) {
            int some = Math.min(TURN, apart - from);
            for (int i = 0; i < some; i++) {
                scan.pack(source.memory(), source.at(from + i), far, patterns, from + i, apart, lines, i * FloatFold.LINE,
                        some * FloatFold.LINE);
            }
            FloatFold.add(lines, STREAMS * some);
            for (int i = 0; i < STREAMS; i++) {
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
        float[] states = queries[block];
        float[] products = logs.numbers();
        int panels = tiling.panels();
        for (int panel = 0; panel < panels; panel++) {
            int k = panel * Tiling.PANEL;
            int steps = Math.min(Tiling.PANEL, dimension - k);
            for (int row = 0; row < count; row += FloatProduct.ROWS) {
                FloatProduct.set(patterns, tiling.at(row, k), states, k * WIDTH, WIDTH, products, panel * logs.plane() + row * WIDTH,
                        WIDTH, steps);
            }
        }
        logs.finish(count, panels, beta, largest);
    }

    @Override
    public void firstRows(double[] above, int[] rows) {
        logs.firstRows(rows);
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
        float[] sums = vectors[block];
        boolean moved = false;
        for (int i = 0; i < WIDTH; i++) {
            lane[i] = (float) factor[i];
            moved |= lane[i] != 1;
        }
        for (int from = 0; from < count; from += NEAR) {
            int some = Math.min(NEAR, count - from);
            for (int k = 0; k < dimension; k += FloatProduct.ROWS) {
                if (moved && from == 0) {
                    rescale(sums, k * WIDTH, (k + FloatProduct.ROWS) * WIDTH);
                }
                FloatProduct.extend(patterns, tiling.at(from, k), logs.numbers(), from * WIDTH, sums, k * WIDTH, some);
            }
        }
    }

    /// Just before they are added to: sums of many coordinates leave the nearest caches between two visits.
    private void rescale(float[] sums, int from, int to) {
        for (int column = 0; column < WIDTH; column += LANES) {
            FloatVector by = FloatVector.fromArray(SPECIES, lane, column);
            for (int at = from + column; at < to; at += WIDTH) {
                FloatVector.fromArray(SPECIES, sums, at).mul(by).intoArray(sums, at);
            }
        }
    }

    @Override
    public void read(int block, double[] factor, double[] into, int offset) {
        float[] sums = vectors[block];
        for (int first = 0; first < dimension; first += FEW) {
            int end = Math.min(first + FEW, dimension);
            for (int i = 0; i < factor.length; i++) {
                for (int k = first; k < end; k++) {
                    into[offset + i * dimension + k] = factor[i] * sums[k * WIDTH + i];
                }
            }
        }
    }
}
