package org.remanence.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.Exact;
import org.remanence.Golden;
import org.remanence.kernel.Kernels;
import org.remanence.linalg.SymmetricEigen;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.process.VarianceExploding;
import org.remanence.random.RandomStream;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

class EmpiricalScoreOracleTest {
    private static final double[][] FOUR = {{1, 0, 0.5}, {-0.5, 1.25, 0}, {0.25, -1, 0.75}, {-1, -0.25, -0.5}};
    private static final double[] X = {0.3, -0.2, 0.1};
    private static final Session LAB = Session.seeded(1);

    @AfterAll
    static void close() {
        LAB.close();
    }

    private static Posterior at(double[][] patterns, double[] x, double time) {
        return new EmpiricalScore(Matrix.of(patterns), new OrnsteinUhlenbeck(), Precision.DOUBLE, LAB)
                .posterior(Matrix.of(new double[][] {x}), time);
    }

    @Test
    void matchesReferencesOfFourPatterns() {
        for (Golden golden : Golden.read("empirical", "vp.")) {
            boolean far = golden.name().contains("far");
            Posterior at = at(FOUR, far ? new double[] {1e4, -1e4, 5e3} : X, golden.param("t"));
            if (golden.name().contains("logp")) {
                golden.check(at.logDensity());
            } else if (golden.name().contains("score")) {
                golden.check(at.score().row(0));
            } else if (golden.name().contains("neff")) {
                golden.check(at.effectivePatterns());
            } else if (golden.name().equals("vp.Hw(t=1e-3)")) {
                // The largest weight is 1 − 2e-41, which the 40 digits of that reference round; this value has 80.
                assertEquals(2.0032875682274564e-39, at.entropy()[0], 1e-9 * 2e-39);
            } else if (golden.name().contains("Hw")) {
                golden.check(at.entropy());
            } else if (golden.name().contains("Jeig")) {
                golden.check(eigenvalues(golden.param("t")));
            } else if (golden.name().contains("weights")) {
                double[] sorted = golden.value().clone();
                Arrays.sort(sorted);
                assertEquals(sorted[3], at.largest()[0], 1e-9 * sorted[3]);
                double rest = sorted[0] + sorted[1] + sorted[2];
                assertEquals(rest, at.remainder()[0], 1e-9 * rest);
            }
        }
    }

    private static double[] eigenvalues(double time) {
        return SymmetricEigen.of(new EmpiricalScore(Matrix.of(FOUR), new OrnsteinUhlenbeck(), Precision.DOUBLE, LAB)
                .jacobian(X, time)).values();
    }

    @Test
    void matchesTheVarianceExplodingReference() {
        Golden golden = Golden.read("empirical", "ve.score").getFirst();
        golden.check(new EmpiricalScore(Matrix.of(FOUR), new VarianceExploding(), Precision.DOUBLE, LAB)
                .posterior(Matrix.of(new double[][] {golden.params("x")}), golden.param("tau")).score().row(0));
    }

