package org.remanence.cli;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.remanence.data.GaussianModel;
import org.remanence.data.PatternSet;
import org.remanence.kernel.Kernels;
import org.remanence.linalg.Blas;
import org.remanence.linalg.FloatMatrix;
import org.remanence.linalg.Operand;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.random.RandomStream;
import org.remanence.score.EmpiricalScore;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

/// How fast one routine ran on one thread: the median of some turns, taken alternately with the others.
/// @param name who
/// @param precision of the arithmetic
/// @param gigaflops 10⁹ floating-point operations a second, of the 4·B·n·d that the score of B states and n patterns needs
record Speed(String name, String precision, double gigaflops) {
    private static final int BATCH = 256;
    private static final int DIMENSION = 128;
    private static final int PATTERNS = 8192;
    /// Patterns for loops that are no faster than one number at a time.
    private static final int FEW = 96;
    private static final int TURNS = 7;
    /// Until the compiler has done its best, about, in seconds.
    private static final double WARM_UP = 0.5;
    private static final long COPIED = 128L << 20;

    /// The score kernel, its twin and two matrix products of the same size, each in double and float.
    static List<Speed> all() {
        try (Session session = new Session(1, 1, Progress.SILENT)) {
            List<Contestant> contestants = new ArrayList<>();
            for (Precision precision : Precision.values()) {
                contestants.add(kernel("kernel " + Kernels.get().name(), Kernels.get(), precision, session));
                if (!Kernels.get().equals(Kernels.scalar())) {
                    contestants.add(kernel("twin scalar", Kernels.scalar(), precision, session));
                }
                contestants.add(precision == Precision.DOUBLE ? doubleProducts() : floatProducts());
            }
            double[][] seconds = new double[contestants.size()][TURNS];
            contestants.forEach(each -> warmUp(each.work));
            for (int turn = 0; turn < TURNS; turn++) {
                for (int i = 0; i < seconds.length; i++) {
                    seconds[i][turn] = seconds(contestants.get(i).work);
                }
            }
            List<Speed> speeds = new ArrayList<>();
            for (int i = 0; i < seconds.length; i++) {
                Arrays.sort(seconds[i]);
                Contestant each = contestants.get(i);
                speeds.add(new Speed(each.name, each.precision.name().toLowerCase(Locale.ROOT),
                        each.flop() / seconds[i][TURNS / 2] * 1e-9));
            }
            return speeds;
        }
    }

    /// Bytes read and written a second, in 10⁹, when all cores copy memory far larger than their caches; the best turn.
    static double bandwidth() {
        int threads = Runtime.getRuntime().availableProcessors();
        try (Session session = new Session(1, threads, Progress.SILENT); Arena arena = Arena.ofShared()) {
            MemorySegment from = arena.allocate(COPIED * threads, 64);
            MemorySegment to = arena.allocate(COPIED * threads, 64);
            double best = Double.POSITIVE_INFINITY;
            for (int turn = 0; turn < TURNS; turn++) {
                best = Math.min(best, seconds(() -> session.parallel(threads, thread ->
                        MemorySegment.copy(from, thread * COPIED, to, thread * COPIED, COPIED))));
            }
            return 2 * COPIED * threads / best * 1e-9;
        }
    }

    private record Contestant(String name, Precision precision, int patterns, Runnable work) {
        double flop() {
            return 4.0 * BATCH * patterns * DIMENSION;
        }
    }

    /// The fused pass alone: the tolerance is too wide for anything to be scored again.
    private static Contestant kernel(String name, Kernels kernels, Precision precision, Session session) {
        int count = kernels.equals(Kernels.scalar()) ? FEW : PATTERNS;
        Matrix states = matrix(0, BATCH);
        PatternSet patterns = GaussianModel.isotropic(DIMENSION, 1).draw(count, RandomStream.named(1, "speed"), Arena.ofAuto(), precision);
        EmpiricalScore score = new EmpiricalScore(patterns, new OrnsteinUhlenbeck(), precision, 1, kernels, session);
        return new Contestant(name, precision, count, () -> score.posterior(states, 1));
    }

    private static Contestant doubleProducts() {
        Blas blas = Blas.get();
        int count = blas.name().equals("plain") ? FEW : PATTERNS;
        Matrix states = matrix(0, BATCH);
        Matrix patterns = matrix(1, count);
        Matrix weights = Matrix.zeros(BATCH, count);
        Matrix sums = Matrix.zeros(BATCH, DIMENSION);
        return new Contestant("gemm " + blas.name(), Precision.DOUBLE, count, () -> {
            blas.gemm(1, states, Operand.PLAIN, patterns, Operand.TRANSPOSED, 0, weights);
            blas.gemm(1, weights, Operand.PLAIN, patterns, Operand.PLAIN, 0, sums);
        });
    }

    private static Contestant floatProducts() {
        Blas blas = Blas.get();
        int count = blas.name().equals("plain") ? FEW : PATTERNS;
        FloatMatrix states = FloatMatrix.of(floats(0, BATCH), BATCH, DIMENSION);
        FloatMatrix patterns = FloatMatrix.of(floats(1, count), count, DIMENSION);
        FloatMatrix weights = FloatMatrix.of(new float[BATCH * count], BATCH, count);
        FloatMatrix sums = FloatMatrix.of(new float[BATCH * DIMENSION], BATCH, DIMENSION);
        return new Contestant("gemm " + blas.name(), Precision.FLOAT, count, () -> {
            blas.gemm(1, states, Operand.PLAIN, patterns, Operand.TRANSPOSED, 0, weights);
            blas.gemm(1, weights, Operand.PLAIN, patterns, Operand.PLAIN, 0, sums);
        });
    }

    private static Matrix matrix(long index, int rows) {
        double[] values = new double[rows * DIMENSION];
        RandomStream.named(1, "speed").gaussians(index, 0, values, 0, values.length);
        Matrix matrix = Matrix.zeros(rows, DIMENSION);
        matrix.write(0, rows, values, 0);
        return matrix;
    }

    private static float[] floats(long index, int rows) {
        float[] values = new float[rows * DIMENSION];
        RandomStream.named(1, "speed").gaussians(index, 0, values, 0, values.length);
        return values;
    }

    private static void warmUp(Runnable work) {
        for (double left = WARM_UP; left > 0; left -= seconds(work)) { }
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) * 1e-9;
    }
}
