package org.remanence.bench;

import java.util.SplittableRandom;
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
import org.remanence.kernel.Gaussians;
import org.remanence.kernel.Kernels;
import org.remanence.lab.Lab;
import org.remanence.lab.Progress;
import org.remanence.tensor.Precision;

/// Normal numbers in cache, against those of the JDK's SplittableRandom: billions a second.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(1)
public class GaussianBench {
    static final int COUNT = 4096;
    private static final int TASKS = 64;
    private static final int FILLS = 64;

    /// Precision of the numbers.
    @Param({"FLOAT", "DOUBLE"})
    public Precision precision;

    /// Workers.
    @Param({"1", "2"})
    public int threads;

    /// Whom we run against.
    @Param("jdk")
    public String yardstick;

    private Lab lab;
    private final double[][] doubles = new double[TASKS][COUNT];
    private final float[][] floats = new float[TASKS][COUNT];

    /// Starts the workers.
    @Setup
    public void setUp() {
        lab = new Lab(1, threads, Progress.SILENT);
    }

    /// Ends them.
    @TearDown
    public void tearDown() {
        lab.close();
    }

    /// Blocks of the counter-based generator.
    @Benchmark
    public void fill(Rates rates) {
        new Alternation().run(fills(), jdk(), threads, rates);
    }

    /// Fills of blocks that stay in the first cache: billions of numbers.
    Alternation.Side fills() {
        return new Alternation.Side(() -> lab.parallel(TASKS, task -> fill(task, Kernels.get().gaussians())), 1e-9 * TASKS * FILLS * COUNT);
    }

    private Alternation.Side jdk() {
        return new Alternation.Side(() -> lab.parallel(TASKS, this::jdk), 1e-9 * TASKS * COUNT);
    }

    /// The numbers of one task, the last of its fills.
    void fill(int task, Gaussians gaussians) {
        for (int i = 0; i < FILLS; i++) {
            long block = (long) i * COUNT / 4;
            if (precision == Precision.FLOAT) {
                gaussians.into(1, task, block, floats[task], 0, COUNT / 4);
            } else {
                gaussians.into(1, task, block, doubles[task], 0, COUNT / 4);
            }
        }
    }

    private void jdk(int task) {
        SplittableRandom random = new SplittableRandom(task);
        for (int i = 0; i < COUNT; i++) {
            if (precision == Precision.FLOAT) {
                floats[task][i] = (float) random.nextGaussian();
            } else {
                doubles[task][i] = random.nextGaussian();
            }
        }
    }

    /// What [#fill] left behind.
    double[] last(int task) {
        if (precision == Precision.DOUBLE) {
            return doubles[task];
        }
        double[] values = new double[COUNT];
        for (int i = 0; i < COUNT; i++) {
            values[i] = floats[task][i];
        }
        return values;
    }
}
