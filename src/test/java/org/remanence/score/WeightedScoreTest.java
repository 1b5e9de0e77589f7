package org.remanence.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.data.PatternSet;
import org.remanence.kernel.Kernels;
import org.remanence.process.Diffusion;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.process.VarianceExploding;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.tensor.RowWeights;
import org.remanence.tensor.Rows;
import org.remanence.tensor.ShapeException;
import org.remanence.text.BadInput;

class WeightedScoreTest {
    private static final int N = 40;
    private static final int D = 5;

    private static Session session() {
        return new Session(3, 2, Progress.SILENT);
    }

    private static double[][] patterns(Session session) {
        double[][] patterns = new double[N][D];
        for (int i = 0; i < N; i++) {
            session.stream("patterns").gaussians(i, 0, patterns[i], 0, D);
        }
        return patterns;
    }

    /// Multiplicities 1 … 4, not in proportion to anything else.
    private static int times(int pattern) {
        return 1 + pattern * 7 % 4;
    }

    private static double[] multiplicities() {
        double[] values = new double[N];
        for (int i = 0; i < N; i++) {
            values[i] = 0.3 * times(i);
        }
        return values;
    }

    private static EmpiricalScore weighted(Rows rows, Diffusion diffusion, Precision precision, Session session) {
        return new EmpiricalScore(rows, RowWeights.of(multiplicities(), "w"), diffusion, precision,
                EmpiricalScore.defaultTolerance(D, precision), Kernels.get(), session);
    }

