package org.remanence.bench;

import java.lang.foreign.Arena;
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
import org.remanence.data.DataSource;
import org.remanence.data.PatternSet;
import org.remanence.score.NearestPatterns;
import org.remanence.score.NearestTable;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

/// The exact nearest patterns of hundreds of states, 2·B·n·d floating-point operations, against the best square product in float.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(1)
public class NearestBench {
    /// n × d × B.
    @Param({"60000x784x1000", "100000x128x256"})
    public String shape;

    /// Patterns wanted of each state.
    @Param({"1", "64"})
    public int wanted;

    /// Workers.
    @Param({"1", "2"})
    public int threads;

    /// Whom we run against.
    @Param("gemm")
    public String yardstick;

    private Session session;
    private NearestPatterns patterns;
    private Matrix states;
    private NearestTable found;

    /// Draws patterns and states.
    @Setup
    public void setUp() {
        Shape sizes = Shape.of(shape);
        session = new Session(1, threads, Progress.SILENT);
        PatternSet drawn = gaussian(sizes.dimension(), sizes.patterns(), "patterns");
        patterns = new NearestPatterns(drawn, session);
        states = gaussian(sizes.dimension(), sizes.batch(), "states").toMatrix(Arena.ofAuto());
    }

    private PatternSet gaussian(int dimension, int count, String stream) {
        return DataSource.open("gaussian:d=" + dimension + ",n=" + count, session.stream(stream), Precision.FLOAT, Arena.ofAuto());
    }

    /// Ends the workers.
    @TearDown
    public void tearDown() {
        session.close();
    }

    /// All states at once.
    @Benchmark
    public void nearest(Rates rates) {
        new Alternation().run(new Alternation.Side(this::search, Shape.of(shape).gigaflop() / 2), Gemm.square(Precision.FLOAT, threads), threads, rates);
    }

    /// What is timed.
    void search() {
        found = patterns.of(states, wanted);
    }

    /// What the last [#search] found.
    NearestTable found() {
        return found;
    }

    /// The states.
    Matrix states() {
        return states;
    }

    /// The patterns.
    Matrix patterns() {
        return ((PatternSet) patterns.patterns()).toMatrix(Arena.ofAuto());
    }
}
