package org.remanence.theory.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.remanence.Golden;
import org.remanence.theory.GaussianJacobian;

class JacobianOracleTest {
    private static final double ROUNDING = 1e-13;
    /// Two directions of variance 1, five of 0.3, none along the other 23.
    private static final double[] MANIFOLD = variances(30, 0.3);

    private static double[] variances(int dimension, double second) {
        double[] variances = new double[dimension];
        Arrays.fill(variances, 0, 2, 1);
        Arrays.fill(variances, 2, 7, second);
        return variances;
    }

    @Test
    void randomManifoldHasThePublishedBulk() {
        for (Golden golden : Golden.read("jacobian", "gap random F")) {
            var manifold = new RandomManifold(golden.param("sigma2"), golden.param("alpha_m"));
            golden.check(manifold.gap(golden.param("t")), manifold.gapAsPrinted(golden.param("t")), manifold.lowest(), manifold.highest());
        }
    }

    @Test
    void gapsStandBetweenDirectionsOfDifferentVariance() {
        var law = new GaussianJacobian(MANIFOLD);
        double tau = 0.05;
        List<GaussianJacobian.Gap> gaps = law.gaps(tau);
        assertEquals(List.of(23, 28), gaps.stream().map(GaussianJacobian.Gap::position).toList());
        assertEquals(0.3 / 0.35, gaps.get(0).height(), ROUNDING, "σ²/(τ + σ²)");
        assertEquals(1 / 1.05 - 0.3 / 0.35, gaps.get(1).height(), ROUNDING);
        double[] spectrum = law.spectrum(tau);
        assertEquals(1, spectrum[0], 0);
        assertEquals(0.05 / 0.35, spectrum[23], ROUNDING);
        assertEquals(0.05 / 1.05, spectrum[29], ROUNDING);
        assertEquals(30 - Arrays.stream(spectrum).sum(), law.effectiveDimension(tau), ROUNDING * 30);
        assertEquals(7, law.effectiveDimension(1e-12), 1e-10, "the dimension of the manifold");
        assertEquals(List.of(), new GaussianJacobian(new double[] {2, 2, 2}).gaps(1));
    }

    @Test
    void gapBetweenTwoVariancesIsWidestAtTheProductOfTheirDeviations() {
        double best = GaussianJacobian.widest(1, 0.3);
        assertEquals(Math.sqrt(0.3), best, ROUNDING);
        var law = new GaussianJacobian(new double[] {1, 0.3});
        double height = law.gaps(best).getFirst().height();
        assertEquals(GaussianJacobian.largestHeight(0.3, 1), height, ROUNDING);
        assertTrue(law.gaps(best * 1.01).getFirst().height() < height && law.gaps(best / 1.01).getFirst().height() < height);
        var wide = new RandomManifold(1, 0.25);
        assertEquals(Math.sqrt(wide.lowest() * new RandomManifold(0.01, 0.25).highest()), wide.widest(new RandomManifold(0.01, 0.25)), ROUNDING);
    }

    @Test
    void columnsOfEquation18AgreeWithReference() {
        for (Golden golden : Golden.read("jacobian", "column rms")) {
            var form = golden.name().contains("corrected") ? ActiveSamples.Form.DERIVED
                    : golden.name().contains("eq19") ? ActiveSamples.Form.EQ19_LITERAL : ActiveSamples.Form.EQ43_LITERAL;
            var time = golden.name().contains("t_c eq15") ? CondensationTime.PAPER : CondensationTime.DERIVED;
            double[] norms = new ActiveSamples(MANIFOLD, activity(time)).columnNorms(form, golden.param("t"));
            golden.check(norms[0], norms[2], norms[7]);
        }
    }

    private static ActiveSamples.Activity activity(CondensationTime time) {
        return ActiveSamples.Activity.of(MANIFOLD, 1000, EffectiveNumber.SEED_MIN, time);
    }

