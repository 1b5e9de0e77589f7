package org.remanence.kernel.simd;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Exponential;
import org.remanence.kernel.PosteriorTile;
import org.remanence.kernel.Tiling;
import org.remanence.tensor.Rows;

/// [PosteriorTile] in double for a few states, where reading the patterns is what takes time: nothing is packed.
/// Groups of patterns are transposed in the cache, panel by panel, for the products; weighted sums read again only the
/// patterns that weigh anything.
final class DoubleFewTile implements PosteriorTile {
    private static final int GROUP = DoubleCross.GROUP;
    private static final VectorSpecies<Double> SPECIES = Lanes.DOUBLE;
    private static final int LANES = SPECIES.length();
    private static final int LINE = Tiling.LINE_BYTES / Double.BYTES;
    private static final int FOUR = 4;
    /// Patterns whose partial sums are added up together.
    private static final int TOGETHER = DoubleScan.STREAMS * LINE;

    private final int dimension;
    private final double beta;
    private final DoubleFewStates states;
    private final int rows;
    private final int pitch;
    private final DoubleScan scan;
    private final double[] less;
    private final DoubleSource source;
    private final DoubleLogs logs;
    private final double[] lines;
    private final double[] transposed = new double[Tiling.PANEL * GROUP];
    private final double[] scratch = new double[LANES * LANES];
    private final double[] panel;
    private final int[] which;
    private final DoubleSums sums;
    private MemorySegment memory;
    private int count;
    private final DoubleDots dots;
    private int ahead;
    private int fours;
    private int read;

