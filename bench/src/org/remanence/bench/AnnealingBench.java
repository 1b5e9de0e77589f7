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
import org.remanence.perceptron.AnnealedChains;
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

    /// Chains that share the constraints.
    @Param({"1", "3", "8"})
    public int count;

    /// Whom we run against.
    @Param("java")
    public String yardstick;

    private Session session;
    private RealConstraints constraints;
    private AnnealedChains chains;
    private double[] taus;
    private double[][] columns;

    /// Draws the constraints.
    @Setup
    public void draw() {
        String[] sizes = shape.split("x");
        int n = Integer.parseInt(sizes[0]);
        int m = Integer.parseInt(sizes[1]);
        session = new Session(1, 1, Progress.SILENT);
        constraints = Constraints.gaussian(m, n, session.stream("constraints"), session);
        chains = new AnnealedChains(constraints, 2, session.stream("chain"), count);
        taus = new double[count];
        Arrays.fill(taus, 0.1);
        columns = new double[n][m];
        for (int i = 0; i < n; i++) {
            double[] one = new double[n];
            one[i] = 1;
            constraints.stabilities(one, columns[i]);
        }
    }

    /// Ends the workers.
    @TearDown
    public void tearDown() {
        session.close();
    }

    /// One sweep of all chains in turn with one proposal a weight by plain loops.
    @Benchmark
    public void sweep(Rates rates) {
        double work = 1e-9 * constraints.count() * constraints.weights();
        new Alternation().run(new Alternation.Side(() -> chains.sweep(taus), count * work),
                new Alternation.Side(this::plainSweep, work), 1, rates);
    }

    /// Energy changes of one flip of every sign from the state of a chain, by the definition of the potential; none is made.
    double plainSweep() {
        double[] signs = chains.signs(0);
        double[] s = new double[constraints.count()];
        constraints.stabilities(signs, s);
        double[] energies = new double[s.length];
        for (int mu = 0; mu < s.length; mu++) {
            energies[mu] = AnnealedPotential.at(s[mu], 0.1);
        }
        double sum = 0;
        for (int i = 0; i < signs.length; i++) {
            double[] column = columns[i];
            double change = 0;
            for (int mu = 0; mu < s.length; mu++) {
                change += AnnealedPotential.at(s[mu] - 2 * signs[i] * column[mu], 0.1) - energies[mu];
            }
            sum += Math.exp(-2 * Math.max(0, change));
        }
        return sum;
    }
}
