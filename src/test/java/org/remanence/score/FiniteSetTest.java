package org.remanence.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.special.Erf;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.remanence.Golden;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

/// Averages over noised patterns on a line, by the trapezoidal rule, whose error for smooth integrands is far below the tolerances.
class FiniteSetTest {
    private static final OrnsteinUhlenbeck OU = new OrnsteinUhlenbeck();
    private static final int POINTS = 20_001;
    private static final Session LAB = Session.seeded(1);

    @AfterAll
    static void close() {
        LAB.close();
    }

    /// ∫ p_t dx, E H(w), E Σ w², E max w, E tr Cov_w.
    private record Averages(double one, double entropy, double participation, double largest, double mmse) {
        static Averages of(double[] points, double time) {
            double reach = Math.max(Math.abs(points[0]), Math.abs(points[points.length - 1])) + 9 * Math.sqrt(OU.variance(time));
            double step = 2 * reach / (POINTS - 1);
            Matrix states = Matrix.zeros(POINTS, 1);
            for (int i = 0; i < POINTS; i++) {
                states.set(i, 0, -reach + i * step);
            }
            Matrix patterns = Matrix.zeros(points.length, 1);
            for (int i = 0; i < points.length; i++) {
                patterns.set(i, 0, points[i]);
            }
            Posterior at = new EmpiricalScore(patterns, OU, Precision.DOUBLE, LAB).posterior(states, time);
            double[] ones = new double[POINTS];
            Arrays.fill(ones, 1);
            return new Averages(mean(at, ones, step), mean(at, at.entropy(), step), mean(at, at.participation(), step),
                    mean(at, at.largest(), step), mean(at, at.traceCovariance(), step));
        }

        private static double mean(Posterior at, double[] values, double step) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += Math.exp(at.logDensity()[i]) * values[i] * step;
            }
            return sum;
        }
    }

    /// The probability that the pattern of largest weight is the true one: patterns split the line at their midpoints.
    private static double largestWeight(double[] points, double time) {
        double perPoint = OU.scale(time) / Math.sqrt(OU.variance(time));
        double sum = 1;
        for (int i = 1; i < points.length; i++) {
            sum += Erf.erf(perPoint * (points[i] - points[i - 1]) / 2 / Math.sqrt(2));
        }
        return sum / points.length;
    }

    static List<Golden> averages() {
        return Golden.read("empirical", "1-D set").stream().filter(golden -> golden.name().endsWith("mmse]")).toList();
    }

    static List<Golden> slopes() {
        return Golden.read("empirical", "1-D set").stream().filter(golden -> golden.name().endsWith("/dt")).toList();
    }

    @ParameterizedTest
    @MethodSource("averages")
    void averagesMatchReferences(Golden golden) {
        double[] points = golden.params("points");
        double time = golden.param("t");
        Averages averages = Averages.of(points, time);
        assertEquals(1, averages.one, 1e-12);
        assertEquals(golden.value()[0], averages.entropy, golden.relative() * golden.value()[0]);
        assertEquals(golden.value()[1], averages.participation, golden.relative() * golden.value()[1]);
        // The reference integrates across the kinks of max w; the closed form does not. The rule loses step² there.
        assertEquals(largestWeight(points, time), averages.largest, 1e-6);
        assertEquals(golden.value()[2], averages.largest, 1e-4);
        assertEquals(golden.value()[3], averages.mmse, golden.relative() * golden.value()[3]);
    }

    /// `d E H/dt = mmse e^{2t}/(e^{2t} − 1)²`, and the slope of what was measured; central differences of fourth order, step 1e-3 t.
    @ParameterizedTest
    @MethodSource("slopes")
    void entropyGrowsByTheMeanSquareError(Golden golden) {
        double[] points = golden.params("points");
        double t = golden.param("t");
        double tau = OU.noiseToSignal(t);
        double slope = Averages.of(points, t).mmse * (1 + tau) / (tau * tau);
        golden.check(slope);
        double h = 1e-3 * t;
        double near = Averages.of(points, t + h).entropy - Averages.of(points, t - h).entropy;
        double far = Averages.of(points, t + 2 * h).entropy - Averages.of(points, t - 2 * h).entropy;
        assertEquals(slope, (8 * near - far) / (12 * h), 1e-8 * slope);
    }

    @Test
    void duplicatesAndOnePatternMatchReferences() {
        Golden golden = Golden.read("empirical", "n=1 score").getFirst();
        Matrix state = Matrix.of(new double[][] {golden.params("x")});
        golden.check(new EmpiricalScore(Matrix.of(new double[][] {{1, 0, 0.5}}), OU, Precision.DOUBLE, LAB)
                .posterior(state, golden.param("t")).score().row(0));
        Golden twice = Golden.read("empirical", "duplicate pattern neff").getFirst();
        double[][] patterns = {{1, 0, 0.5}, {-0.5, 1.25, 0}, {0.25, -1, 0.75}, {-1, -0.25, -0.5}, {1, 0, 0.5}};
        twice.check(new EmpiricalScore(Matrix.of(patterns), OU, Precision.DOUBLE, LAB)
                .posterior(state, twice.param("t")).effectivePatterns());
    }
}
