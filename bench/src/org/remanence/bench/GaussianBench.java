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
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.tensor.Precision;

/// Normal numbers in cache, against those of the JDK's SplittableRandom: billions a second.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(1)
public class GaussianBench {
    private static final int TASKS = 64;

    /// Precision of the numbers.
    @Param({"FLOAT", "DOUBLE"})
    public Precision precision;

    /// Workers.
    @Param({"1", "2"})
    public int threads;

    /// Whom we run against.
    @Param("jdk")
    public String yardstick;

    private Session session;
    private Fill fill;
    private final double[] ends = new double[TASKS];

    /// Starts the workers.
    @Setup
    public void setUp() {
        session = new Session(1, threads, Progress.SILENT);
        fill = new Fill(precision);
    }

    /// Ends them.
    @TearDown
    public void tearDown() {
        session.close();
    }

    /// Blocks of the counter-based generator.
    @Benchmark
    public void fill(Rates rates) {
        Alternation.Side jdk = new Alternation.Side(() -> session.parallel(TASKS, this::jdk), 1e-9 * TASKS * Fill.COUNT);
        new Alternation().run(fill.side(session), jdk, threads, rates);
    }

    private void jdk(int task) {
        SplittableRandom random = new SplittableRandom(task);
        double sum = 0;
        for (int i = 0; i < Fill.COUNT; i++) {
            sum += random.nextGaussian();
        }
        ends[task] = sum;
    }
}
