package org.remanence.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.remanence.random.RandomStream;
import org.remanence.result.Estimate;
import org.remanence.tensor.Matrix;

/// Against exact eigenvalues of a matrix of order 300. The seeds are fixed, so an alarm is a bug.
class LanczosQuadratureTest {
    private static final Blas BLAS = new OpenBlas(1);
    /// Of Student's law with 19 degrees of freedom, exceeded once in 10 000 times.
    private static final double ALARM = 4.9;
    private static final int P = 300;

    private static Matrix matrix;
    private static double[] exact;
    private static SpectralMeasure measure;

    @BeforeAll
    static void measure() {
        matrix = Samples.symmetric(31, P);
        exact = SymmetricEigen.values(matrix);
        measure = new LanczosQuadrature(20, 40, BLAS, WorkMonitor.NONE).of(LinearOperator.of(matrix, BLAS), draws(1));
    }

    @Test
    void densityAgreesWithTheEigenvaluesSmoothedAlike() {
        double width = measure.resolution();
        assertEquals(1.5 * 4 * Math.sqrt(P) / 40, width, 0.15 * 1.5 * 4 * Math.sqrt(P) / 40, "the semicircle's width over m");
        for (double x = -40; x <= 40; x += 4) {
            double at = x;
            double expected = Arrays.stream(exact).map(each -> gaussian((at - each) / width) / width).sum() / P;
            assertNear(expected, measure.mean(SpectralMeasure.density(x, width)), 1e-6);
        }
    }

    @Test
    void momentsAgreeWithTheTraces() {
        for (int k = 0; k <= 8; k++) {
            int power = k;
            double expected = Arrays.stream(exact).map(each -> Math.pow(each, power)).sum() / P;
            assertNear(expected, measure.moment(k), 1e-12 * Math.pow(2 * Math.sqrt(P), k));
        }
        double logDeterminant = Arrays.stream(exact).map(each -> Math.log(each * each + 100)).sum() / P;
        assertNear(logDeterminant, measure.mean(each -> Math.log(each * each + 100)), 1e-6);
    }

    /// For one vector the share of eigenvalues, each weighted by its overlap, lies between the bounds: no error is allowed.
    @Test
    void sharesLieBetweenTheirBounds() {
        SymmetricEigen eigen = SymmetricEigen.of(matrix);
        double[] v = new double[P];
        for (int r = 0; r < 3; r++) {
            draws(1).fill(r, v);
            double square = Arrays.stream(v).map(x -> x * x).sum();
            for (double x = -36; x <= 36; x += 1.7) {
                double share = 0;
                for (int i = 0; i < P && exact[i] <= x; i++) {
                    double overlap = 0;
                    for (int j = 0; j < P; j++) {
                        overlap += v[j] * eigen.vectors().get(i, j);
                    }
                    share += overlap * overlap / square;
                }
                assertTrue(measure.shareAtLeast(x)[r] <= share + 1e-12, "below at " + x);
                assertTrue(measure.shareAtMost(x)[r] >= share - 1e-12, "above at " + x);
                assertTrue(measure.shareAtMost(x)[r] - measure.shareAtLeast(x)[r] < 0.2, "the bounds say something");
            }
        }
    }

    /// Standard errors are honest: over 40 sets of 8 vectors the scaled deviations of the second moment have the spread of
    /// Student's law with 7 degrees of freedom, √(7/5) = 1.18, itself known to about 15 %.
    @Test
    void errorBarsAreHonest() {
        double expected = Arrays.stream(exact).map(each -> each * each).sum() / P;
        double[] squares = new double[40];
        double[] byLaw = new double[40];
        for (int set = 0; set < squares.length; set++) {
            SpectralMeasure own = new LanczosQuadrature(8, 4, BLAS, WorkMonitor.NONE).of(LinearOperator.of(matrix, BLAS), draws(100 + set));
            Estimate estimate = Estimate.of(own.moment(2));
            squares[set] = Math.pow(estimate.residual(expected), 2);
            byLaw[set] = Math.pow((estimate.mean() - expected) / own.standardError(each -> each * each), 2);
        }
        double spread = Math.sqrt(Arrays.stream(squares).average().orElseThrow());
        assertTrue(spread > 0.7 && spread < 1.9, "spread " + spread);
        double unit = Math.sqrt(Arrays.stream(byLaw).average().orElseThrow());
        assertEquals(1, unit, 4 / Math.sqrt(80), "four standard errors of the spread of 40 normal numbers");
    }

