package org.remanence.bench;

import java.util.Arrays;
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
import org.remanence.perceptron.Constraints;
import org.remanence.session.Progress;
import org.remanence.session.Session;

/// Stabilities under constraints of signs, one bit each, against those under real ones: billions of entries a second.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(1)
public class SignsBench {
    /// Weights × constraints.
    @Param({"1000x300", "10000x3000"})
    public String shape;

    /// Workers.
    @Param("1")
    public int threads;

    /// Whom we run against.
    @Param("real")
    public String yardstick;

    private Session session;
    private Constraints signs;
    private Constraints real;
    private double[] weights;
    private double[] stabilities;

    /// Draws the constraints.
    @Setup
    public void draw() {
        String[] sizes = shape.split("x");
        int n = Integer.parseInt(sizes[0]);
        int m = Integer.parseInt(sizes[1]);
        session = new Session(1, threads, Progress.SILENT);
        signs = Constraints.rademacher(m, n, session.stream("signs"), session);
        real = Constraints.gaussian(m, n, session.stream("real"), session);
        weights = new double[n];
        Arrays.setAll(weights, i -> i % 3 == 0 ? -1 : 1);
        stabilities = new double[m];
    }

    /// Ends the workers.
    @TearDown
    public void tearDown() {
        session.close();
    }

    /// One product in turn with the other.
    @Benchmark
    public void product(Rates rates) {
        double work = 1e-9 * signs.count() * signs.weights();
        new Alternation().run(new Alternation.Side(() -> signs.stabilities(weights, stabilities), work),
                new Alternation.Side(() -> real.stabilities(weights, stabilities), work), threads, rates);
    }

    /// Stabilities of the signs.
    double[] stabilities() {
        signs.stabilities(weights, stabilities);
        return stabilities;
    }
}
