package org.remanence.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.remanence.Golden;
import org.remanence.data.LinearManifold;
import org.remanence.linalg.SymmetricEigen;
import org.remanence.process.Diffusion;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.process.VarianceExploding;
import org.remanence.random.RandomStream;
import org.remanence.score.SmoothedJacobian.Difference;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

class SmoothedJacobianTest {
    private static final Session LAB = Session.seeded(5);
    private static final double[] STATE = {0.4, -1.2, 0.3, 2, -0.7, 0.1};

    @AfterAll
    static void close() {
        LAB.close();
    }

    private static EmpiricalScore empirical(Matrix patterns, Diffusion process, Session session) {
        return new EmpiricalScore(patterns, process, Precision.DOUBLE, session);
    }

    @Test
    void agreesWithReferenceAlongTheAxes() {
        for (Golden golden : Golden.read("jacobian", "ve.smoothedJ")) {
            double[][] patterns = new double[4][];
            for (int mu = 0; mu < 4; mu++) {
                patterns[mu] = Golden.numbers(golden.params().get("patterns").get(mu));
            }
            var difference = golden.name().contains("forward") ? Difference.FORWARD : Difference.CENTRAL;
            double tau = golden.param("tau");
            double[] values = SmoothedJacobian.of(empirical(Matrix.of(patterns), new VarianceExploding(), LAB), golden.params("x"),
                    tau, Directions.axes(3), difference).singularValues();
            golden.check(Arrays.stream(values).map(each -> each / tau).toArray());
        }
    }

    /// The true score of a Gaussian is linear: differences are exact, whatever the orthonormal directions.
    @ParameterizedTest
    @EnumSource(names = {"FORWARD", "CENTRAL"})
    void rotatedDirectionsSeeTheExactSpectrumOfALinearScore(Difference difference) {
        Score score = TrueScore.of(LinearManifold.rotated(RandomStream.named(2, "turn"), 6, 1, 0.3, 0.3), new OrnsteinUhlenbeck(), LAB);
        Directions haar = Directions.haar(RandomStream.named(3, "haar"), 0, 6);
        for (double time : new double[] {1e-4, 0.2, 2}) {
            double tau = score.diffusion().noiseToSignal(time);
            double[] expected = {1, 1, 1, tau / (tau + 0.3), tau / (tau + 0.3), tau / (tau + 1)};
            assertArrayEquals(expected, SmoothedJacobian.of(score, STATE, time, haar, difference).singularValues(), 1e-10);
        }
    }

    /// One-sided vectors at the origin, where the true score vanishes, are forward differences.
    @Test
    void scoreOfTheCentreStaysInOneSidedVectors() {
        Score score = TrueScore.of(LinearManifold.onAxes(6, 1, 0.3, 0.3), new VarianceExploding(), LAB);
        Directions haar = Directions.haar(RandomStream.named(3, "haar"), 1, 6);
        double[] origin = new double[6];
        assertArrayEquals(SmoothedJacobian.of(score, origin, 0.1, haar, Difference.FORWARD).singularValues(),
                SmoothedJacobian.of(score, origin, 0.1, haar, Difference.ONE_SIDED).singularValues(), 1e-12);
        double[] away = SmoothedJacobian.of(score, STATE, 0.1, haar, Difference.ONE_SIDED).singularValues();
        assertTrue(away[0] > 2, "contaminated: " + away[0]);
    }

    @Test
    void gaussianDirectionsSettleOnTheSameSpectrum() {
        Score score = TrueScore.of(LinearManifold.onAxes(6, 1, 0.3, 0.3), new VarianceExploding(), LAB);
        Directions many = Directions.gaussian(RandomStream.named(3, "normal"), 0, 60_000, 6);
        double[] values = SmoothedJacobian.of(score, STATE, 0.3, many, Difference.CENTRAL).singularValues();
        // five standard deviations of a singular value of a 60 000 × 6 Gaussian matrix, 1/√(2K), and its bias √(d/K)
        assertArrayEquals(new double[] {1, 1, 1, 0.5, 0.5, 0.3 / 1.3}, values, 5 / Math.sqrt(120_000) + Math.sqrt(6 / 60_000.0));
    }

    @Test
    void randomBasisIsOrthonormalAndCompletionKeepsWhatIsGiven() {
        assertOrthonormal(Directions.haar(RandomStream.named(1, "haar"), 7, 40).rows());
        Matrix given = LinearManifold.rotated(RandomStream.named(2, "turn"), 9, 1, 1, 1, 1).covariance().directions();
        Matrix completed = Directions.completing(given).rows();
        assertOrthonormal(completed);
        assertArrayEquals(given.row(3), completed.row(3));
        assertArrayEquals(Directions.axes(4).rows().toArray(), Directions.completing(Directions.axes(4).rows().slice(0, 2)).rows().toArray());
    }

    private static void assertOrthonormal(Matrix basis) {
        assertEquals(basis.columns(), basis.rows());
        for (int i = 0; i < basis.columns(); i++) {
            for (int j = 0; j <= i; j++) {
                double product = 0;
                for (int k = 0; k < basis.columns(); k++) {
                    product += basis.get(i, k) * basis.get(j, k);
                }
                assertEquals(i == j ? 1 : 0, product, 1e-14);
            }
        }
    }

