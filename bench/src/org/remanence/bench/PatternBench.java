package org.remanence.bench;

import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.remanence.data.DataSource;
import org.remanence.kernel.Gaussians;
import org.remanence.kernel.Kernels;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// Patterns generated on the fly, tile by tile, against bare normal numbers of the same precision: billions of numbers a second.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(1)
public class PatternBench {
    private static final int TILE = 1 << 14;
    private static final int TASKS = 64;
    private static final int FILLS = 8;

    /// The law, without its number of patterns.
    @Param({"gaussian:d=40", "mixture:d=40", "sphere:d=40", "rademacher:d=40", "manifold:d=40,variance=1x20"})
    public String data;

    /// Precision of the patterns.
    @Param({"FLOAT", "DOUBLE"})
    public Precision precision;

    /// Workers.
    @Param({"1", "2"})
    public int threads;

    /// Whom we run against.
    @Param("fill")
    public String yardstick;

    private Session session;
    private Rows patterns;
    private final double[][] doubles = new double[TASKS][TILE];
    private final float[][] floats = new float[TASKS][TILE];

    /// Names the patterns and starts the workers.
    @Setup
    public void setUp() {
        session = new Session(1, threads, Progress.SILENT);
        patterns = DataSource.open("generated:" + data + ",n=1e9", session.stream("patterns"), precision, Arena.ofAuto());
    }

    /// Ends them.
    @TearDown
    public void tearDown() {
        session.close();
    }

    /// Row ranges as a pass over the patterns reads them.
    @Benchmark
    public void generate(Rates rates) {
        var ours = new Alternation.Side(() -> session.parallel(TASKS, this::generate), 1e-9 * TASKS * FILLS * height() * patterns.columns());
        var bare = new Alternation.Side(() -> session.parallel(TASKS, this::fill), 1e-9 * TASKS * FILLS * TILE);
        new Alternation().run(ours, bare, threads, rates);
    }

    /// The patterns of one task, the last of its tiles.
    void generate(int task) {
        for (int i = 0; i < FILLS; i++) {
            long first = ((long) task * FILLS + i) * height();
            if (precision == Precision.FLOAT) {
                patterns.copy(first, height(), floats[task], 0);
            } else {
                patterns.copy(first, height(), doubles[task], 0);
            }
        }
    }

    private void fill(int task) {
        Gaussians gaussians = Kernels.get().gaussians();
        for (int i = 0; i < FILLS; i++) {
            long block = (long) i * TILE / 4;
            if (precision == Precision.FLOAT) {
                gaussians.into(1, task, block, floats[task], 0, TILE / 4);
            } else {
                gaussians.into(1, task, block, doubles[task], 0, TILE / 4);
            }
        }
    }

    /// Patterns of a tile.
    int height() {
        return TILE / patterns.columns();
    }

    /// What [#generate] left behind.
    double[] last(int task) {
        double[] values = doubles[task].clone();
        for (int i = 0; precision == Precision.FLOAT && i < TILE; i++) {
            values[i] = floats[task][i];
        }
        return values;
    }
}
