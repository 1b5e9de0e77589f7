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
import org.remanence.perceptron.AnnealedChain;
import org.remanence.perceptron.AnnealedPotential;
import org.remanence.perceptron.Constraints;
import org.remanence.perceptron.MessagePassing;
import org.remanence.session.Progress;
import org.remanence.session.Session;

/// An iteration of message passing against its two products, and a sweep of an annealed chain against plain loops: billions of
/// multiplications, or of stabilities, a second.
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

    private Session session;
    private Constraints constraints;
    private MessagePassing passing;
    private AnnealedChain chain;
    private double[] weights;
    private double[] outputs;
    private double[] field;
    private double[][] columns;

    /// Draws the constraints.
    @Setup
    public void draw() {
        String[] sizes = shape.split("x");
        int n = Integer.parseInt(sizes[0]);
        int m = Integer.parseInt(sizes[1]);
        session = new Session(1, threads, Progress.SILENT);
        constraints = Constraints.gaussian(m, n, session.stream("constraints"), session);
        passing = new MessagePassing(WeightPrior.SPHERICAL, new HardMargin(-2.5), constraints, 0, session);
        columns = constraints.columns();
        chain = new AnnealedChain(columns, 2, session.stream("chain"), 0);
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

    /// One sweep in turn with one proposal a weight by plain loops.
    @Benchmark
    public void sweep(Rates rates) {
        double work = 1e-9 * constraints.count() * constraints.weights();
        new Alternation().run(new Alternation.Side(() -> chain.sweep(0.1), work), new Alternation.Side(this::plainSweep, work), 1, rates);
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

    /// Energy changes of one flip of every sign from the chain's state, by the definition of the potential; none is made.
    double plainSweep() {
        double[] signs = chain.signs();
        double[] s = chain.stabilities();
        double[] energies = new double[s.length];
        for (int mu = 0; mu < s.length; mu++) {
            energies[mu] = AnnealedPotential.exact(s[mu], 0.1);
        }
        double sum = 0;
        for (int i = 0; i < signs.length; i++) {
            double[] column = columns[i];
            double change = 0;
            for (int mu = 0; mu < s.length; mu++) {
                change += AnnealedPotential.exact(s[mu] - 2 * signs[i] * column[mu], 0.1) - energies[mu];
            }
            sum += Math.exp(-2 * Math.max(0, change));
        }
        return sum;
    }
}
