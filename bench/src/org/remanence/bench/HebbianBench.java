package org.remanence.bench;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import org.openjdk.jmh.annotations.Warmup;
import org.remanence.hopfield.FieldArithmetic;
import org.remanence.hopfield.HebbianNetwork;
import org.remanence.session.Session;

/// A sweep of the Hopfield model whose fields are summed on bits, against the plain loop over patterns: billions of signs times
/// overlaps a second.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(1)
public class HebbianBench {
    private static final double LOAD = 0.12;

    /// Neurons N; patterns are 0.12 N.
    @Param({"2000", "20000"})
    public int neurons;

    /// Whom we run against.
    @Param("scalar")
    public String yardstick;

    private HebbianNetwork.State ours;
    private HebbianNetwork.State scalar;
    private int[] order;

    /// Draws the patterns and lets both states settle near one, after which sweeps flip nothing.
    @Setup
    public void draw() {
        order = IntStream.range(0, neurons).map(i -> (int) (7919L * i % neurons)).toArray();
        ours = settled(FieldArithmetic.BITS);
        scalar = settled(FieldArithmetic.SCALAR);
    }

    private HebbianNetwork.State settled(FieldArithmetic arithmetic) {
        try (Session session = Session.seeded(1)) {
            var network = new HebbianNetwork((int) (LOAD * neurons), neurons, arithmetic, session.stream("patterns"), session);
            HebbianNetwork.State state = network.state(0, 0, session.stream("flips"), 0);
            for (int sweep = 0; sweep < 200 && state.sweep(order) > 0; sweep++) { }
            return state;
        }
    }

    /// One sweep in turn with the other.
    @Benchmark
    public void sweep(Rates rates) {
        double amount = 1e-9 * neurons * (int) (LOAD * neurons);
        new Alternation().run(new Alternation.Side(() -> ours.sweep(order), amount),
                new Alternation.Side(() -> scalar.sweep(order), amount), 1, rates);
    }

    HebbianNetwork.State ours() {
        return ours;
    }

    HebbianNetwork.State scalar() {
        return scalar;
    }
}
