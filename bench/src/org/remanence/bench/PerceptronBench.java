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
import org.remanence.channel.HardMargin;
import org.remanence.channel.WeightPrior;
import org.remanence.perceptron.Constraints;
import org.remanence.perceptron.MessagePassing;
import org.remanence.session.Progress;
import org.remanence.session.Session;

/// An iteration of message passing against its two products: billions of multiplications a second.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(1)
public class PerceptronBench {
    /// Weights × constraints.
    @Param({"1000x300", "300x18000"})
    public String shape;

    /// Workers.
    @Param("1")
    public int threads;

    /// Whom we run against.
    @Param("products")
    public String yardstick;

    private Session session;
    private Constraints constraints;
    private MessagePassing passing;
    private double[] weights;
    private double[] outputs;
    private double[] field;

    /// Draws the constraints.
    @Setup
    public void draw() {
        String[] sizes = shape.split("x");
        int n = Integer.parseInt(sizes[0]);
        int m = Integer.parseInt(sizes[1]);
        session = new Session(1, threads, Progress.SILENT);
        constraints = Constraints.gaussian(m, n, session.stream("constraints"), session);
        passing = new MessagePassing(WeightPrior.SPHERICAL, new HardMargin(-2.5), constraints, 0, session);
        weights = new double[n];
        field = new double[n];
        outputs = new double[m];
        session.stream("field").gaussians(0, 0, field, 0, n);
        session.stream("weights").gaussians(0, 0, weights, 0, n);
        session.stream("outputs").gaussians(0, 0, outputs, 0, m);
    }

    /// Ends the workers.
    @TearDown
    public void tearDown() {
        session.close();
    }

    /// One iteration in turn with the products.
    @Benchmark
    public void iteration(Rates rates) {
        double work = 2e-9 * constraints.count() * constraints.weights();
        new Alternation().run(new Alternation.Side(() -> passing.iterate(field), work), new Alternation.Side(this::products, work), threads, rates);
    }

    /// The products alone.
    void products() {
        constraints.stabilities(weights, outputs);
        constraints.fields(outputs, weights);
        double largest = 0;
        for (double each : weights) {
            largest = Math.max(largest, Math.abs(each));
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= largest;
        }
    }

    double[] weights() {
        return weights;
    }

    Constraints constraints() {
        return constraints;
    }
}
