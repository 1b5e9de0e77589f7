package org.remanence.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
/// cache, in turn: the machine's speed drifts, the ratio does not. Time is the processor time of the one thread.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 1)
@Fork(1)
public class FusedStepBench {
    private static final int ROUNDS = 21;
    private static final int NUMBERS = 1 << 22;
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
    private static final int FILL = 2048;
    private static final double KEEP = 0.99;
    private static final double NOISE = 0.14;

    /// Arithmetic and states.
    @Param({"FLOAT", "DOUBLE"})
    public Precision precision;

    /// Coordinates of a trajectory.
    @Param({"256", "1024", "16384"})
    public int dimension;

    /// Whether three trajectories run by themselves, as clones do, or so many at the same time that no cache holds them.
    @Param({"cached", "streamed"})
    public String states;

    private Kernels kernels;
    private FusedStep steps;
    private int rows;
    private int repeats;
    private long step;
    private final double[] pull = new double[1];
    private final double[] doubles = new double[FILL];
    private final float[] floats = new float[FILL];

    /// What an iteration found: medians over the rounds.
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Rates {
        /// Millions of coordinates stepped in a second.
        public double steps;
        /// Millions of normal numbers in a second.
        public double fill;
        /// Steps over fill, in percent.
        public double percent;
    }

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

    /// Fills and steps in turn.
    @Benchmark
    public double stepsAgainstFills(Rates rates) {
        double[] fill = new double[ROUNDS];
        double[] ours = new double[ROUNDS];
        double[] percent = new double[ROUNDS];
        double numbers = (double) repeats * rows * dimension;
        for (int i = 0; i < ROUNDS; i++) {
            long start = CLOCK.getCurrentThreadCpuTime();
            fillAll();
            fill[i] = 1e3 * numbers / (CLOCK.getCurrentThreadCpuTime() - start);
            start = CLOCK.getCurrentThreadCpuTime();
            for (int j = 0; j < repeats; j++) {
                stepAll();
            }
            ours[i] = 1e3 * numbers / (CLOCK.getCurrentThreadCpuTime() - start);
            percent[i] = 100 * ours[i] / fill[i];
        }
        rates.fill = median(fill);
        rates.steps = median(ours);
        rates.percent = median(percent);
        return steps.overlap(0, 0) + doubles[0] + floats[0];
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

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