    /// Far above the condensation both count the patterns that a weight squared selects.
    @Test
    void effectivePatternsAreThoseOfTheRandomEnergyModel() {
        var full = ActiveSamples.Activity.of(MANIFOLD, 1000, EffectiveNumber.FULL, CondensationTime.DERIVED);
        double[] state = new double[30];
        state[2] = 0.4;
        for (double tau : new double[] {0.1, 0.5, 2}) {
            double expected = full.patterns(state, tau);
            assertEquals(expected, new ScoreFluctuations(MANIFOLD, 1000).effectivePatterns(state, tau), 1e-12 * expected);
        }
    }

    @Test
    void entriesOfEquation18AddUpToItsColumns() {
        var law = new ActiveSamples(MANIFOLD, activity(CondensationTime.PAPER));
        double tau = 0.2;
        double[] phi = law.activities(tau);
        double[] norms = law.columnNorms(ActiveSamples.Form.DERIVED, tau);
        for (int j : new int[] {0, 4, 29}) {
            double sum = law.mean(j, tau) * law.mean(j, tau);
            for (int i = 0; i < 30; i++) {
                sum += law.scatter(i, tau) * phi[j];
            }
            assertEquals(Math.sqrt(sum), norms[j], ROUNDING * norms[j]);
        }
    }

    @Test
    void codeOfTheFiguresAgreesWithReference() {
        double[] sigmas = new double[30];
        Arrays.fill(sigmas, 1e-6);
        Arrays.fill(sigmas, 0, 2, 1);
        Arrays.fill(sigmas, 2, 7, 0.3);
        for (Golden golden : Golden.read("jacobian", "published Fig.4-left")) {
            double[] ascending = new FigureCode(sigmas, 1000, true).columnNorms(golden.param("t"));
            Arrays.sort(ascending);
            double[] tail = new double[23];
            Arrays.setAll(tail, i -> ascending[22 - i] / ascending[22]);
            golden.check(tail[0], tail[15], tail[16], tail[20], tail[21], tail[22]);
        }
    }

    /// Posterior densities integrated by the trapezoidal rule, which converges geometrically for Gaussians.
    @Test
    void overlapOfPosteriorsIsTheirIntegral() {
        double[][] states = {{0.7, -0.3}, {-0.2, 1.1}};
        double[] variances = {1, 0.09};
        double tau = 0.23;
        double product = 1;
        for (int i = 0; i < 2; i++) {
            product *= average(states[0][i], states[1][i], variances[i], tau, _ -> 1);
        }
        assertEquals(product, new ScoreFluctuations(variances, 10).overlap(states[0], states[1], tau), 1e-10);
    }

    /// Mean, bias and scatter of the ratio `Σ r y / Σ r`, r = p(y|x)/p(y), by the delta method, each average over patterns an integral.
    @Test
    void squaredDifferenceIsThatOfRatiosOfSums() {
        assertEquals(1.0269998, new ScoreFluctuations(new double[] {1}, 100).squaredDifference(new double[] {2}, new double[1], 1), 1e-7, "digits given");
        double[] a = {0.7, -0.3};
        double[] b = {-0.2, 1.1};
        double[] variances = {1, 0.09};
        double tau = 0.83;
        double patterns = 50;
        double expected = 0;
        for (int i = 0; i < 2; i++) {
            double c = variances[i];
            int other = 1 - i;
            double ma = c * a[i] / (tau + c);
            double mb = c * b[i] / (tau + c);
            double aa = average(a[other], a[other], variances[other], tau, _ -> 1);
            double bb = average(b[other], b[other], variances[other], tau, _ -> 1);
            double ab = average(a[other], b[other], variances[other], tau, _ -> 1);
            double mean = ma - a[i] - (mb - b[i]);
            double bias = -aa * average(a[i], a[i], c, tau, y -> y - ma) + bb * average(b[i], b[i], c, tau, y -> y - mb);
            double scatter = aa * average(a[i], a[i], c, tau, y -> (y - ma) * (y - ma)) + bb * average(b[i], b[i], c, tau, y -> (y - mb) * (y - mb))
                    - 2 * ab * average(a[i], b[i], c, tau, y -> (y - ma) * (y - mb));
            expected += (mean * mean + (2 * mean * bias + scatter) / patterns) / (tau * tau);
        }
        assertEquals(expected, new ScoreFluctuations(variances, patterns).squaredDifference(a, b, tau), 1e-10);
    }

