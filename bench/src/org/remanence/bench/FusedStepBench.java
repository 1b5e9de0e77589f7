package org.remanence.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.remanence.kernel.Exponential;
import org.remanence.kernel.FusedStep;
import org.remanence.kernel.Gaussians;
import org.remanence.kernel.Kernels;
import org.remanence.tensor.Precision;

/// Steps of trajectories, the pull computed anew for each as for two clusters, against bare fills of as many normal numbers in the
/// cache, on the one thread a trajectory belongs to.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(1)
public class FusedStepBench {
    private static final int NUMBERS = 1 << 22;
    private static final int FILL = 2048;
    private static final double KEEP = 0.99;
    private static final double NOISE = 0.14;

    /// Arithmetic and states.
    @Param({"FLOAT", "DOUBLE"})
    public Precision precision;

    /// Coordinates of a trajectory.
    @Param({"256", "16384"})
    public int dimension;

    /// Whether three trajectories run by themselves, as clones do, or so many at the same time that no cache holds them.
    @Param({"cached", "streamed"})
    public String states;

    /// Whom we run against.
    @Param("fill")
    public String yardstick;

    private Kernels kernels;
    private FusedStep steps;
    private int rows;
    private int repeats;
    private long step;
    private final double[] pull = new double[1];
    private final double[] doubles = new double[FILL];
    private final float[] floats = new float[FILL];

    /// Begins the trajectories.
    @Setup(Level.Trial)
    public void begin() {
        begin(Kernels.get(), states.equals("cached") ? 3 : NUMBERS / dimension);
    }

    void begin(Kernels with, int trajectories) {
        kernels = with;
        rows = trajectories;
        repeats = Math.max(1, NUMBERS / dimension / rows);
        step = 0;
        double[][] direction = new double[1][dimension];
        Arrays.fill(direction[0], 1);
        steps = FusedStep.of(precision, direction, rows, kernels);
        for (int row = 0; row < rows; row++) {
            steps.begin(row, pull, 1, 1, row, 0);
        }
    }

    /// Coordinates stepped, and normal numbers.
    @Benchmark
    public double step(Rates rates) {
        double numbers = 1e-9 * repeats * rows * dimension;
        new Alternation().run(new Alternation.Side(this::stepMany, numbers), new Alternation.Side(this::fillAll, numbers), 1, rates);
        return steps.overlap(0, 0) + doubles[0] + floats[0];
    }

    private void stepMany() {
        for (int i = 0; i < repeats; i++) {
            stepAll();
        }
    }

    private void fillAll() {
        Gaussians gaussians = kernels.gaussians();
        int times = repeats * rows * dimension / FILL;
        for (int i = 0; i < times; i++) {
            switch (precision) {
                case FLOAT -> gaussians.into(1, i, 0, floats, 0, FILL / 4);
                case DOUBLE -> gaussians.into(1, i, 0, doubles, 0, FILL / 4);
            }
        }
    }

    void stepAll() {
        step++;
        for (int row = 0; row < rows; row++) {
            pull[0] = 1e-3 * Exponential.exp(-1e-3 * Math.abs(steps.overlap(row, 0)));
            steps.step(row, KEEP, pull, NOISE, 1, row, step * steps.blocks());
        }
    }

    double[] state(int row) {
        double[] state = new double[dimension];
        steps.read(row, state);
        return state;
    }
}
