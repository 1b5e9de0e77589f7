package org.remanence.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.remanence.data.GaussianModel;
import org.remanence.data.PatternSet;
import org.remanence.kernel.Distance;
import org.remanence.kernel.Kernels;
import org.remanence.process.VarianceExploding;
import org.remanence.random.RandomStream;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;
import org.remanence.text.BadInput;

/// The pass for the nearest patterns against a sort of all distances: the same patterns, and the same bits of their distances.
@Tag("lanes")
class NearestPatternsTest {
    /// The scalar twin: every distance, sorted, of equal ones the lowest index first.
    static NearestTable twin(Rows patterns, Matrix states, int wanted) {
        int d = patterns.columns();
        int n = Math.toIntExact(patterns.rows());
        double[] a = new double[n * d];
        patterns.copy(0, n, a, 0);
        int count = Math.toIntExact(states.rows());
        NearestTable table = new NearestTable(wanted, new long[count * wanted], new double[count * wanted]);
        for (int b = 0; b < count; b++) {
            double[] x = states.row(b);
            double[] square = IntStream.range(0, n)
                    .mapToDouble(i -> Distance.SCALAR.squared(a, i * d, x, 0, d, 1, 0, new double[d])).toArray();
            List<Integer> order = IntStream.range(0, n).boxed()
                    .sorted(Comparator.<Integer>comparingDouble(i -> square[i]).thenComparing(i -> i)).toList();
            for (int i = 0; i < wanted; i++) {
                table.pattern()[b * wanted + i] = order.get(i);
                table.square()[b * wanted + i] = square[order.get(i)];
            }
        }
        return table;
    }

    private static void assertSame(NearestTable expected, NearestTable actual) {
        assertArrayEquals(expected.pattern(), actual.pattern());
        assertArrayEquals(expected.square(), actual.square(), 0);
    }

    private static Session session(int threads) {
        return new Session(7, threads, Progress.SILENT);
    }

    /// States on patterns, near them, between them and far away.
    private static Matrix states(Session session, double[][] patterns, int count) {
        int[] origin = IntStream.range(0, count).map(b -> b * 37 % patterns.length).toArray();
        Matrix states = BruteForce.noised(session, patterns, origin, new VarianceExploding(), 0.3);
        states.setRow(0, patterns[patterns.length / 2]);
        double[] far = patterns[0].clone();
        far[0] += 1e5;
        states.setRow(1, far);
        return states;
    }

    /// Dimensions on all sorts of tiles; wanted patterns from one to more than are found before a list is looked through.
    static Stream<Arguments> cases() {
        return Kernels.all().stream().flatMap(kernels -> Stream.of(Arguments.of(kernels, 4500, 2, 40, 64),
                Arguments.of(kernels, 2200, 20, 70, 5), Arguments.of(kernels, 2500, 20, 3, 64), Arguments.of(kernels, 700, 150, 40, 64),
                Arguments.of(kernels, 64, 30, 9, 64), Arguments.of(kernels, 1, 5, 3, 1), Arguments.of(kernels, 300, 784, 9, 10)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theNearestAreThoseOfASortOfAll(Kernels kernels, int n, int d, int count, int wanted) {
        try (Session session = session(2)) {
            double[][] patterns = BruteForce.adversarial(session, n, d);
            Matrix states = states(session, patterns, count);
            assertSame(twin(Matrix.of(patterns), states, wanted),
                    new NearestPatterns(Matrix.of(patterns), kernels, session).of(states, wanted));
        }
    }

    /// Nothing tells the patterns apart but their index, and no list is long enough for all.
    @Test
    void ofEqualPatternsTheFirstAreNearest() {
        try (Session session = session(2)) {
            double[][] patterns = new double[5000][];
            for (int i = 0; i < patterns.length; i++) {
                patterns[i] = new double[] {i % 3, 1, 2, 3};
            }
            NearestTable table = new NearestPatterns(Matrix.of(patterns), session).of(Matrix.of(new double[][] {{2, 1, 2, 3.5}}), 40);
            assertArrayEquals(IntStream.range(0, 40).mapToLong(i -> 3L * i + 2).toArray(), table.pattern());
            assertEquals(0.25, table.square(0, 39), 0);
        }
    }

    /// Two tight clusters far apart: float products tell nothing inside them, so those in double have to.
    @Test
    void whatFloatCannotResolveIsResolved() {
        try (Session session = session(2)) {
            double[][] patterns = new double[6000][8];
            for (int i = 0; i < patterns.length; i++) {
                session.stream("tight").gaussians(i, 0, patterns[i], 0, 8);
                for (int k = 0; k < 8; k++) {
                    patterns[i][k] = (i % 2 == 0 ? 1000 : -1000) + 1e-3 * patterns[i][k];
                }
            }
            Matrix states = Matrix.of(new double[][] {patterns[17].clone(), patterns[4000].clone(), new double[8]});
            states.set(1, 3, states.get(1, 3) + 1e-3);
            assertSame(twin(Matrix.of(patterns), states, 64), new NearestPatterns(Matrix.of(patterns), session).of(states, 64));
        }
    }

    @Test
    void neitherThreadsNorBatchesNorStorageMatter() {
        GaussianModel model = GaussianModel.isotropic(24, 1);
        try (Arena arena = Arena.ofShared(); Session alone = session(1); Session together = session(3)) {
            RandomStream stream = RandomStream.named(2, "patterns");
            Matrix states = model.draw(300, RandomStream.named(2, "states"), arena, Precision.DOUBLE).toMatrix(arena);
            for (Precision precision : Precision.values()) {
                PatternSet stored = model.draw(5000, stream, arena, precision);
                NearestTable whole = new NearestPatterns(stored, together).of(states, 64);
                assertSame(whole, new NearestPatterns(model.generate(5000, stream, precision), alone).of(states, 64));
                for (int first : new int[] {0, 1, 150, 297}) {
                    NearestTable part = new NearestPatterns(stored, alone).of(states.slice(first, 3), 64);
                    assertArrayEquals(part.pattern(), Arrays.copyOfRange(whole.pattern(), first * 64, (first + 3) * 64));
                    assertArrayEquals(part.square(), Arrays.copyOfRange(whole.square(), first * 64, (first + 3) * 64), 0);
                }
            }
        }
    }

    @Test
    void whatHasNoDistanceIsRefused() {
        try (Session session = session(1)) {
            NearestPatterns search = new NearestPatterns(Matrix.of(new double[][] {{1, 3}, {1, 2}}), session);
            String said = assertThrows(BadInput.class, () -> search.of(Matrix.of(new double[][] {{0, 1e160}}), 2)).getMessage();
            assertTrue(said.contains("1e150"), said);
        }
    }
}
