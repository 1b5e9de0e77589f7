package org.remanence.bench;

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
import org.remanence.data.DataModel;
import org.remanence.data.GaussianMixture;
import org.remanence.data.GaussianModel;
import org.remanence.data.PatternSet;
import org.remanence.data.Rademacher;
import org.remanence.data.Sphere;
import org.remanence.lab.Lab;
import org.remanence.lab.Progress;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Precision;

/// Patterns computed whenever they are read, in blocks that stay in the cache, against bare fills of as many normal numbers.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(1)
public class GeneratedBench {
    private static final int DIMENSION = 40;
    private static final int ROWS = 256;
    private static final int TASKS = 64;
    private static final int BLOCKS = 16;

    /// Precision of the numbers.
    @Param({"FLOAT", "DOUBLE"})
    public Precision precision;

    /// Workers.
    @Param({"1", "2"})
    public int threads;

    /// Law of the patterns.
    @Param({"gaussian", "sphere", "rademacher", "mixture"})
    public String model;

    /// Whom we run against.
    @Param("fill")
    public String yardstick;

    private Lab lab;
    private PatternSet patterns;
    private Fill fill;
    private final double[][] doubles = new double[TASKS][ROWS * DIMENSION];
    private final float[][] floats = new float[TASKS][ROWS * DIMENSION];

    /// Starts the workers.
    @Setup
    public void setUp() {
        lab = new Lab(1, threads, Progress.SILENT);
        patterns = law().generate((long) ROWS * TASKS * BLOCKS, RandomStream.named(1, "patterns"), precision);
        fill = new Fill(precision);
    }

    private DataModel law() {
        return switch (model) {
            case "gaussian" -> GaussianModel.isotropic(DIMENSION, 1);
            case "sphere" -> new Sphere(DIMENSION);
            case "rademacher" -> new Rademacher(DIMENSION);
            case "mixture" -> GaussianMixture.twoClusters(DIMENSION, 1, 1);
            default -> throw new IllegalArgumentException("no model is called " + model);
        };
    }

    /// Ends them.
    @TearDown
    public void tearDown() {
        lab.close();
    }

    /// Coordinates of patterns.
    @Benchmark
    public void generate(Rates rates) {
        double numbers = 1e-9 * TASKS * BLOCKS * ROWS * DIMENSION;
        new Alternation().run(new Alternation.Side(() -> lab.parallel(TASKS, this::generate), numbers), fill.side(lab), threads, rates);
    }

    private void generate(int task) {
        for (int block = 0; block < BLOCKS; block++) {
            long first = (long) ROWS * (task * BLOCKS + block);
            if (precision == Precision.FLOAT) {
                patterns.copy(first, ROWS, floats[task], 0);
            } else {
                patterns.copy(first, ROWS, doubles[task], 0);
            }
        }
    }
}
