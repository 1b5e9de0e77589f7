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
import org.remanence.process.Diffusion;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.process.TimeGrid;
import org.remanence.sampler.Ending;
import org.remanence.sampler.ReverseProcess;
import org.remanence.sampler.Scheme;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.Score;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// Whole reverse trajectories that pass over what provably weighs nothing, against the same trajectories that compare every pattern
/// with every state: from τ = 10³, on equal steps of log τ. Rates are pairs of a state and a pattern.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(1)
public class PruningBench {
    private static final Diffusion DIFFUSION = new OrnsteinUhlenbeck();
    private static final double START = 1e3;

    /// The patterns.
    @Param({"mixture:d=100,n=2e4,k=64", "gaussian:d=100,n=2e4"})
    public String data;

    /// τ at the end: beyond the collapse, or before it, where every pattern weighs something.
    @Param({"1e-4", "10"})
    public double end;

    /// Precision of patterns and products.
    @Param("FLOAT")
    public Precision precision;

    /// Trajectories stepped together.
    @Param("64")
    public int batch;

    /// Steps of a trajectory.
    @Param("50")
    public int steps;

    /// Workers.
    @Param({"1", "2"})
    public int threads;

    /// Whom we run against.
    @Param("score")
    public String yardstick;

    private Session session;
    private Arena arena;
    private EmpiricalScore score;

    /// Draws the patterns and starts the workers.
    @Setup
    public void setUp() {
        session = new Session(1, threads, Progress.SILENT);
        arena = Arena.ofShared();
        Rows patterns = DataSource.open(data, session.stream("patterns"), precision, arena);
        score = new EmpiricalScore(patterns, DIFFUSION, precision, session);
    }

    /// Ends them.
    @TearDown
    public void tearDown() {
        session.close();
        arena.close();
    }

    /// A batch from noise to data.
    @Benchmark
    public void trajectory(Rates rates) {
        double pairs = 1e-9 * score.patterns().rows() * batch * (steps + 1);
        new Alternation().run(new Alternation.Side(() -> walk(score.tracked()), pairs),
                new Alternation.Side(() -> walk(score), pairs), threads, rates);
    }

    Matrix walk(Score followed) {
        TimeGrid grid = TimeGrid.logNoise(DIFFUSION, DIFFUSION.timeAt(START), DIFFUSION.timeAt(end), steps);
        return new ReverseProcess(Scheme.EXPONENTIAL.with(followed, session), grid, Ending.DENOISE, batch, session).sample(batch, "walk");
    }

    EmpiricalScore score() {
        return score;
    }
}
