package org.remanence.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;
import org.remanence.tensor.ShapeException;

/// Tolerances: some p roundoffs of the largest |λ|, p at most 300 and |λ| at most 40.
class EigenSolverTest {
    private static final double ROUNDING = 1e-12;
    private static final double ROUNDING_FLOAT = 2e-4;

    static List<EigenSolver> solvers() {
        return Samples.libraries().stream().flatMap(blas -> Arrays.stream(Precision.values())
                .map(precision -> new EigenSolver(blas, precision, WorkMonitor.NONE))).toList();
    }

    /// The second difference has the eigenvalues 2 − 2 cos(π k / (p + 1)).
    @ParameterizedTest
    @MethodSource("solvers")
    void secondDifferenceHasItsClosedForm(EigenSolver solver) {
        for (int p : Samples.SIZES) {
            double[] expected = IntStream.rangeClosed(1, p).mapToDouble(k -> 2 - 2 * Math.cos(Math.PI * k / (p + 1))).toArray();
            assertArrayEquals(expected, solver.values(secondDifference(p), EigenRange.all()), tolerance(solver));
            assertVectors(secondDifference(p), expected, solver.vectors(secondDifference(p), EigenRange.all()), solver);
        }
    }

    /// Of a symmetric matrix of normal numbers of variance 1/p the spectrum fills [−2, 2]; at p = 300 its edges fluctuate by
    /// about p^{−2/3} = 0.02.
    @ParameterizedTest
    @MethodSource("openBlas")
    void edgesOfTheSemicircle(EigenSolver solver) {
        Matrix a = Samples.symmetric(11, 300);
        double[] values = solver.values(a, EigenRange.all());
        assertEquals(-2, values[0] / Math.sqrt(300), 0.1, "five fluctuations of the edge");
        assertEquals(2, values[299] / Math.sqrt(300), 0.1, "five fluctuations of the edge");
        double trace = IntStream.range(0, 300).mapToDouble(i -> a.get(i, i)).sum();
        assertEquals(trace, Arrays.stream(values).sum(), 300 * tolerance(solver));
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void rangesAreSlicesOfTheWhole(EigenSolver solver) {
        Matrix a = Samples.symmetric(12, 53);
        double[] all = SymmetricEigen.values(a, new PlainBlas("the twin"));
        assertRange(a, all, new EigenRange.Ranks(0, 1), 0, 1, solver);
        assertRange(a, all, new EigenRange.Ranks(20, 9), 20, 29, solver);
        assertRange(a, all, EigenRange.largest(4), 49, 53, solver);
        assertRange(a, all, EigenRange.largest(53), 0, 53, solver);
        double middle = 0.5 * (all[30] + all[31]);
        assertRange(a, all, new EigenRange.Between(0.5 * (all[6] + all[7]), middle), 7, 31, solver);
        assertRange(a, all, new EigenRange.Between(middle, 1e9), 31, 53, solver);
        assertRange(a, all, new EigenRange.Between(1e8, 1e9), 0, 0, solver);
    }

    @Test
    void endsOfARangeAreOpenBelowAndClosedAbove() {
        Matrix a = Samples.diagonal(new double[] {1, 2, 2, 3});
        EigenSolver solver = new EigenSolver(Blas.get());
        assertArrayEquals(new double[] {2, 2}, solver.values(a, new EigenRange.Between(1, 2)));
        assertArrayEquals(new double[] {3}, solver.values(a, new EigenRange.Between(2, 3)));
        assertArrayEquals(new double[] {1}, solver.values(a, new EigenRange.Between(-1, 1)));
    }

    /// What is used beyond p = 32 766, where divide and conquer cannot count its work space.
    @ParameterizedTest
    @MethodSource("precisions")
    void theRoutineForVeryLargeMatricesAgrees(Precision precision) {
        EigenSolver solver = new EigenSolver(new OpenBlas(1), precision, WorkMonitor.NONE);
        try (Arena arena = Arena.ofConfined()) {
            Matrix a = Samples.symmetric(4, 53);
            WorkingCopy copy = WorkingCopy.of(a, precision, arena);
            var lapack = new LapackEigen(precision, 1);
            double[] values = switch (copy) {
                case WorkingCopy.Doubles(Matrix m) -> lapack.relativelyRobust(53, m.segment(), EigenRange.all());
                case WorkingCopy.Floats(FloatMatrix m) -> lapack.relativelyRobust(53, m.segment(), EigenRange.all());
            };
            Matrix vectors = Matrix.zeros(53, 53);
            for (int i = 0; i < 53; i++) {
                for (int j = 0; j < 53; j++) {
                    vectors.set(i, j, copy.at(i, j));
                }
            }
            assertVectors(a, SymmetricEigen.values(a), new SymmetricEigen(values, vectors), solver);
        }
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void repeatedAndMissingRankAreFound(EigenSolver solver) {
        Matrix ones = Matrix.zeros(9, 9);
        for (int i = 0; i < 81; i++) {
            ones.set(i / 9, i % 9, 1);
        }
        double[] expected = {0, 0, 0, 0, 0, 0, 0, 0, 9};
        assertVectors(ones, expected, solver.vectors(ones, EigenRange.all()), solver);
        assertVectors(Matrix.zeros(5, 5), new double[5], solver.vectors(Matrix.zeros(5, 5), EigenRange.all()), solver);
        assertVectors(Matrix.of(new double[][] {{-3}}), new double[] {-3},
                solver.vectors(Matrix.of(new double[][] {{-3}}), EigenRange.largest(1)), solver);
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void theInputStaysAndMayBeFloats(EigenSolver solver) {
        FloatMatrix floats = FloatMatrix.of(new float[] {2, 1, 1, 2}, 2, 2);
        assertArrayEquals(new double[] {1, 3}, solver.values(floats, EigenRange.all()), tolerance(solver));
        assertVectors(floats, new double[] {1, 3}, solver.vectors(floats, EigenRange.all()), solver);
        assertEquals(1, floats.get(1, 0));
        assertEquals(2, floats.get(1, 1));
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void refusesWhatHasNoAnswer(EigenSolver solver) {
        assertSays("entries must be finite, got NaN in row 1, column 0",
                () -> solver.values(Matrix.of(new double[][] {{1, 2}, {Double.NaN, 1}}), EigenRange.all()));
        assertSays("entries must be finite, got Infinity in row 0, column 0",
                () -> solver.vectors(Matrix.of(new double[][] {{Double.POSITIVE_INFINITY}}), EigenRange.all()));
        assertSays("symmetric, got 3.0 in row 1, column 0 and 2.0 mirrored",
                () -> solver.values(Matrix.of(new double[][] {{1, 2}, {3, 1}}), EigenRange.all()));
        assertSays("ranks must lie in [0, 2)", () -> solver.values(secondDifference(2), EigenRange.largest(3)));
        assertSays("ranks must lie in [0, 2)", () -> solver.vectors(secondDifference(2), new EigenRange.Ranks(1, 2)));
        assertSays("low must lie below high", () -> new EigenRange.Between(Double.NaN, 1));
        assertThrows(ShapeException.class, () -> solver.values(Samples.normal(1, 2, 3), EigenRange.all()));
    }

    /// 2¹³ roundoffs of the largest entry, 4, may lie between mirrored entries, in any square of the matrix.
    @ParameterizedTest
    @MethodSource("openBlas")
    void mirroredEntriesMayDifferByRoundingAlone(EigenSolver solver) {
        double allowed = 0x1p13 * 4 * solver.precision().unitRoundoff();
        for (int[] place : new int[][] {{1, 0}, {63, 62}, {64, 0}, {64, 63}, {129, 0}, {129, 127}, {70, 66}}) {
            for (int side = 0; side < 2; side++) {
                Matrix a = Samples.diagonal(IntStream.range(0, 130).mapToDouble(i -> i == 77 ? -4 : 1).toArray());
                a.set(place[side], place[1 - side], 0.9 * allowed);
                assertEquals(130, solver.values(a, EigenRange.all()).length);
                a.set(place[side], place[1 - side], 1.1 * allowed);
                assertSays("symmetric", () -> solver.values(a, EigenRange.all()));
            }
        }
    }

    @Test
    void theFaultyEntryIsNamedInAnyBlock() {
        Matrix a = Samples.symmetric(1, 300);
        a.set(251, 17, Double.NaN);
        assertSays("got NaN in row 251, column 17", () -> new EigenSolver(Blas.get()).values(a, EigenRange.all()));
    }

    @Test
    void refusesNumbersBeyondFloats() {
        EigenSolver solver = new EigenSolver(Blas.get(), Precision.FLOAT, WorkMonitor.NONE);
        assertSays("must fit into floats", () -> solver.values(Matrix.of(new double[][] {{1e39}}), EigenRange.all()));
    }

    @Test
    void errorsOfLapackAreSentences() {
        assertEquals("dsyevd returned -1010: there is no memory for its work space", assertThrows(NativeException.class,
                () -> NativeException.check("dsyevd", -1010, "")).getMessage());
        assertEquals("dsyevd returned -5: argument 5 is invalid or holds NaN", assertThrows(NativeException.class,
                () -> NativeException.check("dsyevd", -5, "")).getMessage());
        assertThrows(NativeException.class, () -> new LapackEigen(Precision.DOUBLE, 1)
                .eigenvalues(1, Matrix.of(new double[][] {{Double.NaN}}).segment(), new double[1]));
    }

    static List<EigenSolver> openBlas() {
        return solvers().stream().filter(solver -> solver.blas() instanceof OpenBlas).toList();
    }

    static List<Precision> precisions() {
        return List.of(Precision.values());
    }

    private static void assertRange(Matrix a, double[] all, EigenRange range, int first, int end, EigenSolver solver) {
        double[] expected = Arrays.copyOfRange(all, first, end);
        assertArrayEquals(expected, solver.values(a, range), tolerance(solver));
        assertVectors(a, expected, solver.vectors(a, range), solver);
    }

    /// Values as expected, `A v = λ v`, and orthonormal vectors.
    private static void assertVectors(Rows a, double[] expected, SymmetricEigen actual, EigenSolver solver) {
        assertArrayEquals(expected, actual.values(), tolerance(solver));
        assertEquals(expected.length, actual.vectors().rows());
        double[] row = new double[a.columns()];
        for (int k = 0; k < expected.length; k++) {
            double[] v = actual.vectors().row(k);
            for (int i = 0; i < v.length; i++) {
                a.copy(i, 1, row, 0);
                assertEquals(expected[k] * v[i], dot(row, v), tolerance(solver), "vector " + k + ", row " + i);
            }
            for (int other = 0; other <= k; other++) {
                assertEquals(other == k ? 1 : 0, dot(actual.vectors().row(other), v), tolerance(solver));
            }
        }
    }

    private static double tolerance(EigenSolver solver) {
        return solver.precision() == Precision.DOUBLE ? ROUNDING : ROUNDING_FLOAT;
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }

    private static Matrix secondDifference(int p) {
        Matrix matrix = Matrix.zeros(p, p);
        for (int i = 0; i < p; i++) {
            matrix.set(i, i, 2);
            if (i > 0) {
                matrix.set(i, i - 1, -1);
                matrix.set(i - 1, i, -1);
            }
        }
        return matrix;
    }

    private static void assertSays(String words, Executable refused) {
        String message = assertThrows(IllegalArgumentException.class, refused).getMessage();
        assertTrue(message.contains(words), message);
    }
}