    /// `E_y p(y|x)/p(y) p(y|x')/p(y) f(y)`.
    private static double average(double x, double other, double c, double tau, DoubleUnaryOperator f) {
        double sum = 0;
        double step = 1e-3;
        for (double y = -9; y <= 9; y += step) {
            double density = density(y, c);
            sum += density == 0 ? 0 : step * posterior(y, x, c, tau) * posterior(y, other, c, tau) / density * f.applyAsDouble(y);
        }
        return sum;
    }

    private static double posterior(double y, double x, double c, double tau) {
        return density(y, c) * density(x - y, tau) / density(x, c + tau);
    }

    private static double density(double y, double c) {
        return Math.exp(-y * y / (2 * c)) / Math.sqrt(2 * Math.PI * c);
    }

    @Test
    void withManyPatternsColumnsAreThoseOfTheTrueScore() {
        var law = new ScoreFluctuations(MANIFOLD, 1e15);
        for (int j : new int[] {0, 2, 7}) {
            assertEquals(1 / (0.4 + MANIFOLD[j]), law.columnNorm(j, 0.4), 1e-9);
            assertEquals(1 / (0.4 + MANIFOLD[j]), law.centralColumnNorm(j, 0.4), 1e-9);
        }
        assertEquals(0, new ScoreFluctuations(new double[3], 5).lossTime(0, 1.5), 0, "points without variance lose nothing");
    }

    /// High variance goes first, and both loss times fall like a small power of n.
    @Test
    void lossTimesAreNearThoseMeasured() {
        double[] high = {0.180, 0.123, 0.084, 0.061};
        double[] low = {0.058, 0.042, 0.029, 0.022};
        double[] patterns = {250, 1000, 4000, 16000};
        double[] variances = variances(7, 0.09);
        for (int i = 0; i < patterns.length; i++) {
            var law = new ScoreFluctuations(variances, patterns[i]);
            assertEquals(high[i], law.lossTime(0, 1.5), 0.12 * high[i], "first order in 1/n, at n_eff of order 10");
            assertEquals(low[i], law.lossTime(2, 1.5), 0.12 * low[i], "first order in 1/n, at n_eff of order 10");
        }
    }

    @Test
    void recordsWithTheSameNumbersAreEqual() {
        assertEquals(new GaussianJacobian(new double[] {1, 2}), new GaussianJacobian(new double[] {2, 1}));
        assertEquals(new ScoreFluctuations(MANIFOLD, 3), new ScoreFluctuations(MANIFOLD.clone(), 3));
        assertArrayEquals(new double[] {0, 1}, new GaussianJacobian(new double[] {1, 0}).variances(), 0);
    }

    @Test
    void refusesNonsense() {
        assertThrows(IllegalArgumentException.class, () -> new GaussianJacobian(new double[] {-1}));
        assertThrows(IllegalArgumentException.class, () -> new GaussianJacobian(MANIFOLD).spectrum(0));
        assertThrows(IllegalArgumentException.class, () -> new RandomManifold(1, 1.5));
        assertThrows(IllegalArgumentException.class, () -> new ScoreFluctuations(MANIFOLD, 0));
        assertThrows(IllegalArgumentException.class, () -> new ScoreFluctuations(MANIFOLD, 10).lossTime(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new FigureCode(MANIFOLD, 1, true));
        assertThrows(IllegalArgumentException.class, () -> new ActiveSamples(new double[0], activity(CondensationTime.PAPER)));
    }
}
