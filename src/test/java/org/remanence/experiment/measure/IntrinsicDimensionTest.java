package org.remanence.experiment.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.remanence.experiment.AxisValues;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.score.EmpiricalScore;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

class IntrinsicDimensionTest {
    private static final double[][] PATTERNS = {{1, 0, 0}, {-1, 0.5, 0}, {0, 2, 1}, {0.3, -1, 0.2}, {2, 2, -1}};
    private static final double TIME = 0.6;

    /// s² tr Cov_w(a)/v of each noised pattern, by its weights; 700 draws take two blocks, and draw 600 is draw 600 wherever
    /// one begins.
    @Test
    void dimensionIsTheTraceOfTheCovarianceOfTheResponsibilities() {
        try (Session session = Session.seeded(4)) {
            var process = new OrnsteinUhlenbeck();
            var score = new EmpiricalScore(Matrix.of(PATTERNS), process, Precision.DOUBLE, session);
            double[] dimension = IntrinsicDimension.effective(TIME, 0, 700, score, session);
            assertArrayEquals(Arrays.copyOfRange(dimension, 600, 700),
                    IntrinsicDimension.effective(TIME, 600, 100, score, session));
            Matrix states = Matrix.zeros(700, 3);
            new NoisedDraws(Matrix.of(PATTERNS), process, session).states(0, TIME, states);
            for (int b = 0; b < 700; b++) {
                assertEquals(trace(states.row(b)), dimension[b], 1e-13, "rounding");
            }
        }
    }

    private static double trace(double[] x) {
        double scale = Math.exp(-TIME);
        double variance = -Math.expm1(-2 * TIME);
        double[] w = Arrays.stream(PATTERNS).mapToDouble(a -> Math.exp(-IntStream.range(0, 3)
                .mapToDouble(k -> Math.pow(x[k] - scale * a[k], 2)).sum() / (2 * variance))).toArray();
        double total = Arrays.stream(w).sum();
        double trace = 0;
        for (int k = 0; k < 3; k++) {
            double mean = 0;
            double square = 0;
            for (int mu = 0; mu < w.length; mu++) {
                mean += w[mu] / total * PATTERNS[mu][k];
                square += w[mu] / total * PATTERNS[mu][k] * PATTERNS[mu][k];
            }
            trace += square - mean * mean;
        }
        return scale * scale * trace / variance;
    }

    /// The spectrum is of the first draws, its sum their mean dimension; ranks count from 1, eigenvalues fall.
    @Test
    void eigenvaluesAddUpToTheDimension() {
        try (Session session = Session.seeded(4)) {
            var score = new EmpiricalScore(Matrix.of(PATTERNS), new OrnsteinUhlenbeck(), Precision.DOUBLE, session);
            IntrinsicDimension found = IntrinsicDimension.of(AxisValues.of(TIME), 4, new double[] {TIME}, score, session);
            double[] eigenvalues = found.spectra().getFirst().eigenvalues().mean();
            assertEquals(found.effective().mean()[0], Arrays.stream(eigenvalues).sum(), 1e-12, "rounding");
            assertArrayEquals(new double[] {1, 2, 3}, found.spectra().getFirst().eigenvalues().x());
            assertArrayEquals(new long[] {4, 4, 4}, found.spectra().getFirst().eigenvalues().count());
            assertArrayEquals(IntStream.range(0, 3).mapToDouble(k ->
                    Arrays.stream(eigenvalues).sorted().toArray()[2 - k]).toArray(), eigenvalues);
        }
    }
}