    /// @param tiling the cut of the patterns
    /// @param beta factor of |b|² in a log-weight
    /// @param states packed states, shared between threads
    /// @param weighted whether weighted sums are wanted
    /// @param own whether products have the order of few states, see [Tiling#few]
    DoubleFewTile(Tiling tiling, double beta, DoubleFewStates states, boolean weighted, boolean own) {
        this.dimension = tiling.dimension();
        this.beta = beta;
        this.states = states;
        this.rows = states.rows();
        this.pitch = states.pitch();
        this.source = new DoubleSource(tiling, LINE);
        this.less = source.less();
        this.scan = new DoubleScan(tiling, less);
        this.logs = new DoubleLogs(rows, tiling.tile());
        this.lines = DoubleFold.room(own ? (rows + 1) * TOGETHER : TOGETHER);
        this.dots = own ? new DoubleDots(scan, less, states, dimension) : null;
        this.panel = new double[rows * GROUP];
        this.which = new int[tiling.tile()];
        this.sums = new DoubleSums(weighted ? rows : 0, dimension);
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
    public void begin(int from, int to) {
        sums.clear();
    }

    @Override
    public void load(Rows patterns, long first, int count, double[] centre) {
        this.count = count;
        source.take(patterns, first, count, centre);
        memory = source.memory();
        if (dots != null) {
            walk();
            return;
        }
        read(0);
        for (int from = 0; from < count; from += GROUP) {
            cross(from);
        }
    }

    /// Norms and products of the whole tile, in an order of their own.
    private void walk() {
        int apart = whole(count) / DoubleScan.STREAMS;
        for (int from = 0; from < apart; from += LINE) {
            int some = Math.min(LINE, apart - from);
            for (int i = 0; i < some; i++) {
                dots.read(memory, source.at(from + i), apart * source.pitch(), lines, i * LINE, some * LINE, TOGETHER * LINE);
            }
            DoubleFold.add(lines, (rows + 1) * TOGETHER);
            for (int i = 0; i < DoubleScan.STREAMS; i++) {
                int to = from + i * apart;
                for (int row = 0; row < rows; row++) {
                    System.arraycopy(lines, row * TOGETHER + i * some, logs.numbers(), row * logs.stride() + to, some);
                }
                System.arraycopy(lines, rows * TOGETHER + i * some, logs.norms(), to, some);
            }
        }
    }

    /// Patterns that transposed groups touch.
    private static int whole(int patterns) {
        return Math.ceilDiv(patterns, LINE) * LINE;
    }

    /// Norms of a group that is not read yet. This is where its patterns come from memory.
    private void read(int from) {
        begin(from);
        while (read < fours) {
            readFour();
        }
        finish();
    }

    private void begin(int from) {
        ahead = from;
        fours = from < count ? whole(Math.min(GROUP, count - from)) / DoubleScan.STREAMS : 0;
        read = 0;
    }

    private void readFour() {
        scan.norms(memory, source.at(ahead + read), source.at(fours) - source.at(0), lines, read * LINE, fours * LINE);
        read++;
    }

    private void finish() {
        if (fours > 0) {
            DoubleFold.add(lines, DoubleScan.STREAMS * fours);
            System.arraycopy(lines, 0, logs.norms(), ahead, DoubleScan.STREAMS * fours);
        }
    }

    /// Products of a group, panel by panel. Reading and computing take turns, so that neither waits for the other: the next
    /// group is read meanwhile.
    private void cross(int from) {
        begin(from + GROUP);
        int squares = Math.ceilDiv(dimension, LANES) * Math.ceilDiv(Math.min(GROUP, count - from), LANES);
        int done = 0;
        for (int k = 0; k < dimension; k += Tiling.PANEL) {
            int steps = Math.min(Tiling.PANEL, dimension - k);
            for (int i = 0; i < Math.min(GROUP, count - from); i += LANES) {
                for (int j = 0; j < steps; j += LANES) {
                    long at = source.at(from + i) + (long) (k + j) * Double.BYTES;
                    DoubleTranspose.square(memory, at, source.pitch(), less, k + j, transposed, j * GROUP + i,
                            GROUP, scratch);
                    done++;
                    while (read * squares < done * fours) {
                        readFour();
                    }
                }
            }
            if (k == 0) {
                multiply(k, logs.numbers(), from, logs.stride(), steps);
            } else {
                multiply(k, panel, 0, GROUP, steps);
                for (int row = 0; row < rows; row++) {
                    add(row * GROUP, row * logs.stride() + from);
                }
            }
        }
        finish();
    }

    private void multiply(int k, double[] into, int to, int apart, int steps) {
        if (rows == 1) {
            DoubleCross.one(states.packed(), k, transposed, into, to, steps);
            return;
        }
        for (int row = 0; row < rows; row += FOUR) {
            DoubleCross.four(states.packed(), row * pitch + k, pitch, transposed, into, to + row * apart, apart, steps);
        }
    }

    private void add(int from, int to) {
        double[] all = logs.numbers();
        for (int i = 0; i < GROUP; i += LANES) {
            DoubleVector more = DoubleVector.fromArray(SPECIES, panel, from + i);
            DoubleVector.fromArray(SPECIES, all, to + i).add(more).intoArray(all, to + i);
        }
    }

    @Override
    public double norm(int row) {
        return logs.norms()[row];
    }

    @Override
    public void logWeights(int block, double[] largest) {
        logs.finish(count, beta, largest);
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
        sums.rescale(factor);
        int weighty = 0;
        for (int i = 0; i < count; i++) {
            if (weighs(i)) {
                which[weighty++] = i;
            }
        }
        long apart = source.pitch();
        double[] weights = logs.numbers();
        if (weighty > 0 && rows == 1) {
            DoubleGather.one(memory, source.at(0), apart, less, dimension, which, weighty, weights, sums.numbers());
        }
        for (int row = 0; weighty > 0 && row + FOUR <= rows; row += FOUR) {
            DoubleGather.four(memory, source.at(0), apart, less, dimension, which, weighty, weights, row * logs.stride(), logs.stride(),
                    sums.numbers(), row * sums.pitch(), sums.pitch());
        }
    }

    private boolean weighs(int pattern) {
        double[] weights = logs.numbers();
        for (int at = pattern; at < weights.length; at += logs.stride()) {
            if (weights[at] != 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void read(int block, double[] factor, double[] into, int offset) {
        sums.read(factor, into, offset);
    }
}
