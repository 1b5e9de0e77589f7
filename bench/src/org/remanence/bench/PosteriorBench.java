package org.remanence.bench;

import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.remanence.data.GaussianModel;
import org.remanence.data.PatternSet;
import org.remanence.kernel.Kernels;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.random.RandomStream;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.Posterior;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

/// Patterns, a batch of states and their posterior, for benchmarks to time.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(1)
public abstract class PosteriorBench {
    /// Noise at which a tolerance of one nat keeps every state on the products.
    static final double TIME = 0.5;

    /// Precision of the products, of storage and of the yardstick.
    @Param({"FLOAT", "DOUBLE"})
    public Precision precision;

    /// Workers, and threads of the yardstick.
    @Param({"1", "2"})
    public int threads;

    Session session;
    Arena arena;
    PatternSet patterns;
    Matrix states;
    EmpiricalScore score;
    private Shape size;

    /// n × d × B.
    abstract String shape();

    /// The kernels that are timed.
    Kernels kernels() {
        return Kernels.get();
    }

    /// Draws patterns and states.
    @Setup(Level.Trial)
    public void setUp() {
        setUp(Shape.of(shape()));
    }

    void setUp(Shape size) {
        this.size = size;
        session = new Session(1, threads, Progress.SILENT);
        arena = Arena.ofShared();
        patterns = GaussianModel.isotropic(size.dimension(), 1)
                .draw(size.patterns(), RandomStream.named(1, "patterns"), arena, precision);
        states = GaussianModel.isotropic(size.dimension(), 1)
                .draw(size.batch(), RandomStream.named(1, "states"), arena, Precision.DOUBLE).toMatrix(arena);
        score = new EmpiricalScore(patterns, new OrnsteinUhlenbeck(), precision, 1, kernels(), session);
    }

    /// Frees the memory.
    @TearDown(Level.Trial)
    public void tearDown() {
        arena.close();
        session.close();
    }

    /// Billions of floating-point operations of one posterior.
    double gigaflop() {
        return size.gigaflop();
    }

    /// Bytes of all patterns.
    double bytes() {
        return (double) patterns.rows() * patterns.columns() * precision.bytes();
    }

    Posterior ours() {
        return score.posterior(states, TIME);
    }

    Posterior twin() {
        return new EmpiricalScore(patterns, new OrnsteinUhlenbeck(), precision, 1, Kernels.scalar(), session).posterior(states, TIME);
    }
}
