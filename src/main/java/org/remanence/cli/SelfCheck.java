package org.remanence.cli;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.remanence.kernel.AnnealedEnergy;
import org.remanence.kernel.Distance;
import org.remanence.kernel.FusedStep;
import org.remanence.kernel.Gaussians;
import org.remanence.kernel.Kernels;
import org.remanence.kernel.LayerPass;
import org.remanence.kernel.ParameterUpdate;
import org.remanence.kernel.SignedSums;
import org.remanence.linalg.Blas;
import org.remanence.linalg.FloatMatrix;
import org.remanence.linalg.Operand;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.random.RandomStream;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.Posterior;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.text.Text;

/// One comparison of a fast routine with its twin on this machine.
/// @param name the routine
/// @param agrees whether it passed
/// @param detail what was compared, or what went wrong
record SelfCheck(String name, boolean agrees, String detail) {
    private static final RandomStream NUMBERS = RandomStream.named(1, "self-check");
    /// Sums of 29 products of normal numbers: a few roundings of terms up to 10.
    private static final double ROUNDING = 1e-13;
    private static final float ROUNDING_FLOAT = 1e-4f;

    /// Every kernel of every set but the definitions, and the linear algebra.
    static List<SelfCheck> all() {
        List<SelfCheck> checks = new ArrayList<>();
        for (Kernels set : Kernels.all()) {
            if (set.equals(Kernels.scalar())) {
                continue;
            }
            checks.add(check("gaussians", set, "same bits, double and float", () -> gaussians(set.gaussians())));
            checks.add(check("distance", set, "same bits, 1 to 784 numbers", () -> distance(set.distance())));
            checks.add(check("steps", set, "same bits, double and float, 1 to 2500 numbers", () -> steps(set)));
            checks.add(check("layers", set, "same bits, 1 to 130 columns", () -> layers(set.layers())));
            checks.add(check("signs", set, "same bits, 32 to 2048 signs", () -> signs(set.signs())));
            checks.add(check("annealed energies", set, "same bits, 16 to 2000 stabilities", () -> annealed(set.annealed())));
            for (Precision precision : Precision.values()) {
                checks.add(check("tiles " + precision.name().toLowerCase(Locale.ROOT), set,
                        "same bits, fused and re-scored, few states, some and many", () -> tiles(set, precision)));
            }
        }
        Blas blas = Blas.get();
        int cores = Runtime.getRuntime().availableProcessors();
        checks.add(check("gemm of " + blas.name(), Text.of("within rounding of plain loops, on 1 and %d threads", cores),
                () -> products(blas) && products(blas.withThreads(cores))));
        return checks;
    }

    private static SelfCheck check(String kernel, Kernels set, String detail, Supplier<Boolean> agrees) {
        return check(Text.of("%s of %s", kernel, set.name()), detail, agrees);
    }

    private static SelfCheck check(String name, String detail, Supplier<Boolean> agrees) {
        try {
            return new SelfCheck(name, agrees.get(), detail);
        } catch (RuntimeException | LinkageError e) {
            return new SelfCheck(name, false, String.valueOf(e.getMessage()));
        }
    }

    static boolean gaussians(Gaussians fast) {
        int blocks = 1009;
        double[] expected = new double[4 * blocks];
        double[] actual = new double[4 * blocks];
        Gaussians.SCALAR.into(7, 3, 11, expected, 0, blocks);
        fast.into(7, 3, 11, actual, 0, blocks);
        float[] expectedFloats = new float[4 * blocks];
        float[] actualFloats = new float[4 * blocks];
        Gaussians.SCALAR.into(7, 3, 11, expectedFloats, 0, blocks);
        fast.into(7, 3, 11, actualFloats, 0, blocks);
        return Arrays.equals(expected, actual) && Arrays.equals(expectedFloats, actualFloats);
    }

