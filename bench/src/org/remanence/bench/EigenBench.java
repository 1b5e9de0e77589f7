package org.remanence.bench;

import java.lang.foreign.Arena;
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
import org.openjdk.jmh.annotations.Warmup;
import org.remanence.linalg.Blas;
import org.remanence.linalg.EigenRange;
import org.remanence.linalg.EigenSolver;
import org.remanence.linalg.FloatMatrix;
import org.remanence.linalg.WorkMonitor;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

/// All eigenvalues of a symmetric matrix, with our copy and our checks, against the LAPACK call alone on a copy that is already
/// there: billions of flops a second, 4/3 p³ of them.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(1)
public class EigenBench {
    private static final long SHORT = 1;

    /// Order of the matrix.
    @Param({"300", "1000", "2000"})
    public int order;

    /// Arithmetic.
    @Param({"FLOAT", "DOUBLE"})
    public Precision precision;

    /// Threads inside the library.
    @Param({"1", "2"})
    public int threads;

    /// Whom we run against.
    @Param("lapack")
    public String yardstick;

    private Blas blas;
    private Matrix wide;
    private FloatMatrix narrow;
    private Matrix wideCopy;
    private FloatMatrix narrowCopy;
    private double[] values;

    /// Draws the matrix.
    @Setup
    public void draw() {
        blas = Blas.get().withThreads(threads);
        wide = Matrix.zeros(order, order);
        wideCopy = Matrix.zeros(order, order);
        narrow = FloatMatrix.zeros(Arena.ofAuto(), order, order);
        narrowCopy = FloatMatrix.zeros(Arena.ofAuto(), order, order);
        values = new double[order];
        RandomStream stream = RandomStream.named(1, "eigen bench");
        float[] row = new float[order];
        for (int i = 0; i < order; i++) {
            stream.gaussians(i, 0, row, 0, order);
            for (int j = 0; j <= i; j++) {
                wide.set(i, j, row[j]);
                wide.set(j, i, row[j]);
                narrow.set(i, j, row[j]);
                narrow.set(j, i, row[j]);
            }
        }
    }

    /// The whole route in turn with the call alone.
    @Benchmark
    public void eigenvalues(Rates rates) {
        double flops = 4e-9 / 3 * Math.pow(order, 3);
        new Alternation(Alternation.ROUNDS, SHORT, SHORT, TimeUnit.MILLISECONDS.toNanos(25)).run(
                new Alternation.Side(this::solve, flops), new Alternation.Side(this::lapack, flops), threads, rates);
    }

    /// By the solver.
    double[] solve() {
        values = new EigenSolver(blas, precision, WorkMonitor.NONE)
                .values(precision == Precision.DOUBLE ? wide : narrow, EigenRange.all());
        return values;
    }

    /// By the call alone.
    double[] lapack() {
        double[] found = new double[order];
        switch (precision) {
            case DOUBLE -> {
                wideCopy.segment().copyFrom(wide.segment());
                blas.eigenvalues(wideCopy, found);
            }
            case FLOAT -> {
                narrowCopy.segment().copyFrom(narrow.segment());
                blas.eigenvalues(narrowCopy, found);
            }
        }
        values = Arrays.copyOf(found, order);
        return values;
    }

    /// The matrix.
    Matrix matrix() {
        return wide;
    }
}