    /// A vector whose space is whole after a few steps has the exact measure.
    @Test
    void fewDistinctEigenvaluesAreFoundExactly() {
        double[] diagonal = new double[50];
        Arrays.fill(diagonal, 0, 30, 1);
        Arrays.fill(diagonal, 30, 45, 2);
        SpectralMeasure few = new LanczosQuadrature(3, 20, BLAS, WorkMonitor.NONE)
                .of(LinearOperator.of(Samples.diagonal(diagonal), BLAS), draws(2));
        for (int r = 0; r < 3; r++) {
            assertArrayEquals(new double[] {0, 1, 2}, few.nodes()[r], 1e-12);
            assertEquals(1, Arrays.stream(few.weights()[r]).sum(), 1e-12);
        }
        assertNear(0.1, few.mean(each -> Math.abs(each) < 0.5 ? 1 : 0), 0);
        SpectralMeasure one = new LanczosQuadrature(2, 5, BLAS, WorkMonitor.NONE)
                .of(LinearOperator.of(Matrix.of(new double[][] {{-7}}), BLAS), draws(2));
        assertArrayEquals(new double[] {-7}, one.nodes()[0]);
        assertArrayEquals(new double[] {1}, one.weights()[0]);
        SpectralMeasure zero = new LanczosQuadrature(1, 5, BLAS, WorkMonitor.NONE)
                .of(LinearOperator.of(Matrix.zeros(6, 6), BLAS), draws(2));
        assertArrayEquals(new double[1], zero.nodes()[0]);
    }

    /// `X Xᵀ`-like operators are never formed; eight vectors at a time or all alone, the answer agrees to rounding.
    @Test
    void covarianceNeedsNoMatrix() {
        Matrix rows = Samples.normal(33, 500, 60);
        Covariance covariance = Covariance.of(rows);
        SpectralMeasure formed = new LanczosQuadrature(11, 10, BLAS, WorkMonitor.NONE)
                .of(LinearOperator.of(covariance.matrix(), BLAS), draws(3));
        SpectralMeasure free = new LanczosQuadrature(11, 10, BLAS, WorkMonitor.NONE)
                .of(LinearOperator.covariance(rows, covariance.mean(), BLAS), draws(3));
        for (int r = 0; r < 11; r++) {
            assertArrayEquals(formed.nodes()[r], free.nodes()[r], 1e-9, "ten steps amplify rounding");
        }
        Gram gram = Gram.of(rows, BLAS);
        SpectralMeasure formedGram = new LanczosQuadrature(11, 10, BLAS, WorkMonitor.NONE)
                .of(LinearOperator.of(gram.matrix(), BLAS), draws(3));
        SpectralMeasure freeGram = new LanczosQuadrature(11, 10, BLAS, WorkMonitor.NONE)
                .of(LinearOperator.gram(rows, covariance.mean(), BLAS), draws(3));
        assertEquals(500, freeGram.order());
        for (int r = 0; r < 11; r++) {
            assertArrayEquals(formedGram.nodes()[r], freeGram.nodes()[r], 1e-9, "ten steps amplify rounding");
        }
        SpectralMeasure alone = new LanczosQuadrature(1, 10, BLAS, WorkMonitor.NONE)
                .of(LinearOperator.of(covariance.matrix(), BLAS), draws(3));
        assertArrayEquals(formed.nodes()[0], alone.nodes()[0], 1e-9);
    }

    /// Each vector is the one of its own index, in whatever group it goes.
    @Test
    void eachVectorIsItsOwn() {
        LinearOperator operator = LinearOperator.of(matrix, BLAS);
        SpectralMeasure many = new LanczosQuadrature(18, 6, BLAS, WorkMonitor.NONE).of(operator, draws(4));
        for (int r : new int[] {0, 7, 8, 15, 16, 17}) {
            SpectralMeasure alone = new LanczosQuadrature(1, 6, BLAS, WorkMonitor.NONE)
                    .of(operator, (index, into) -> draws(4).fill(r + index, into));
            assertArrayEquals(alone.nodes()[0], many.nodes()[r], 1e-10, "vector " + r);
            assertArrayEquals(alone.weights()[0], many.weights()[r], 1e-10, "vector " + r);
        }
    }

    @Test
    void refusesNaN() {
        Matrix nan = Matrix.of(new double[][] {{1, Double.NaN}, {Double.NaN, 1}});
        assertThrows(IllegalArgumentException.class, () -> new LanczosQuadrature(2, 5, BLAS, WorkMonitor.NONE)
                .of(LinearOperator.of(nan, BLAS), draws(1)));
        assertThrows(IllegalArgumentException.class, () -> new LanczosQuadrature(0, 5, BLAS, WorkMonitor.NONE));
    }

    private static LanczosQuadrature.Draws draws(long seed) {
        RandomStream stream = RandomStream.named(seed, "probes");
        return (index, into) -> stream.gaussians(index, 0, into, 0, into.length);
    }

    private static void assertNear(double expected, double[] samples, double rounding) {
        Estimate estimate = Estimate.of(samples);
        assertTrue(Math.abs(estimate.mean() - expected) <= ALARM * estimate.stderr() + rounding,
                "%s, exact %s".formatted(estimate, expected));
    }

    private static double gaussian(double x) {
        return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
    }
}