    static boolean distance(Distance fast) {
        for (int d : new int[] {1, 7, 31, 32, 33, 784}) {
            double[] a = numbers(0, d);
            double[] x = numbers(1, d);
            double[] expected = new double[d];
            double[] actual = new double[d];
            double twin = Distance.SCALAR.squared(a, 0, x, 0, d, 0.7, 1e-17, expected);
            if (fast.squared(a, 0, x, 0, d, 0.7, 1e-17, actual) != twin || !Arrays.equals(expected, actual)) {
                return false;
            }
        }
        return true;
    }

    static boolean steps(Kernels fast) {
        return Arrays.stream(Precision.values()).allMatch(precision -> IntStream.of(1, 30, 33, 784, 2500).allMatch(d ->
                Arrays.equals(trajectory(precision, d, Kernels.scalar()), trajectory(precision, d, fast))));
    }

    static boolean signs(SignedSums fast) {
        return IntStream.of(1, 7, 64).allMatch(count -> Arrays.equals(signed(SignedSums.SCALAR, count), signed(fast, count)));
    }

    private static double[] signed(SignedSums kernel, int count) {
        int[] words = new int[count * SignedSums.ROWS];
        NUMBERS.words(8, words);
        double[] sums = new double[SignedSums.ROWS];
        kernel.add(SignedSums.tables(numbers(9, count * SignedSums.WORD), count), 0, words, 0, count, sums, 0);
        return sums;
    }

    static boolean annealed(AnnealedEnergy fast) {
        return IntStream.of(16, 48, 2000).allMatch(count -> DoubleStream.of(1, 0.01).allMatch(tau ->
                Arrays.equals(flipped(AnnealedEnergy.SCALAR, count, (float) tau), flipped(fast, count, (float) tau))));
    }

    private static double[] flipped(AnnealedEnergy kernel, int count, float tau) {
        float[] s = new float[count];
        float[] column = new float[count];
        NUMBERS.gaussians(10, 0, s, 0, count);
        NUMBERS.gaussians(11, 0, column, 0, count);
        float[] after = new float[count];
        double change = kernel.flip(s, column, 0.3f, tau, new float[count], after, count);
        return DoubleStream.concat(DoubleStream.of(change), IntStream.range(0, count).mapToDouble(mu -> after[mu])).toArray();
    }

    private static double[] trajectory(Precision precision, int dimension, Kernels kernels) {
        double[][] directions = {numbers(6, dimension), numbers(7, dimension)};
        FusedStep steps = FusedStep.of(precision, directions, 1, kernels);
        steps.begin(0, new double[] {0.5, -0.5}, 1, 7, 3, 11);
        double[] state = new double[dimension];
        for (long i = 1; i <= 3; i++) {
            double[] pull = {1e-3 * steps.overlap(0, 0), 1e-3 * steps.overlap(0, 1)};
            steps.step(0, 0.9, pull, 0.3, 7, 3, 11 + i * steps.blocks());
        }
        steps.read(0, state);
        return state;
    }

    static boolean layers(LayerPass fast) {
        return IntStream.of(1, 31, 32, 64, 130).allMatch(columns -> Arrays.equals(layer(LayerPass.SCALAR, columns), layer(fast, columns)));
    }

