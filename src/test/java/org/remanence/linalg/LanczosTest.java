package org.remanence.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.remanence.tensor.Matrix;

/// Ritz values of a symmetric matrix err by at most their residual, and by its square over the gap.
class LanczosTest {
    private static final Blas BLAS = new OpenBlas(1);

    @ParameterizedTest
    @MethodSource("org.remanence.linalg.Samples#libraries")
    void findsTheEndOfEverySmallSpectrum(Blas blas) {
        for (int p : Samples.SIZES) {
            Matrix a = Samples.symmetric(21, p);
            int count = Math.min(3, p);
            LeadingEigen found = Lanczos.largest(count, blas, WorkMonitor.NONE).of(LinearOperator.of(a, blas));
            assertPairs(a, SymmetricEigen.values(a), found, 1e-9 * Math.sqrt(p));
        }
    }

    /// 400 > basis = 54: restarts are needed, and the second difference has its largest eigenvalues close together.
    @Test
    void restartsResolveCloseEigenvalues() {
        int p = 400;
        Matrix a = Matrix.zeros(p, p);
        for (int i = 0; i < p; i++) {
            a.set(i, i, 2);
            if (i > 0) {
                a.set(i, i - 1, -1);
                a.set(i - 1, i, -1);
            }
        }
        LeadingEigen found = Lanczos.largest(3, BLAS, WorkMonitor.NONE).of(LinearOperator.of(a, BLAS));
        double[] expected = IntStream.rangeClosed(1, p).mapToDouble(k -> 2 - 2 * Math.cos(Math.PI * k / (p + 1))).toArray();
        assertPairs(a, expected, found, 4e-10);
        assertTrue(found.values()[0] - found.values()[1] < 2e-4, "the eigenvalues are close");
    }

    /// Of 30 copies a block of 8 sees 8; the rest shows when the space is filled anew from random vectors.
    @Test
    void copiesBeyondTheBlockAreFound() {
        double[] values = IntStream.range(0, 300).mapToDouble(i -> i < 30 ? 5 : 4.0 * i / 300).toArray();
        LeadingEigen found = Lanczos.largest(25, BLAS, WorkMonitor.NONE).of(LinearOperator.of(Samples.diagonal(values), BLAS));
        assertTrue(found.converged());
        double[] expected = new double[25];
        Arrays.fill(expected, 5);
        assertArrayEquals(expected, found.values(), 5e-10);
    }

    /// Few distinct eigenvalues make a small space whole at once, with a copy or two in it; each confirmation finds a few more.
    @Test
    void copiesAreConfirmedUntilNoneIsNew() {
        for (int copies : new int[] {3, 6, 12}) {
            double[] values = IntStream.range(0, 60).mapToDouble(i -> i < copies ? 5 : Math.max(0, copies + 4 - i)).toArray();
            for (int block = 1; block <= 2; block++) {
                LeadingEigen found = new Lanczos(copies + 2, 1e-10, block, copies + 2 + 2 * block, 100_000, BLAS, WorkMonitor.NONE)
                        .of(LinearOperator.of(Samples.diagonal(values), BLAS));
                assertTrue(found.converged());
                assertArrayEquals(Arrays.copyOf(values, copies + 2), found.values(), 5e-10, copies + " copies, blocks of " + block);
            }
        }
    }

    @Test
    void multiplesOfOneAndRankOneAreLegal() {
        double[] ones = new double[120];
        Arrays.fill(ones, 1);
        for (double factor : new double[] {0, -2, 3}) {
            Matrix a = Samples.diagonal(Arrays.stream(ones).map(x -> factor * x).toArray());
            LeadingEigen found = Lanczos.largest(4, BLAS, WorkMonitor.NONE).of(LinearOperator.of(a, BLAS));
            assertPairs(a, SymmetricEigen.values(a), found, 1e-9);
        }
        Matrix rankOne = Matrix.zeros(120, 120);
        BLAS.gemm(1, Matrix.of(new double[][] {ones}), Operand.TRANSPOSED, Matrix.of(new double[][] {ones}), Operand.PLAIN, 0,
                rankOne);
        assertPairs(rankOne, SymmetricEigen.values(rankOne),
                Lanczos.largest(2, BLAS, WorkMonitor.NONE).of(LinearOperator.of(rankOne, BLAS)), 120e-10);
    }

    /// The covariance that is never formed against the one that is.
    @Test
    void agreesWithTheDenseCovariance() {
        Matrix rows = Samples.normal(22, 90, 130);
        for (int i = 0; i < 90; i++) {
            for (int j = 0; j < 130; j++) {
                rows.set(i, j, 1e3 + rows.get(i, j) * (j < 4 ? 10 - j : 1));
            }
        }
        Covariance covariance = Covariance.of(rows);
        LeadingEigen found = Lanczos.largest(6, BLAS, WorkMonitor.NONE)
                .of(LinearOperator.covariance(rows, covariance.mean(), BLAS));
        assertPairs(covariance.matrix(), SymmetricEigen.values(covariance.matrix()), found, 1e-8);
    }

