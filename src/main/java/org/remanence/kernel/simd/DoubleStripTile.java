package org.remanence.kernel.simd;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Exponential;
import org.remanence.kernel.PosteriorTile;
import org.remanence.kernel.Tiling;
import org.remanence.tensor.Rows;

/// [PosteriorTile] in double with the states on the lanes, for some lines of them. A packed tile would be written to the second
/// cache and read back for little work, so patterns are packed a strip at a time, which stays in the first cache
/// for the products with all states; weighted sums read the patterns where they lie, those that weigh anything.
final class DoubleStripTile implements PosteriorTile {
    private static final VectorSpecies<Double> SPECIES = Lanes.DOUBLE;
    private static final int LANES = SPECIES.length();
    private static final int STREAMS = DoubleScan.STREAMS;
    private static final int WIDTH = DoubleNarrow.BLOCK;
    /// Patterns of a strip from each stream.
    private static final int EACH = DoubleNarrow.ROWS / STREAMS;
    /// Patterns of each stream whose norms are added up together.
    private static final int TURN = 4 * EACH;

    private final int dimension;
    private final double beta;
    private final double[][] queries;
    private final DoubleSums[] sums;
    private final double[] norms;
    private final DoubleTileLogs[] logs;
    private final Tiling strips;
    private final double[] strip;
    private final double[] lines = DoubleFold.room(STREAMS * TURN);
    private final DoubleScan scan;
    private final DoubleSource source;
    private final int[][] which;
    private final int[] weighty;
    private int from;
    private int to;
    private int count;
    private int block;

    /// @param tiling the cut of the patterns
    /// @param beta factor of |b|² in a log-weight
    /// @param queries packed states, shared between threads, as [DoubleTile#pack] makes them of lines
    /// @param weighted whether weighted sums are wanted
    DoubleStripTile(Tiling tiling, double beta, double[][] queries, boolean weighted) {
        this.dimension = tiling.dimension();
        this.beta = beta;
        this.queries = queries;
        this.sums = new DoubleSums[weighted ? queries.length : 0];
        this.norms = DoubleTileLogs.norms(tiling);
        this.logs = new DoubleTileLogs[queries.length];
        this.strips = new Tiling(dimension, DoubleNarrow.ROWS, DoubleNarrow.ROWS);
        this.strip = new double[strips.packed()];
        this.source = new DoubleSource(tiling, DoubleNarrow.ROWS);
        this.scan = new DoubleScan(strips, source.less());
        this.which = new int[queries.length][tiling.tile()];
        this.weighty = new int[queries.length];
        Arrays.setAll(logs, _ -> new DoubleTileLogs(tiling, WIDTH, norms));
        Arrays.setAll(sums, _ -> new DoubleSums(WIDTH, dimension));
    }

    @Override
    public int block() {
        return WIDTH;
    }

    @Override
    public double floor() {
        return Exponential.FLOOR_DOUBLE;
    }

    @Override
    public void begin(int from, int to) {
        this.from = from;
        this.to = to;
        Arrays.fill(weighty, 0);
        for (int i = from; i < Math.min(to, sums.length); i++) {
            sums[i].clear();
        }
    }

    @Override
    public void load(Rows patterns, long first, int count, double[] centre) {
        add();
        this.count = count;
        source.take(patterns, first, count, centre);
        int apart = source.whole() / STREAMS;
        for (int row = 0; row < apart; row += TURN) {
            turn(row, Math.min(TURN, apart - row), apart);
        }
    }

    /// Norms and products of some patterns of each stream, strip by strip.
    private void turn(int row, int some, int apart) {
        long far = apart * source.pitch();
        for (int i = 0; i < some; i += EACH) {
            for (int j = 0; j < EACH; j++) {
                scan.pack(source.memory(), source.at(row + i + j), far, strip, j, EACH, lines, (i + j) * DoubleFold.LINE,
                        some * DoubleFold.LINE);
            }
            multiply(row + i, apart);
        }
        DoubleFold.add(lines, STREAMS * some);
        for (int i = 0; i < STREAMS; i++) {
            System.arraycopy(lines, i * some, norms, row + i * apart, some);
        }
    }

    /// Products of a strip with all states.
    private void multiply(int row, int apart) {
        for (int i = from; i < to; i++) {
            for (int panel = 0; panel < strips.panels(); panel++) {
                int k = panel * Tiling.PANEL;
                DoubleNarrow.set(strip, strips.at(0, k), queries[i], k * WIDTH, logs[i].numbers(), panel * logs[i].plane() + row * WIDTH,
                        apart * WIDTH, Math.min(Tiling.PANEL, dimension - k));
            }
        }
    }

    @Override
    public double norm(int row) {
        return norms[row];
    }

    @Override
    public void logWeights(int block, double[] largest) {
        this.block = block;
        logs[block].finish(count, strips.panels(), beta, largest);
    }

    @Override
    public void firstRows(double[] above, int[] rows) {
        logs[block].firstRows(rows);
    }

    @Override
    public double get(int row, int lane) {
        return logs[block].get(row, lane);
    }

    @Override
    public void set(int row, int lane, double value) {
        logs[block].set(row, lane, value);
    }

    @Override
    public void weigh(double[] reference, double[][] sums) {
        logs[block].weigh(reference, sums);
    }

    @Override
    public void accumulate(int block, double[] factor) {
        sums[block].rescale(factor);
        weighty[block] = weighty(logs[block].numbers(), which[block]);
    }

    /// Adds the weighted patterns for all blocks together, while a few of their coordinates are at hand: put off until the next
    /// tile comes or the sums are read.
    private void add() {
        for (int k = 0; k < dimension; k += DoubleGather.LINES * LANES) {
            for (int i = from; i < to; i++) {
                if (weighty[i] > 0) {
                    DoubleGather.line(source.memory(), source.at(0), source.pitch(), source.less(), k, which[i], weighty[i],
                            logs[i].numbers(), sums[i].numbers(), sums[i].pitch());
                }
            }
        }
        Arrays.fill(weighty, 0);
    }

    /// Finds the patterns that weigh anything for any state.
    private int weighty(double[] weights, int[] which) {
        int weighty = 0;
        for (int i = 0; i < count; i++) {
            DoubleVector most = DoubleVector.fromArray(SPECIES, weights, i * WIDTH);
            for (int column = LANES; column < WIDTH; column += LANES) {
                most = DoubleFold.larger(most, DoubleVector.fromArray(SPECIES, weights, i * WIDTH + column));
            }
            if (most.test(VectorOperators.IS_DEFAULT).allTrue()) {
                continue;
            }
            which[weighty++] = i;
        }
        return weighty;
    }

    @Override
    public void read(int block, double[] factor, double[] into, int offset) {
        add();
        sums[block].read(factor, into, offset);
    }
}