    private static EmpiricalScore repeated(double[][] patterns, Diffusion diffusion, Session session) {
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < N; i++) {
            for (int copy = 0; copy < times(i); copy++) {
                rows.add(patterns[i]);
            }
        }
        return new EmpiricalScore(PatternSet.of(rows.toArray(double[][]::new)), diffusion, Precision.DOUBLE, session);
    }

    private static Matrix states(double[][] patterns, Diffusion diffusion, double time, Session session) {
        return BruteForce.noised(session, patterns, new int[] {0, 1, 2, 3, 17, 39}, diffusion, time);
    }

    /// A pattern of weight k counts as k of equal weight.
    @ParameterizedTest
    @CsvSource({"ou,0.02", "ou,0.7", "ou,4", "ve,0.01", "ve,1", "ve,300"})
    void aWeightIsANumberOfCopies(String process, double time) {
        try (Session session = session()) {
            double[][] patterns = patterns(session);
            Diffusion diffusion = process.equals("ou") ? new OrnsteinUhlenbeck() : new VarianceExploding();
            Matrix states = states(patterns, diffusion, time, session);
            EmpiricalScore score = weighted(PatternSet.of(patterns), diffusion, Precision.DOUBLE, session);
            EmpiricalScore copies = repeated(patterns, diffusion, session);
            Posterior posterior = score.posterior(states, time);
            Posterior expected = copies.posterior(states, time);
            Matrix[] jacobians = score.jacobians(states, time);
            Matrix[] expectedJacobians = copies.jacobians(states, time);
            for (int b = 0; b < states.rows(); b++) {
                assertEquals(expected.logDensity()[b], posterior.logDensity()[b],
                        posterior.errorBound()[b] + expected.errorBound()[b]);
                assertTrue(posterior.errorBound()[b] < 1e-10);
                for (int k = 0; k < D; k++) {
                    assertEquals(expected.denoiser().get(b, k), posterior.denoiser().get(b, k), 1e-11);
                    assertEquals(expected.score().get(b, k), posterior.score().get(b, k),
                            1e-11 / diffusion.variance(time));
                    for (int l = 0; l < D; l++) {
                        double scale = 1 / Math.pow(diffusion.variance(time), 2) + 1;
                        assertEquals(expectedJacobians[b].get(k, l), jacobians[b].get(k, l), 1e-10 * scale);
                    }
                }
            }
        }
    }

    /// Σ w² and the entropy of the responsibilities, pattern by pattern.
    @Test
    void responsibilitiesAreThoseOfThePatterns() {
        try (Session session = session()) {
            double[][] patterns = patterns(session);
            Diffusion diffusion = new OrnsteinUhlenbeck();
            double time = 0.9;
            Matrix states = states(patterns, diffusion, time, session);
            Posterior posterior = weighted(PatternSet.of(patterns), diffusion, Precision.DOUBLE,
                    session).moments(states, time);
            for (int b = 0; b < states.rows(); b++) {
                double[] w = responsibilities(patterns, states.row(b), diffusion, time);
                double entropy = 0;
                double squares = 0;
                int heaviest = 0;
                for (int i = 0; i < N; i++) {
                    entropy -= w[i] * Math.log(w[i]);
                    squares += w[i] * w[i];
                    heaviest = w[i] > w[heaviest] ? i : heaviest;
                }
                assertEquals(entropy, posterior.entropy()[b], 1e-12);
                assertEquals(squares, posterior.participation()[b], 1e-12);
                assertEquals(heaviest, posterior.nearest()[b]);
                assertEquals(w[heaviest], posterior.largest()[b], 1e-12);
            }
            assertEquals(0, posterior.traceCovariance().length);
        }
    }

    private static double[] responsibilities(double[][] patterns, double[] x, Diffusion diffusion, double time) {
        double[] w = new double[N];
        double total = 0;
        for (int i = 0; i < N; i++) {
            double square = 0;
            for (int k = 0; k < D; k++) {
                square += Math.pow(x[k] - diffusion.scale(time) * patterns[i][k], 2);
            }
            w[i] = times(i) * Math.exp(-square / (2 * diffusion.variance(time)));
            total += w[i];
        }
        for (int i = 0; i < N; i++) {
            w[i] /= total;
        }
        return w;
    }

    @Test
    void floatsAreWithinTheirBound() {
        try (Session session = session()) {
            double[][] patterns = patterns(session);
            Diffusion diffusion = new OrnsteinUhlenbeck();
            Matrix states = states(patterns, diffusion, 0.5, session);
            double[] exact = weighted(PatternSet.of(patterns), diffusion, Precision.DOUBLE, session).logDensity(states,
                    0.5);
            Posterior rough = weighted(PatternSet.of(patterns), diffusion, Precision.FLOAT, session).moments(states,
                    0.5);
            for (int b = 0; b < exact.length; b++) {
                assertEquals(exact[b], rough.logDensity()[b], rough.errorBound()[b]);
                assertTrue(rough.errorBound()[b] < 2e-3, String.valueOf(rough.errorBound()[b]));
            }
        }
    }

    /// Shares of 20 000 draws of one state against the responsibilities: χ² with 39 degrees of freedom exceeds 90 in
    /// seven of a
    /// million seeds.
    @Test
    void drawsFollowTheResponsibilities() {
        try (Session session = session()) {
            double[][] patterns = patterns(session);
            Diffusion diffusion = new OrnsteinUhlenbeck();
            double time = 2;
            int draws = 20_000;
            double[][] same = new double[draws][];
            for (int b = 0; b < draws; b++) {
                same[b] = new double[] {0.3, -0.2, 0.1, 0.5, -0.4};
            }
            long[] drawn = weighted(PatternSet.of(patterns), diffusion, Precision.DOUBLE,
                    session).drawPatterns(Matrix.of(same), time,
                    session.stream("draws"), 0, 0);
            double[] counts = new double[N];
            for (long each : drawn) {
                counts[(int) each]++;
            }
            double[] w = responsibilities(patterns, same[0], diffusion, time);
            double chiSquare = 0;
            for (int i = 0; i < N; i++) {
                chiSquare += Math.pow(counts[i] - draws * w[i], 2) / (draws * w[i]);
            }
            assertTrue(chiSquare < 90, "χ² = " + chiSquare);
            Matrix data = Matrix.zeros(draws, D);
            weighted(PatternSet.of(patterns), diffusion, Precision.DOUBLE, session).draw(Matrix.of(same), time,
                    session.stream("draws"), 0, 0,
                    data);
            assertEquals(patterns[(int) drawn[7]][4], data.get(7, 4));
        }
    }

    @Test
    void weightsAreSharesOfOne() {
        RowWeights weights = RowWeights.of(new double[] {1, 2, 5}, "w");
        assertEquals(Math.log(0.25), weights.log(1), 1e-15);
        assertEquals(-(0.125 * Math.log(0.125) + 0.25 * Math.log(0.25) + 0.625 * Math.log(0.625)), weights.entropy(),
                1e-15);
        assertEquals(0, weights.at(0.1249));
        assertEquals(1, weights.at(0.1251));
        assertEquals(2, weights.at(0.376));
        assertEquals(2, weights.at(Math.nextDown(1.0)));
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(BadInput.class, () -> RowWeights.of(new double[] {1, bad}, "w"));
        }
        assertThrows(BadInput.class, () -> RowWeights.of(new double[] {1e-320, 1}, "w"));
        try (Session session = session()) {
            PatternSet two = PatternSet.of(new double[][] {{1}, {2}});
            assertThrows(ShapeException.class, () -> new EmpiricalScore(two, weights, new OrnsteinUhlenbeck(),
                    Precision.DOUBLE, 1e-10,
                    Kernels.get(), session));
        }
    }
}