    /// Products in float leave residuals of some 2⁻²⁴ √p of the largest eigenvalue, and they are told.
    @Test
    void floatProductsStateWhatTheyReach() {
        Matrix a = Samples.symmetric(23, 200);
        float[] narrow = new float[200 * 200];
        a.copy(0, 200, narrow, 0);
        LinearOperator floats = LinearOperator.of(FloatMatrix.of(narrow, 200, 200), BLAS);
        LeadingEigen found = Lanczos.largest(3, BLAS, WorkMonitor.NONE).withTolerance(1e-5).of(floats);
        assertPairs(a, SymmetricEigen.values(a), found, 30 * 1e-5);
        assertTrue(Arrays.stream(found.residuals()).allMatch(residual -> residual > 1e-9), "float products cannot do better");
    }

    @Test
    void sameBitsAgain() {
        Matrix a = Samples.symmetric(24, 150);
        Lanczos search = Lanczos.largest(5, BLAS, WorkMonitor.NONE);
        LeadingEigen first = search.of(LinearOperator.of(a, BLAS));
        LeadingEigen second = search.of(LinearOperator.of(a, BLAS));
        assertArrayEquals(first.values(), second.values());
        assertEquals(-1, first.vectors().segment().mismatch(second.vectors().segment()));
    }

    @Test
    void saysWhenProductsRunOut() {
        Matrix a = Samples.symmetric(25, 200);
        LeadingEigen found = new Lanczos(3, 1e-10, 2, 7, 30, BLAS, WorkMonitor.NONE).of(LinearOperator.of(a, BLAS));
        assertFalse(found.converged());
        double[] exact = SymmetricEigen.values(a);
        for (int i = 0; i < 3; i++) {
            double value = found.values()[i];
            double nearest = Arrays.stream(exact).map(each -> Math.abs(each - value)).min().orElseThrow();
            assertTrue(nearest <= found.residuals()[i] && found.residuals()[i] > 1e-3, "the residual bounds the error");
        }
    }

    @Test
    void refusesWhatHasNoAnswer() {
        Lanczos search = Lanczos.largest(3, BLAS, WorkMonitor.NONE);
        assertThrows(IllegalArgumentException.class, () -> search.of(LinearOperator.of(Samples.symmetric(1, 2), BLAS)));
        Matrix nan = Samples.symmetric(1, 20);
        nan.set(3, 3, Double.NaN);
        assertThrows(IllegalArgumentException.class, () -> search.of(LinearOperator.of(nan, BLAS)));
        assertThrows(IllegalArgumentException.class, () -> Lanczos.largest(0, BLAS, WorkMonitor.NONE));
        assertThrows(IllegalArgumentException.class, () -> search.withTolerance(Double.NaN));
    }

    @Test
    void whoeverWatchesHearsAndMayGiveUp() {
        List<String> heard = new ArrayList<>();
        WorkMonitor watch = new WorkMonitor() {
            @Override
            public void begin(String phase, long total) {
                heard.add("begin");
            }

            @Override
            public void reached(long soFar) {
                heard.add("reached " + soFar);
                if (soFar > 8) {
                    throw new IllegalStateException("enough");
                }
            }

            @Override
            public void end() {
                heard.add("end");
            }
        };
        assertThrows(IllegalStateException.class, () ->
                Lanczos.largest(3, BLAS, watch).of(LinearOperator.of(Samples.symmetric(1, 200), BLAS)));
        assertEquals(List.of("begin", "reached 8", "reached 16", "end"), heard);
    }

    private static void assertPairs(Matrix a, double[] ascending, LeadingEigen found, double tolerance) {
        int count = found.values().length;
        double[] expected = IntStream.rangeClosed(1, count).mapToDouble(i -> ascending[ascending.length - i]).toArray();
        assertArrayEquals(expected, found.values(), tolerance);
        assertTrue(found.converged());
        Matrix product = Samples.multiply(found.vectors(), a);
        for (int k = 0; k < count; k++) {
            double[] v = found.vectors().row(k);
            double value = found.values()[k];
            double[] image = product.row(k);
            double residual = norm(IntStream.range(0, v.length).mapToDouble(i -> image[i] - value * v[i]));
            assertTrue(residual <= tolerance, "residual " + residual);
            assertEquals(residual, found.residuals()[k], tolerance, "stated residual");
        }
        Samples.assertClose(Samples.diagonal(DoubleStream.generate(() -> 1).limit(count).toArray()),
                Samples.multiply(found.vectors(), Samples.transpose(found.vectors())), 1e-12);
    }

    private static double norm(DoubleStream values) {
        return Math.sqrt(values.map(x -> x * x).sum());
    }
}
