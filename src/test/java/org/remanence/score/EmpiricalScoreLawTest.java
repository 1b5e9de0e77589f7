package org.remanence.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.remanence.kernel.Kernels;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.process.VarianceExploding;
import org.remanence.random.RandomStream;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

class EmpiricalScoreLawTest {
    private static final Session LAB = Session.seeded(1);
    private static final Matrix PATTERNS = normals("patterns", 9000, 20);
    private static final Matrix STATES = normals("states", 150, 20);

    @AfterAll
    static void close() {
        LAB.close();
    }

    private static Matrix normals(String purpose, int rows, int columns) {
        Matrix matrix = Matrix.zeros(rows, columns);
        double[] row = new double[columns];
        for (int i = 0; i < rows; i++) {
            RandomStream.named(8, purpose).gaussians(i, 0, row, 0, columns);
            matrix.setRow(i, row);
        }
        return matrix;
    }

    /// Three chunks of patterns; times at which states take the fused pass, the screened pass, and some each.
    @ParameterizedTest
    @EnumSource(Precision.class)
    void sameBitsForAnyThreadsAndBatches(Precision precision) {
        for (double time : new double[] {1.5, 0.2, 1e-3, 1e-9}) {
            Posterior whole = score(precision, LAB).posterior(STATES, time);
            try (Session one = new Session(1, 1, Progress.SILENT); Session five = new Session(1, 5, Progress.SILENT)) {
                assertSame(whole, score(precision, one).posterior(STATES, time), 0);
                assertSame(whole, score(precision, five).posterior(STATES, time), 0);
            }
            for (int first = 0; first < 150; first += 37) {
                Matrix part = STATES.slice(first, Math.min(37, 150 - first));
                assertSame(whole, score(precision, LAB).posterior(part, time), first);
            }
        }
    }

    private static EmpiricalScore score(Precision precision, Session session) {
        return new EmpiricalScore(PATTERNS, new OrnsteinUhlenbeck(), precision, session);
    }