    /// log p within 1e-12 relative or 1e-10 absolute of 45-digit arithmetic, and within the returned bound; for states drawn
    /// from the process, at a pattern, and far away.
    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 1e-8, 1e-5, 1e-3, 0.03, 0.3, 1, 3, 20})
    void isExactAtEveryTime(double time) {
        for (int d : new int[] {1, 2, 17, 100, 700}) {
            double[][] patterns = patterns(d, 12);
            Matrix states = states(patterns, time);
            Posterior posterior = new EmpiricalScore(Matrix.of(patterns), new OrnsteinUhlenbeck(), Precision.DOUBLE, LAB)
                    .posterior(states, time);
            for (int b = 0; b < states.rows(); b++) {
                double[] exact = Exact.logDensityAndEntropy(patterns, states.row(b), time);
                double error = Math.abs(posterior.logDensity()[b] - exact[0]);
                String where = "d=%d t=%s state %d: %s, exact %s".formatted(d, time, b, posterior.logDensity()[b], exact[0]);
                assertTrue(error <= Math.max(1e-10, 1e-12 * Math.abs(exact[0])), where);
                assertTrue(error <= posterior.errorBound()[b], where + ", bound " + posterior.errorBound()[b]);
                assertEquals(exact[1], posterior.entropy()[b], 1e-9 * exact[1] + 1e-15, where);
            }
        }
    }

    /// Patterns of 1e6 around 3e6 and of 1e-6, and bytes, at times where the scale needs more digits than a double has.
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.2, 0.6, 0.75, 1.5, 5, 12})
    void keepsItsBoundWhateverTheUnits(double time) {
        for (double[] unit : new double[][] {{1e6, 3e6}, {1e-6, 0}, {60, 100}}) {
            for (int d : new int[] {1, 5, 133}) {
                double[][] patterns = patterns(d, 8);
                for (double[] pattern : patterns) {
                    Arrays.setAll(pattern, k -> unit[0] * pattern[k] + unit[1]);
                }
                Matrix states = states(patterns, time);
                Posterior posterior = new EmpiricalScore(Matrix.of(patterns), new OrnsteinUhlenbeck(), Precision.DOUBLE, LAB)
                        .posterior(states, time);
                for (int b = 0; b < states.rows(); b++) {
                    double exact = Exact.logDensityAndEntropy(patterns, states.row(b), time)[0];
                    double error = Math.abs(posterior.logDensity()[b] - exact);
                    String where = "unit %s d=%d state %d: error %s of %s".formatted(unit[0], d, b, error, exact);
                    assertTrue(error <= posterior.errorBound()[b], where + ", bound " + posterior.errorBound()[b]);
                    assertTrue(error <= Math.max(1e-10, 1e-12 * Math.abs(exact)), where);
                }
            }
        }
    }

    /// Two patterns of 10⁶ whose centre is no multiple of the rounding of s: the reference has 60 digits.
    @Test
    void theScaleHasMoreDigitsThanADouble() {
        Posterior at = at(new double[][] {{999_999}, {1_000_001}}, new double[] {904837.7180359595}, 0.1);
        assertEquals(2.860952944715067, at.score().get(0, 0), 1e-14);
    }

    /// A sum of 3000 logarithms of 1e-300 is rounded to 1e-10, though the only log-weight is 0 exactly. The reference has 40 digits.
    @Test
    void theBoundHoldsTheRoundingOfTheNormalization() {
        Posterior at = new EmpiricalScore(Matrix.zeros(1, 3000), new VarianceExploding(), Precision.DOUBLE, LAB)
                .posterior(Matrix.zeros(1, 3000), 1e-300);
        assertEquals(1033406.47624770654, at.logDensity()[0], at.errorBound()[0]);
        assertTrue(at.errorBound()[0] >= Math.ulp(at.logDensity()[0]) && at.errorBound()[0] < 32 * Math.ulp(at.logDensity()[0]),
                "bound " + at.errorBound()[0]);
    }

    /// So far away that |x|² drowns what the patterns differ by, responsibilities are still right: log-weights here are 1e12, and
    /// their differences are of order one.
    @ParameterizedTest
    @ValueSource(doubles = {6, 10, 14, 20})
    void farStatesKeepTheirResponsibilities(double time) {
        double[][] patterns = patterns(5, 12);
        for (Precision precision : Precision.values()) {
            double[] x = new double[5];
            Arrays.setAll(x, k -> (k + 1) * Math.exp(time) * 0.3);
            Posterior posterior = new EmpiricalScore(Matrix.of(patterns), new OrnsteinUhlenbeck(), precision, LAB)
                    .posterior(Matrix.of(new double[][] {x}), time);
            double[] exact = Exact.logDensityAndEntropy(patterns, x, time);
            assertEquals(exact[1], posterior.entropy()[0], precision == Precision.DOUBLE ? 1e-12 : 1e-4);
            assertEquals(exact[0], posterior.logDensity()[0], posterior.errorBound()[0]);
            double tilted = 0;
            for (double[] pattern : patterns) {
                tilted = Math.max(tilted, Math.abs(pattern[0]));
            }
            assertTrue(Math.abs(posterior.denoiser().get(0, 0)) <= tilted, "denoiser outside of the patterns");
        }
    }

    /// Where direct distances would lose more digits than products in double, these serve float too: the same bits, within a bound
    /// that is below that of the direct distance, 48 roundings of a log-weight.
    @ParameterizedTest
    @ValueSource(doubles = {1e3, 1e4, 1e6})
    void farStatesTakeTheBetterArithmetic(double far) {
        double[][] patterns = patterns(5, 12);
        double[] x = {far, 0, -far / 2, 0, 1};
        Matrix state = Matrix.of(new double[][] {x});
        double exact = Exact.logDensityAndEntropy(patterns, x, 0.1)[0];
        Posterior fine = new EmpiricalScore(Matrix.of(patterns), new OrnsteinUhlenbeck(), Precision.DOUBLE, LAB).posterior(state, 0.1);
        Posterior coarse = new EmpiricalScore(Matrix.of(patterns), new OrnsteinUhlenbeck(), Precision.FLOAT, LAB).posterior(state, 0.1);
        assertEquals(exact, fine.logDensity()[0], fine.errorBound()[0]);
        assertEquals(fine.logDensity()[0], coarse.logDensity()[0]);
        assertEquals(fine.errorBound()[0], coarse.errorBound()[0]);
        assertTrue(fine.errorBound()[0] < 48 * 0x1p-53 * Math.abs(exact) + 1e-12, "bound " + fine.errorBound()[0]);
    }

    /// In float the returned bound holds and stays below the tolerance: 1e-4 nat on a log-weight, and the sums of a tile.
    @ParameterizedTest
    @ValueSource(doubles = {1e-10, 2e-6, 5e-5, 5e-3, 0.1, 0.5, 2})
    void floatKeepsItsBound(double time) {
        for (int d : new int[] {3, 64, 768}) {
            double[][] patterns = patterns(d, 40);
            Matrix states = states(patterns, time);
            Posterior posterior = new EmpiricalScore(Matrix.of(patterns), new OrnsteinUhlenbeck(), Precision.FLOAT, LAB)
                    .posterior(states, time);
            EmpiricalScore unordered = new EmpiricalScore(Matrix.of(patterns), new OrnsteinUhlenbeck(), Precision.FLOAT, 1e-4,
                    Kernels.get().unordered(), LAB);
            for (int b = 0; b < states.rows(); b++) {
                double exact = Exact.logDensityAndEntropy(patterns, states.row(b), time)[0];
                double bound = posterior.errorBound()[b];
                assertEquals(exact, posterior.logDensity()[b], bound);
                Posterior alone = unordered.posterior(Matrix.of(new double[][] {states.row(b)}), time);
                assertEquals(exact, alone.logDensity()[0], alone.errorBound()[0]);
                assertTrue(bound < Math.max(2e-4, 1e-12 * Math.abs(exact)), "bound " + bound);
            }
        }
    }

    private static double[][] patterns(int d, int n) {
        double[][] patterns = new double[n + 1][d];
        for (int mu = 0; mu < n; mu++) {
            RandomStream.named(5, "patterns").gaussians(mu, 0, patterns[mu], 0, d);
            patterns[mu][0] += 3;
        }
        patterns[n] = patterns[0].clone();
        return patterns;
    }

    private static Matrix states(double[][] patterns, double time) {
        int d = patterns[0].length;
        double s = Math.exp(-time);
        double sd = Math.sqrt(-Math.expm1(-2 * time));
        double[][] states = new double[5][d];
        for (int b = 0; b < 3; b++) {
            RandomStream.named(6, "states").gaussians(b, 0, states[b], 0, d);
            for (int k = 0; k < d; k++) {
                states[b][k] = s * patterns[b][k] + sd * states[b][k];
            }
        }
        states[3] = patterns[1].clone();
        Arrays.fill(states[4], 1e4);
        return Matrix.of(states);
    }
}
