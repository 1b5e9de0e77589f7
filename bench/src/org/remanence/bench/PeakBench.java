package org.remanence.bench;

import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
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
import org.remanence.kernel.simd.Lanes;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.tensor.Precision;

/// Fused multiply-adds between registers alone, the roof of the machine, against the best square product.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(1)
public class PeakBench {
    private static final int TASKS = 64;
    private static final int STEPS = 100_000;
    private static final int CHAINS = 10;

    /// Precision of the numbers.
    @Param({"FLOAT", "DOUBLE"})
    public Precision precision;

    /// Workers, and threads of the product.
    @Param({"1", "2"})
    public int threads;

    /// Whom we run against.
    @Param("gemm")
    public String yardstick;

    private Session session;
    private final double[] ends = new double[TASKS];

    /// Starts the workers.
    @Setup
    public void setUp() {
        session = new Session(1, threads, Progress.SILENT);
    }

    /// Ends them.
    @TearDown
    public void tearDown() {
        session.close();
    }

    /// Ten independent chains.
    @Benchmark
    public void fusedMultiplyAdd(Rates rates) {
        int lanes = precision == Precision.FLOAT ? Lanes.FLOAT.length() : Lanes.DOUBLE.length();
        Alternation.Side ours = new Alternation.Side(() -> session.parallel(TASKS, task -> ends[task] = chains(STEPS)),
                2e-9 * TASKS * STEPS * CHAINS * lanes);
        new Alternation().run(ours, Gemm.square(precision, threads), threads, rates);
    }

    double chains(long steps) {
        return precision == Precision.FLOAT ? floats(steps) : doubles(steps);
    }

    /// `v ← v/2 + 1` in every lane of ten registers: each ends at 2. They begin apart, or a compiler could see that one is enough.
    private static double floats(long steps) {
        FloatVector half = FloatVector.broadcast(Lanes.FLOAT, 0.5f);
        FloatVector one = FloatVector.broadcast(Lanes.FLOAT, 1);
        FloatVector a = FloatVector.zero(Lanes.FLOAT);
        FloatVector b = FloatVector.broadcast(Lanes.FLOAT, 1);
        FloatVector c = FloatVector.broadcast(Lanes.FLOAT, 2);
        FloatVector d = FloatVector.broadcast(Lanes.FLOAT, 3);
        FloatVector e = FloatVector.broadcast(Lanes.FLOAT, 4);
        FloatVector f = FloatVector.broadcast(Lanes.FLOAT, 5);
        FloatVector g = FloatVector.broadcast(Lanes.FLOAT, 6);
        FloatVector h = FloatVector.broadcast(Lanes.FLOAT, 7);
        FloatVector i = FloatVector.broadcast(Lanes.FLOAT, 8);
        FloatVector j = FloatVector.broadcast(Lanes.FLOAT, 9);
        for (long step = 0; step < steps; step++) {
            a = a.fma(half, one);
            b = b.fma(half, one);
            c = c.fma(half, one);
            d = d.fma(half, one);
            e = e.fma(half, one);
            f = f.fma(half, one);
            g = g.fma(half, one);
            h = h.fma(half, one);
            i = i.fma(half, one);
            j = j.fma(half, one);
        }
        return a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).reduceLanes(VectorOperators.ADD);
    }

    private static double doubles(long steps) {
        DoubleVector half = DoubleVector.broadcast(Lanes.DOUBLE, 0.5);
        DoubleVector one = DoubleVector.broadcast(Lanes.DOUBLE, 1);
        DoubleVector a = DoubleVector.zero(Lanes.DOUBLE);
        DoubleVector b = DoubleVector.broadcast(Lanes.DOUBLE, 1);
        DoubleVector c = DoubleVector.broadcast(Lanes.DOUBLE, 2);
        DoubleVector d = DoubleVector.broadcast(Lanes.DOUBLE, 3);
        DoubleVector e = DoubleVector.broadcast(Lanes.DOUBLE, 4);
        DoubleVector f = DoubleVector.broadcast(Lanes.DOUBLE, 5);
        DoubleVector g = DoubleVector.broadcast(Lanes.DOUBLE, 6);
        DoubleVector h = DoubleVector.broadcast(Lanes.DOUBLE, 7);
        DoubleVector i = DoubleVector.broadcast(Lanes.DOUBLE, 8);
        DoubleVector j = DoubleVector.broadcast(Lanes.DOUBLE, 9);
        for (long step = 0; step < steps; step++) {
            a = a.fma(half, one);
            b = b.fma(half, one);
            c = c.fma(half, one);
            d = d.fma(half, one);
            e = e.fma(half, one);
            f = f.fma(half, one);
            g = g.fma(half, one);
            h = h.fma(half, one);
            i = i.fma(half, one);
            j = j.fma(half, one);
        }
        return a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).reduceLanes(VectorOperators.ADD);
    }
}