    private static void assertSame(Posterior whole, Posterior part, int first) {
        for (int b = 0; b < part.nearest().length; b++) {
            assertEquals(whole.logDensity()[first + b], part.logDensity()[b]);
            assertEquals(whole.errorBound()[first + b], part.errorBound()[b]);
            assertEquals(whole.participation()[first + b], part.participation()[b]);
            assertEquals(whole.entropy()[first + b], part.entropy()[b]);
            assertEquals(whole.nearest()[first + b], part.nearest()[b]);
            assertEquals(whole.traceCovariance()[first + b], part.traceCovariance()[b]);
            assertArrayEquals(whole.denoiser().row(first + b), part.denoiser().row(b));
            assertArrayEquals(whole.score().row(first + b), part.score().row(b));
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    @Tag("lanes")
    void lanesReturnTheBitsOfTheScalarKernels(Precision precision) {
        Matrix states = STATES.slice(0, 40);
        for (Kernels kernels : Kernels.all()) {
            for (double time : new double[] {1, 1e-7}) {
                double tolerance = precision == Precision.FLOAT ? 1e-4 : 1e-10;
                Posterior scalar = new EmpiricalScore(PATTERNS, new OrnsteinUhlenbeck(), precision, tolerance, Kernels.scalar(), LAB)
                        .posterior(states, time);
                assertSame(scalar, new EmpiricalScore(PATTERNS, new OrnsteinUhlenbeck(), precision, tolerance, kernels, LAB)
                        .posterior(states, time), 0);
            }
        }
    }

    /// A tolerance that nothing meets sends every state through the screened pass, which must agree with the fused one.
    @Test
    void bothPassesAgree() {
        EmpiricalScore screened =
                new EmpiricalScore(PATTERNS, new OrnsteinUhlenbeck(), Precision.DOUBLE, 1e-300, Kernels.get(), LAB);
        for (double time : new double[] {3, 0.7, 0.1}) {
            Posterior a = score(Precision.DOUBLE, LAB).posterior(STATES, time);
            Posterior b = screened.posterior(STATES, time);
            for (int i = 0; i < 150; i++) {
                assertEquals(a.logDensity()[i], b.logDensity()[i], a.errorBound()[i] + b.errorBound()[i]);
                assertEquals(a.entropy()[i], b.entropy()[i], 1e-10);
                assertEquals(a.participation()[i], b.participation()[i], 1e-11);
                assertEquals(a.traceCovariance()[i], b.traceCovariance()[i], 1e-10);
                assertArrayEquals(a.denoiser().row(i), b.denoiser().row(i), 1e-11);
                assertArrayEquals(a.score().row(i), b.score().row(i), 1e-10);
            }
        }
    }

    /// In float, states for which the screen leaves too many patterns take the products in double: the numbers agree to the
    /// accuracy of double.
    @Test
    void crowdedStatesTakeProductsInDouble() {
        double time = 0.2;
        Posterior a = score(Precision.DOUBLE, LAB).posterior(STATES, time);
        Posterior b = score(Precision.FLOAT, LAB).posterior(STATES, time);
        int same = 0;
        for (int i = 0; i < 150; i++) {
            assertEquals(a.logDensity()[i], b.logDensity()[i], a.errorBound()[i] + b.errorBound()[i]);
            same += a.logDensity()[i] == b.logDensity()[i] && a.errorBound()[i] == b.errorBound()[i] ? 1 : 0;
        }
        assertTrue(same > 100, "only %d of 150 states took the products in double".formatted(same));
    }

    /// Numbers beyond what squares can hold are refused, and a scale of 0 is a pure Gaussian.
    @Test
    void neverReturnsNaN() {
        double[][] patterns = {{1, 2}, {-4, 0}};
        for (Precision precision : Precision.values()) {
            var ou = new EmpiricalScore(Matrix.of(patterns), new OrnsteinUhlenbeck(), precision, LAB);
            Posterior late = ou.posterior(Matrix.of(new double[][] {{0.5, -3}}), 800);
            assertArrayEquals(new double[] {-0.5, 3}, late.score().row(0));
            assertArrayEquals(new double[] {-1.5, 1}, late.denoiser().row(0), 1e-15);
            Posterior beyond = ou.posterior(Matrix.of(new double[][] {{1e150, 0}}), 1);
            assertArrayEquals(patterns[0], beyond.denoiser().row(0), 1e-14);
            Posterior wide = new EmpiricalScore(Matrix.of(patterns), new VarianceExploding(), precision, LAB)
                    .posterior(Matrix.of(patterns), 1.7e308);
            assertTrue(Double.isFinite(wide.logDensity()[0]));
            for (double far : new double[] {1e150, 1e160, 1e300}) {
                Matrix state = Matrix.of(new double[][] {{far, -far}});
                String message = assertThrows(IllegalArgumentException.class, () -> ou.posterior(state, 1e-300)).getMessage();
                assertTrue(message.contains("state 0 overflow"), message);
            }
            Posterior near = ou.posterior(Matrix.of(patterns), 1e-300);
            assertEquals(1, near.largest()[0]);
            assertArrayEquals(patterns[1], near.denoiser().row(1), 1e-15);
            assertTrue(Double.isFinite(near.score().get(0, 0)) && Double.isFinite(near.logDensity()[0]));
        }
    }

    /// Central differences of step 1e-5: truncation 1e-10 times third derivatives, rounding 1e-13 / 1e-5.
    @Test
    void scoreIsTheGradientOfLogDensityAndJacobianOfScore() {
        double h = 1e-5;
        double time = 0.4;
        EmpiricalScore score = score(Precision.DOUBLE, LAB);
        double[] x = STATES.row(3);
        double[] gradient = score.posterior(STATES.slice(3, 1), time).score().row(0);
        Matrix jacobian = score.jacobian(x, time);
        for (int k = 0; k < 20; k++) {
            double[][] moved = {x.clone(), x.clone()};
            moved[0][k] += h;
            moved[1][k] -= h;
            Posterior around = score.posterior(Matrix.of(moved), time);
            assertEquals(gradient[k], (around.logDensity()[0] - around.logDensity()[1]) / (2 * h), 1e-7);
            for (int i = 0; i < 20; i++) {
                double difference = (around.score().get(0, i) - around.score().get(1, i)) / (2 * h);
                assertEquals(jacobian.get(i, k), difference, 1e-6);
            }
        }
    }

    /// `log p_VP(x, t) = log p_VE(e^t x, e^{2t} − 1) + d t`, and responsibilities do not know the clock.
    @Test
    void bothClocksTellTheSame() {
        double time = 0.6;
        OrnsteinUhlenbeck ou = new OrnsteinUhlenbeck();
        Matrix scaled = Matrix.zeros(150, 20);
        for (int b = 0; b < 150; b++) {
            for (int k = 0; k < 20; k++) {
                scaled.set(b, k, STATES.get(b, k) / ou.scale(time));
            }
        }
        Posterior vp = score(Precision.DOUBLE, LAB).posterior(STATES, time);
        Posterior ve = new EmpiricalScore(PATTERNS, new VarianceExploding(), Precision.DOUBLE, LAB)
                .posterior(scaled, ou.noiseToSignal(time));
        for (int b = 0; b < 150; b++) {
            assertEquals(vp.logDensity()[b], ve.logDensity()[b] + 20 * time, 1e-10);
            assertEquals(vp.entropy()[b], ve.entropy()[b], 1e-10);
            assertEquals(vp.participation()[b], ve.participation()[b], 1e-11);
            assertArrayEquals(vp.denoiser().row(b), ve.denoiser().row(b), 1e-11);
        }
    }

    @Test
    void countsDuplicatesAndSurvivesOnePattern() {
        double[][] twins = {{1, 2}, {1, 2}, {-4, 0}};
        Posterior at = new EmpiricalScore(Matrix.of(twins), new OrnsteinUhlenbeck(), Precision.DOUBLE, LAB)
                .posterior(Matrix.of(new double[][] {{1, 2}}), 1e-6);
        assertEquals(2, at.effectivePatterns()[0], 1e-12);
        assertEquals(0, at.nearest()[0]);
        Posterior single = new EmpiricalScore(Matrix.of(new double[][] {{1, 2}}), new OrnsteinUhlenbeck(), Precision.DOUBLE, LAB)
                .posterior(Matrix.of(new double[][] {{0, 5}}), 0.3);
        assertEquals(1, single.effectivePatterns()[0]);
        assertEquals(0, single.entropy()[0]);
    }

    @Test
    void refusesWhatHasNoScore() {
        EmpiricalScore score = score(Precision.DOUBLE, LAB);
        for (double time : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> score.posterior(STATES, time));
        }
        assertThrows(IllegalArgumentException.class, () -> score.posterior(normals("states", 2, 19), 1));
        Matrix bad = Matrix.zeros(1, 20);
        bad.set(0, 3, Double.NaN);
        assertThrows(IllegalArgumentException.class, () -> score.posterior(bad, 1));
        String message = assertThrows(IllegalArgumentException.class,
                () -> new EmpiricalScore(bad, new OrnsteinUhlenbeck(), Precision.DOUBLE, LAB)).getMessage();
        assertTrue(message.contains("row 0"), message);
    }
}