    /// A norm with its activation, the way back, and a step of the weights.
    private static float[] layer(LayerPass layers, int columns) {
        int rows = 3;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment x = floats(8, rows * columns, arena);
            MemorySegment weight = floats(9, columns, arena);
            MemorySegment bias = floats(10, columns, arena);
            MemorySegment moments = floats(11, 2 * rows, arena);
            MemorySegment active = floats(12, rows * columns, arena);
            MemorySegment atInput = floats(13, rows * columns, arena);
            MemorySegment atWeight = floats(14, columns, arena);
            MemorySegment atBias = floats(15, columns, arena);
            layers.normSilu(x, rows, columns, weight, bias, moments, active);
            layers.silu(active, (long) rows * columns, active);
            layers.siluGradient(x, active, (long) rows * columns, active);
            layers.normSiluGradient(x, rows, columns, weight, bias, moments, active, atInput, atWeight, atBias);
            layers.addRow(atInput, atBias, rows, columns, atInput);
            layers.columnSums(atInput, rows, columns, bias);
            layers.update(weight, atWeight, floats(16, columns, arena).fill((byte) 0), atBias, bias, columns,
                    new ParameterUpdate(0.99, 0.9, 0.1, 0.99, 0.01, 0.1, 1, 1e-8, 0.5));
            return weight.toArray(ValueLayout.JAVA_FLOAT);
        }
    }

    private static MemorySegment floats(long index, int count, Arena arena) {
        float[] values = new float[count];
        NUMBERS.gaussians(index, 0, values, 0, count);
        return arena.allocateFrom(ValueLayout.JAVA_FLOAT, values);
    }

    static boolean tiles(Kernels fast, Precision precision) {
        return IntStream.of(3, 37, 100).allMatch(states -> IntStream.of(5, 29, 100).allMatch(d ->
                tiles(fast, precision, matrix(2, 1001, d), matrix(3, states, d))));
    }

    private static boolean tiles(Kernels fast, Precision precision, Matrix patterns, Matrix states) {
        double fused = precision == Precision.DOUBLE ? 1e-10 : 1;
        double screened = Double.MIN_NORMAL;
        return DoubleStream.of(fused, screened).allMatch(tolerance -> Arrays.equals(
                posterior(patterns, states, precision, tolerance, Kernels.scalar()),
                posterior(patterns, states, precision, tolerance, fast)) && Arrays.equals(
                posterior(patterns, states, precision, tolerance, Kernels.scalar().unordered()),
                posterior(patterns, states, precision, tolerance, fast.unordered())));
    }

    private static double[] posterior(Matrix patterns, Matrix states, Precision precision, double tolerance, Kernels kernels) {
        try (Session session = new Session(1, 1, Progress.SILENT)) {
            Posterior all = new EmpiricalScore(patterns, new OrnsteinUhlenbeck(), precision, tolerance, kernels, session)
                    .posterior(states, 0.3);
            DoubleStream moments = DoubleStream.concat(
                    DoubleStream.concat(Arrays.stream(all.logDensity()), Arrays.stream(all.participation())),
                    DoubleStream.concat(Arrays.stream(all.entropy()), LongStream.of(all.nearest()).asDoubleStream()));
            return DoubleStream.concat(moments, Arrays.stream(all.score().toArray()).flatMapToDouble(Arrays::stream)).toArray();
        }
    }

    static boolean products(Blas blas) {
        int rows = 17;
        int depth = 29;
        int columns = 23;
        double[] a = numbers(4, rows * depth);
        double[] b = numbers(5, depth * columns);
        Matrix c = Matrix.zeros(rows, columns);
        blas.gemm(1, matrix(4, rows, depth), Operand.PLAIN, matrix(5, depth, columns), Operand.PLAIN, 0, c);
        FloatMatrix f = FloatMatrix.of(new float[rows * columns], rows, columns);
        blas.gemm(1, floats(a, rows, depth), Operand.PLAIN, floats(b, depth, columns), Operand.PLAIN, 0, f);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double sum = 0;
                for (int k = 0; k < depth; k++) {
                    sum += a[i * depth + k] * b[k * columns + j];
                }
                if (!(Math.abs(c.get(i, j) - sum) <= ROUNDING && Math.abs(f.get(i, j) - sum) <= ROUNDING_FLOAT)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static FloatMatrix floats(double[] values, int rows, int columns) {
        float[] rounded = new float[values.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) values[i];
        }
        return FloatMatrix.of(rounded, rows, columns);
    }

    private static double[] numbers(long index, int count) {
        double[] values = new double[count];
        NUMBERS.gaussians(index, 0, values, 0, count);
        return values;
    }

    private static Matrix matrix(long index, int rows, int columns) {
        Matrix matrix = Matrix.zeros(rows, columns);
        matrix.write(0, rows, numbers(index, rows * columns), 0);
        return matrix;
    }
}