    /// Far off the line through two patterns ±1, distances are 10¹², and only their difference of order 1 counts.
    @Test
    void exactJacobianHoldsFarFromAllPatterns() {
        EmpiricalScore score = empirical(Matrix.of(new double[][] {{1, 0}, {-1, 0}}), new VarianceExploding(), LAB);
        double time = 0.8;
        Matrix jacobian = score.jacobian(new double[] {0.3, 1e6}, time);
        double tanh = Math.tanh(0.3 / time);
        assertEquals(((1 - tanh * tanh) / time - 1) / time, jacobian.get(0, 0), 1e-13);
        assertEquals(-1 / time, jacobian.get(1, 1), 1e-13);
        assertEquals(0, jacobian.get(0, 1), 1e-13);
    }

    @Test
    void chunksMergeToTheCovarianceOfAll() {
        int n = 10_000;
        int d = 5;
        Matrix patterns = Matrix.zeros(n, d);
        double[] row = new double[d];
        for (int mu = 0; mu < n; mu++) {
            RandomStream.named(4, "patterns").gaussians(mu, 0, row, 0, d);
            patterns.setRow(mu, row);
        }
        double[] state = Arrays.copyOf(STATE, d);
        double time = 0.5;
        Matrix jacobian = empirical(patterns, new VarianceExploding(), LAB).jacobian(state, time);
        double[][] expected = covariance(patterns, state, time);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                assertEquals((expected[i][j] / time - (i == j ? 1 : 0)) / time, jacobian.get(i, j), 1e-12);
            }
        }
        Matrix both = Matrix.of(new double[][] {new double[d], state});
        try (Session single = new Session(1, 1, Progress.SILENT)) {
            assertArrayEquals(jacobian.toArray(), empirical(patterns, new VarianceExploding(), single).jacobians(both, time)[1].toArray(),
                    "same bits for any threads and batch");
        }
    }

    /// As many chunks at once as memory holds: no number depends on how many.
    @Test
    void wavesOfChunksChangeNothing() {
        Matrix patterns = Matrix.zeros(5 * 4096 + 10, 3);
        double[] row = new double[3];
        for (int mu = 0; mu < patterns.rows(); mu++) {
            RandomStream.named(4, "patterns").gaussians(mu, 0, row, 0, 3);
            patterns.setRow(mu, row);
        }
        Matrix states = Matrix.of(new double[][] {{0.1, 0.2, -0.3}, {1, 0, 2}});
        VarianceExploding diffusion = new VarianceExploding();
        Posterior posterior = empirical(patterns, diffusion, LAB).posterior(states, 0.5);
        Matrix[] together = new EmpiricalJacobian(patterns, diffusion, LAB).at(states, 0.5, posterior);
        for (long held : new long[] {1, 40, 80}) {
            Matrix[] waves = new EmpiricalJacobian(patterns, diffusion, LAB, held).at(states, 0.5, posterior);
            for (int b = 0; b < 2; b++) {
                assertArrayEquals(together[b].toArray(), waves[b].toArray());
            }
        }
    }

    /// `v J + 1 = w (1 − w) Δ²/v`. The denoiser in float rounds Δ/2 = ⅓ and so misses the mean by 1e-8, whose square is a hundredth
    /// of the variance.
    @Test
    void theVarianceOfALightPatternIsTakenAboutTheTrueMean() {
        double time = 0.05;
        double half = 1 / 3.0;
        double weight = 1e-13;
        // L₁ − L₀ = −2 x Δ/2 / v for patterns ±Δ/2
        double x = -time * Math.log(weight) / (2 * half);
        for (Precision precision : Precision.values()) {
            double jacobian = new EmpiricalScore(Matrix.of(new double[][] {{half}, {-half}}), new VarianceExploding(), precision, LAB)
                    .jacobian(new double[] {x}, time).get(0, 0);
            double expected = weight * 4 * half * half / time;
            // 1 + v J is the small difference of numbers of order 1
            assertEquals(expected, 1 + time * jacobian, 1e-3 * expected + 0x1p-52);
        }
    }

    /// By the definition, in two passes.
    private static double[][] covariance(Matrix patterns, double[] state, double time) {
        int d = state.length;
        double[] weights = new double[Math.toIntExact(patterns.rows())];
        double[] mean = new double[d];
        double total = 0;
        for (int mu = 0; mu < weights.length; mu++) {
            double square = 0;
            for (int k = 0; k < d; k++) {
                square += Math.pow(state[k] - patterns.get(mu, k), 2);
            }
            weights[mu] = Math.exp(-square / (2 * time));
            total += weights[mu];
            for (int k = 0; k < d; k++) {
                mean[k] += weights[mu] * patterns.get(mu, k);
            }
        }
        double[][] covariance = new double[d][d];
        for (int mu = 0; mu < weights.length; mu++) {
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    covariance[i][j] += weights[mu] / total * (patterns.get(mu, i) - mean[i] / total) * (patterns.get(mu, j) - mean[j] / total);
                }
            }
        }
        return covariance;
    }

    /// Between two patterns the weight is shared, and the score pushes away: an eigenvalue above 0, a singular value above 1/v.
    @Test
    void eigenvaluesKeepTheirSign() {
        EmpiricalScore score = empirical(Matrix.of(new double[][] {{1, 0}, {-1, 0}}), new VarianceExploding(), LAB);
        double[] eigenvalues = SymmetricEigen.values(score.jacobian(new double[2], 0.1));
        assertArrayEquals(new double[] {-10, 90}, eigenvalues, 1e-11);
    }

    @Test
    void refusesNoDirections() {
        assertThrows(IllegalArgumentException.class, () -> Directions.gaussian(RandomStream.named(1, "x"), 0, 0, 3));
    }
}
