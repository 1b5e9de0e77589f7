package org.remanence.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.remanence.kernel.Gaussians;
import org.remanence.kernel.Kernels;

/// Normal numbers per microsecond (millions per second) of one thread, in cache.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class GaussianBench {
    static final int COUNT = 4096;

    /// Which implementation.
    @Param({"scalar", "simd"})
    public String kernels;

    private Gaussians gaussians;
    private long block;
    private final double[] doubles = new double[COUNT];
    private final float[] floats = new float[COUNT];

    /// Looks the implementation up.
    @Setup
    public void choose() {
        gaussians = (kernels.equals("scalar") ? Kernels.scalar() : Kernels.all().getLast()).gaussians();
    }

    /// Double arithmetic.
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public double[] doubles() {
        gaussians.into(1, 2, block, doubles, 0, COUNT / 4);
        block += COUNT / 4;
        return doubles;
    }

    /// Float arithmetic.
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public float[] floats() {
        gaussians.into(1, 2, block, floats, 0, COUNT / 4);
        block += COUNT / 4;
        return floats;
    }
}
