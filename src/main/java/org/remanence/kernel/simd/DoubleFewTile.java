package org.remanence.kernel.simd;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.remanence.kernel.Exponential;
import org.remanence.kernel.PosteriorTile;
import org.remanence.kernel.Tiling;
import org.remanence.tensor.Precision;
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

    private final int dimension;
    private final double beta;
    private final DoubleFewStates states;
    private final int rows;
    private final int pitch;
    private final double[] centre;
    private final double[] origin;
    private final DoubleStage stage;
    private final DoubleLogs logs;
    private final double[] lines;
    private final double[] transposed = new double[Tiling.PANEL * GROUP];
    private final double[] scratch = new double[LANES * LANES];
    private final double[] panel;
    private final int[] which;
    private final double[] sums;
    private MemorySegment staged;
    private MemorySegment memory;
    private long start;
    private double[] less;
    private int count;

    /// @param tiling the cut of the patterns
    /// @param beta factor of |b|² in a log-weight
    /// @param states packed states, shared between threads
    /// @param weighted whether weighted sums are wanted
    DoubleFewTile(Tiling tiling, double beta, DoubleFewStates states, boolean weighted) {
        this.dimension = tiling.dimension();
        this.beta = beta;
        this.states = states;
        this.rows = states.rows();
        this.pitch = states.pitch();
        this.centre = new double[pitch];
        this.origin = new double[pitch];
        this.stage = new DoubleStage(dimension, GROUP);
        this.logs = new DoubleLogs(rows, tiling.tile());
        this.lines = DoubleFold.room(GROUP);
        this.panel = new double[rows * GROUP];
        this.which = new int[tiling.tile()];
        this.sums = new double[weighted ? rows * pitch : 0];
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
    public void load(Rows patterns, long first, int count, double[] centre) {
        this.count = count;
        boolean there = patterns.precision() == Precision.DOUBLE && patterns.memory() != null
                && (first + whole(count)) * dimension + DoubleGather.BLOCK <= patterns.rows() * dimension;
        for (int k = 0; there && k < dimension; k++) {
            this.centre[k] = centre[k];
        }
        memory = there ? patterns.memory() : kept();
        start = there ? first * dimension * Double.BYTES : 0;
        less = there ? this.centre : origin;
        stage.centre(centre);
        for (int from = 0; from < count; from += GROUP) {
            int size = Math.min(GROUP, count - from);
            if (!there) {
                stage.read(patterns, first + from, size);
                MemorySegment.copy(stage.patterns(), 0, memory, ValueLayout.JAVA_DOUBLE, at(from), size * dimension);
            }
            scan(from, size);
            cross(from);
        }
    }

    /// Where patterns are kept that do not lie in memory as they are wanted, with room for a block beyond the last.
    private MemorySegment kept() {
        long room = ((long) whole(count) * dimension + DoubleGather.BLOCK) * Double.BYTES;
        if (staged == null || staged.byteSize() < room) {
            staged = Arena.ofAuto().allocate(room, Tiling.LINE_BYTES);
        }
        return staged;
    }

    /// Patterns that transposed groups touch.
    private static int whole(int patterns) {
        return Math.ceilDiv(patterns, LINE) * LINE;
    }

    /// Where a pattern of the tile begins, in bytes.
    private long at(int pattern) {
        return start + (long) pattern * dimension * Double.BYTES;
    }

    /// Norms of a group. This is where its patterns come from memory, one after another.
    private void scan(int from, int size) {
        for (int i = 0; i < size; i++) {
            DoubleScan.norm(memory, at(from + i), less, dimension, lines, i * LINE);
        }
        DoubleFold.add(lines, GROUP);
        System.arraycopy(lines, 0, logs.norms(), from, GROUP);
    }

    /// Products of a group, panel by panel.
    private void cross(int from) {
        for (int k = 0; k < dimension; k += Tiling.PANEL) {
            int steps = Math.min(Tiling.PANEL, dimension - k);
            for (int i = 0; i < Math.min(GROUP, count - from); i += LANES) {
                for (int j = 0; j < steps; j += LANES) {
                    long at = at(from + i) + (long) (k + j) * Double.BYTES;
                    DoubleTranspose.square(memory, at, (long) dimension * Double.BYTES, less, k + j, transposed, j * GROUP + i,
                            GROUP, scratch);
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
    public void accumulate(int block) {
        int weighty = 0;
        for (int i = 0; i < count; i++) {
            if (weighs(i)) {
                which[weighty++] = i;
            }
        }
        long apart = (long) dimension * Double.BYTES;
        double[] weights = logs.numbers();
        for (int k = 0; weighty > 0 && k < dimension; k += DoubleGather.BLOCK) {
            if (rows == 1) {
                DoubleGather.one(memory, start, apart, less, k, which, weighty, weights, sums);
            }
            for (int row = 0; row + FOUR <= rows; row += FOUR) {
                DoubleGather.four(memory, start, apart, less, k, which, weighty, weights, row * logs.stride(), logs.stride(),
                        sums, row * pitch, pitch);
            }
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
    public void rescale(int block, double[] factor) {
        for (int row = 0; row < rows; row++) {
            if (factor[row] != 1) {
                DoubleVector by = DoubleVector.broadcast(SPECIES, factor[row]);
                for (int i = row * pitch; i < (row + 1) * pitch; i += LANES) {
                    DoubleVector.fromArray(SPECIES, sums, i).mul(by).intoArray(sums, i);
                }
            }
        }
    }

    @Override
    public void read(int block, int lane, double factor, double[] into, int offset) {
        for (int k = 0; k < dimension; k++) {
            into[offset + k] = factor * sums[lane * pitch + k];
        }
    }

    @Override
    public void clear(int from, int to) {
        Arrays.fill(sums, 0);
    }
}
