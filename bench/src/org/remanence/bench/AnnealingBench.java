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
import org.remanence.perceptron.AnnealedChain;
import org.remanence.perceptron.AnnealedPotential;
import org.remanence.perceptron.Constraints;
import org.remanence.perceptron.RealConstraints;
import org.remanence.session.Progress;
import org.remanence.session.Session;

/// A sweep of an annealed chain against plain loops that evaluate the potential by its definition: billions of stabilities a
/// second.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(1)
public class AnnealingBench {
    /// Weights × constraints.
    @Param({"1000x300", "300x18000"})
    public String shape;

    /// Whom we run against.
    @Param("java")
    public String yardstick;

    private Session session;
    private RealConstraints constraints;
    private AnnealedChain chain;
    private double[][] columns;

    /// Draws the constraints.
    @Setup
    public void draw() {
        String[] sizes = shape.split("x");
        int n = Integer.parseInt(sizes[0]);
        int m = Integer.parseInt(sizes[1]);
        session = new Session(1, 1, Progress.SILENT);
        constraints = Constraints.gaussian(m, n, session.stream("constraints"), session);
        columns = constraints.columns();
        chain = new AnnealedChain(columns, 2, session.stream("chain"), 0);
    }

    /// Ends the workers.
    @TearDown
    public void tearDown() {
        session.close();
    }

    /// One sweep in turn with one proposal a weight by plain loops.
    @Benchmark
    public void sweep(Rates rates) {
        double work = 1e-9 * constraints.count() * constraints.weights();
        new Alternation().run(new Alternation.Side(() -> chain.sweep(0.1), work), new Alternation.Side(this::plainSweep, work),
                1, rates);
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
