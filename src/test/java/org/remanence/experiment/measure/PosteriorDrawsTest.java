package org.remanence.experiment.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.remanence.experiment.Asking.assertNear;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.remanence.experiment.AxisValues;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.result.Estimate;
import org.remanence.score.EmpiricalScore;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

/// Draw by draw against the weights of all patterns; 1300 draws take three blocks of 512.
class PosteriorDrawsTest {
    private static final double TIME = 0.35;
    private static final double[][] PATTERNS = patterns();

    private static double[][] patterns() {
        double[][] patterns = new double[40][3];
        for (int i = 0; i < patterns.length; i++) {
            for (int k = 0; k < 3; k++) {
                patterns[i][k] = 2 * Math.sin(1 + 3.7 * i + 1.3 * k * (i + 1));
            }
        }
        return patterns;
    }

    private static EmpiricalScore score(Session session) {
        return new EmpiricalScore(Matrix.of(PATTERNS), new OrnsteinUhlenbeck(), Precision.DOUBLE, session);
    }

    private static PosteriorDraws draws(int count, double error) {
        try (Session session = new Session(6, 2, Progress.SILENT)) {
            return PosteriorDraws.at(TIME, count, error, score(session), session);
        }
    }

    @Test
    void everyDrawIsThatOfAllPatterns() {
        PosteriorDraws drawn = draws(1300, 0);
        Matrix states = Matrix.zeros(1300, 3);
        try (Session session = Session.seeded(6)) {
            NoisedDraws noised = new NoisedDraws(Matrix.of(PATTERNS), new OrnsteinUhlenbeck(), session);
            noised.states(0, TIME, states);
            double scale = Math.exp(-TIME);
            double variance = -Math.expm1(-2 * TIME);
            for (int i = 0; i < 1300; i++) {
                double[] x = states.row(i);
                double[] density = Arrays.stream(PATTERNS).mapToDouble(a -> Math.exp(-IntStream.range(0, 3)
                        .mapToDouble(k -> Math.pow(x[k] - scale * a[k], 2)).sum() / (2 * variance))).toArray();
                double sum = Arrays.stream(density).sum();
                double[] w = Arrays.stream(density).map(each -> each / sum).toArray();
                assertEquals(Arrays.stream(w).map(p -> p * p).sum(), drawn.participation()[i], 1e-13, "rounding");
                assertEquals(Arrays.stream(w).map(p -> p > 0 ? -p * Math.log(p) : 0).sum(), drawn.entropy()[i], 1e-12,
                        "rounding");
                assertEquals(-Math.log(w[(int) noised.pattern(i)]), drawn.surprise()[i], 1e-12, "rounding");
                assertTrue(drawn.surprise()[i] >= 0);
                // log n + (d/2) log 2πe v + log p, the normalization of the Gaussians cancelled
                assertEquals(Math.log(sum) + 1.5, drawn.plain()[i], 1e-12, "rounding");
            }
        }
    }

    /// Draw i is the same to the bit whether 60 are drawn or 1300, and whether they are looked at on the way.
    @Test
    void drawsDoNotDependOnTheirNumber() {
        PosteriorDraws many = draws(1300, 0);
        PosteriorDraws watched = draws(1300, 1e-9);
        for (int count : new int[] {2, 60, 512, 513, 1024, 1025, 1300}) {
            assertStartOf(many, draws(count, 0), count);
        }
        assertStartOf(many, watched, 1300);
    }

    /// Drawing ends at a multiple of 512, once the error is small enough and not before.
    @Test
    void drawingEndsWithTheErrorAskedFor() {
        double atTwoLooks = draws(1024, 0).normalizedExcessEntropy().stderr();
        assertStartOf(draws(1300, 0), draws(1300, atTwoLooks), 1024);
        assertStartOf(draws(1300, 0), draws(1300, Math.nextDown(atTwoLooks)), 1300);
    }

    private static void assertStartOf(PosteriorDraws many, PosteriorDraws few, int count) {
        assertArrayEquals(Arrays.copyOf(many.entropy(), count), few.entropy());
        assertArrayEquals(Arrays.copyOf(many.surprise(), count), few.surprise());
        assertArrayEquals(Arrays.copyOf(many.plain(), count), few.plain());
        assertArrayEquals(Arrays.copyOf(many.participation(), count), few.participation());
        assertArrayEquals(Arrays.copyOf(many.errorBound(), count), few.errorBound());
    }

    /// Given the state, the right pattern has the responsibilities as probabilities: the mean of −log w over it is the entropy.
    /// Differences of one draw show it with a tenth of the error of either.
    @Test
    void estimatorsDifferByNoiseAlone() {
        PosteriorDraws drawn = draws(4000, 0);
        double[] surprise = difference(drawn.surprise(), drawn.entropy());
        double[] plain = difference(drawn.plain(), drawn.entropy());
        assertNear(0, Estimate.of(surprise));
        assertNear(0, Estimate.of(plain));
    }

    private static double[] difference(double[] a, double[] b) {
        double[] difference = new double[a.length];
        Arrays.setAll(difference, i -> a[i] - b[i]);
        return difference;
    }

    @Test
    void meansAreOverTheDrawsInUnitsOfLogN() {
        PosteriorDraws drawn = new PosteriorDraws(Math.log(100), new double[] {1, 2}, new double[] {3, 5}, new double[] {2, 6},
                new double[] {0.5, 0.25}, new double[] {1e-9, 2e-9});
        assertEquals(1.5 / Math.log(100), drawn.normalizedExcessEntropy().mean(), 1e-15);
        assertEquals(0.5 / Math.log(100), drawn.normalizedExcessEntropy().stderr(), 1e-15);
        assertEquals(4 / Math.log(100), drawn.byInformationDensity().mean(), 1e-15);
        assertEquals(4 / Math.log(100), drawn.plainEstimate().mean(), 1e-15);
        assertEquals(0.375, drawn.sameNeighbour().mean());
        assertEquals(3, drawn.effectivePatterns().mean());
        PosteriorDraws other = new PosteriorDraws(100, new double[] {0}, new double[] {0}, new double[] {0}, new double[] {1},
                new double[] {9e-9});
        assertEquals(9e-9, PosteriorDraws.largestErrorBound(List.of(drawn, other)));
        PosteriorCurves curves = PosteriorCurves.of(AxisValues.of(2, 1), List.of(drawn, other));
        assertArrayEquals(new double[] {2, 1}, curves.sameNeighbour().x());
        assertArrayEquals(new double[] {0.375, 1}, curves.sameNeighbour().mean());
    }
}
