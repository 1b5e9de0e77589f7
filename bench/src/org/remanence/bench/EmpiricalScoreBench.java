package org.remanence.bench;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
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
import org.remanence.lab.Lab;
import org.remanence.lab.Progress;
import org.remanence.linalg.Blas;
import org.remanence.linalg.FloatMatrix;
import org.remanence.linalg.Operand;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.random.RandomStream;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.Posterior;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// The posterior of a batch against two bare matrix products of the same flop count, 4·B·n·d, in turn: the machine's speed drifts, the ratio does not. The products alone have no weights: the `B × n` exponentials
/// between them are not counted.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 1)
@Fork(1)
public class EmpiricalScoreBench {
    private static final int ROUNDS = 9;

    /// Precision of the products, and of storage.
    @Param({"FLOAT", "DOUBLE"})
    public Precision precision;

    /// Workers, and threads of OpenBLAS.
    @Param({"1", "2"})
    public int threads;

    /// n × d of the patterns.
    @Param({"20000x128", "10000x784"})
    public String patterns;

    /// States in a batch.
    @Param({"256", "2048"})
    public int batch;

    private Lab lab;
    private Blas blas;
    private Arena arena;
    private PatternSet data;
    private Matrix states;
    private EmpiricalScore score;
    private Products products;

    /// What an iteration found, in billions of floating-point operations a second, and their ratio in percent.
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Rates {
        /// The posterior.
        public double posterior;
        /// The products.
        public double gemm;
        /// Posterior over products, in percent.
        public double percent;
    }

    /// Draws patterns and states.
    @Setup(Level.Trial)
    public void setUp() {
        int n = Integer.parseInt(patterns.split("x")[0]);
        int d = Integer.parseInt(patterns.split("x")[1]);
        setUp(n, d);
    }

    void setUp(int n, int d) {
        lab = new Lab(1, threads, Progress.SILENT);
        blas = Blas.get().withThreads(threads);
        arena = Arena.ofShared();
        data = GaussianModel.isotropic(d, 1).draw(n, RandomStream.named(1, "patterns"), arena, precision);
        states = GaussianModel.isotropic(d, 1).draw(batch, RandomStream.named(1, "states"), arena, Precision.DOUBLE).toMatrix(arena);
        score = new EmpiricalScore(data, new OrnsteinUhlenbeck(), precision, 1, Kernels.get(), lab);
        products = precision == Precision.FLOAT ? new FloatProducts() : new DoubleProducts();
    }

    /// Frees the memory.
    @TearDown(Level.Trial)
    public void tearDown() {
        arena.close();
        lab.close();
    }


    /// Products and posterior in turn, [#ROUNDS] times; the medians count.
    @Benchmark
    public Posterior posteriorAgainstGemm(Rates rates) {
        double flops = 4.0 * batch * data.rows() * data.columns();
        double[] gemm = new double[ROUNDS];
        double[] ours = new double[ROUNDS];
        double[] percent = new double[ROUNDS];
        Posterior posterior = null;
        for (int i = 0; i < ROUNDS; i++) {
            settle(products::run);
            long start = System.nanoTime();
            products.run();
            gemm[i] = flops / (System.nanoTime() - start);
            settle(() -> score.posterior(states, 0.5));
            start = System.nanoTime();
            posterior = score.posterior(states, 0.5);
            ours[i] = flops / (System.nanoTime() - start);
            percent[i] = 100 * ours[i] / gemm[i];
        }
        rates.gemm = median(gemm);
        rates.posterior = median(ours);
        rates.percent = median(percent);
        return posterior;
    }

    /// Runs untimed for a while: OpenBLAS's threads spin after a call, and whoever ran next would have one core less.
    private static void settle(Runnable work) {
        long end = System.nanoTime() + 80_000_000;
        do {
            work.run();
        } while (System.nanoTime() < end);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    Posterior twin() {
        return new EmpiricalScore(data, new OrnsteinUhlenbeck(), precision, 1, Kernels.scalar(), lab)
                .posterior(states, 0.5);
    }

    private interface Products {
        void run();
    }

    private final class DoubleProducts implements Products {
        private final Matrix a = data.toMatrix(arena);
        private final Matrix logs = Matrix.zeros(arena, batch, Math.toIntExact(data.rows()));
        private final Matrix sums = Matrix.zeros(arena, batch, data.columns());

        @Override
        public void run() {
            blas.gemm(1, states, Operand.PLAIN, a, Operand.TRANSPOSED, 0, logs);
            blas.gemm(1, logs, Operand.PLAIN, a, Operand.PLAIN, 0, sums);
        }
    }

    private final class FloatProducts implements Products {
        private final FloatMatrix x = floats(states);
        private final FloatMatrix a = floats(data);
        private final FloatMatrix logs = FloatMatrix.zeros(Arena.ofAuto(), batch, (int) a.rows());
        private final FloatMatrix sums = FloatMatrix.zeros(Arena.ofAuto(), batch, a.columns());

        private static FloatMatrix floats(Rows rows) {
            int n = Math.toIntExact(rows.rows());
            float[] values = new float[n * rows.columns()];
            rows.copy(0, n, values, 0);
            return FloatMatrix.of(values, n, rows.columns());
        }

        @Override
        public void run() {
            blas.gemm(1, x, Operand.PLAIN, a, Operand.TRANSPOSED, 0, logs);
            blas.gemm(1, logs, Operand.PLAIN, a, Operand.PLAIN, 0, sums);
        }
    }
}
