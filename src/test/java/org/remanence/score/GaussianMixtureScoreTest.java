package org.remanence.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.remanence.Golden;
import org.remanence.data.GaussianMixture;
import org.remanence.data.GaussianModel;
import org.remanence.data.HiddenManifold;
import org.remanence.data.LinearManifold;
import org.remanence.data.Nonlinearity;
import org.remanence.data.SpectralCovariance;
import org.remanence.data.Sphere;
import org.remanence.linalg.SymmetricEigen;
import org.remanence.process.ClockChange;
import org.remanence.process.Diffusion;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.process.VarianceExploding;
import org.remanence.random.RandomStream;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

class GaussianMixtureScoreTest {
    private static final Diffusion OU = new OrnsteinUhlenbeck();
    private static final Diffusion VE = new VarianceExploding();

    private final Session session = Session.seeded(7);

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void matchesReferences() {
        for (Golden golden : Golden.read("mixture", "gmm")) {
            var score = new GaussianMixtureScore(law(golden), OU, session);
            Matrix x = Matrix.of(new double[][] {golden.params("x")});
            double t = golden.param("t");
            switch (golden.name().replaceAll("[\\[(].*", "")) {
                case "gmm.logp" -> golden.check(score.logDensity(x, t));
                case "gmm.resp" -> golden.check(responsibilities(score, x, t));
                case "gmm.score" -> golden.check(gradient(score, x, t).row(0));
                case "gmm.J" -> {
                    Matrix j = score.jacobian(golden.params("x"), t);
                    golden.check(j.get(0, 0), j.get(0, 1), j.get(1, 1));
                    assertEquals(j.get(0, 1), j.get(1, 0));
                }
                default -> throw new AssertionError(golden.name());
            }
        }
    }

    @Test
    void scoreIsTheGradientOfLogDensity() {
        for (Diffusion diffusion : List.of(OU, VE)) {
            for (double t : new double[] {0.02, 0.4, 2}) {
                var score = new GaussianMixtureScore(mixed(), diffusion, session);
                Matrix x = Matrix.of(new double[][] {{0.3, -0.2, 0.5, 1.1, -0.4}});
                double[] gradient = gradient(score, x, t).row(0);
                double h = 1e-4 * Math.sqrt(diffusion.variance(t));
                for (int k = 0; k < 5; k++) {
                    double slope = (score.logDensity(shifted(x, k, h), t)[0] - score.logDensity(shifted(x, k, -h), t)[0]) / (2 * h);
                    // central differences: third derivative h², and rounding of log p over h
                    assertEquals(slope, gradient[k], 1e-6 * norm(gradient), "coordinate " + k + " at " + t);
                }
            }
        }
    }

    @Test
    void jacobianIsTheGradientOfTheScore() {
        for (double t : new double[] {0.02, 0.4, 2}) {
            var score = new GaussianMixtureScore(mixed(), OU, session);
            Matrix x = Matrix.of(new double[][] {{0.3, -0.2, 0.5, 1.1, -0.4}});
            Matrix jacobian = score.jacobian(x.row(0), t);
            double h = 1e-4 * Math.sqrt(OU.variance(t));
            for (int k = 0; k < 5; k++) {
                double[] up = gradient(score, shifted(x, k, h), t).row(0);
                double[] down = gradient(score, shifted(x, k, -h), t).row(0);
                for (int i = 0; i < 5; i++) {
                    assertEquals((up[i] - down[i]) / (2 * h), jacobian.get(i, k), 1e-6 / OU.variance(t));
                }
            }
        }
    }

    @Test
    void denoiserObeysTweedie() {
        for (double t : new double[] {1e-3, 0.4, 5}) {
            var score = new GaussianMixtureScore(mixed(), OU, session);
            Matrix x = Matrix.of(new double[][] {{0.3, -0.2, 0.5, 1.1, -0.4}});
            Matrix denoised = Matrix.zeros(1, 5);
            score.denoise(x, t, denoised);
            double[] s = gradient(score, x, t).row(0);
            for (int k = 0; k < 5; k++) {
                assertEquals(Math.exp(t) * (x.get(0, k) + OU.variance(t) * s[k]), denoised.get(0, k), 1e-15 * Math.exp(2 * t));
            }
        }
    }

    @Test
    void bothClocksTellTheSame() {
        double t = 0.6;
        ClockChange change = ClockChange.between(OU, t, VE);
        var ou = new GaussianMixtureScore(mixed(), OU, session);
        var ve = new GaussianMixtureScore(mixed(), VE, session);
        Matrix x = Matrix.of(new double[][] {{0.3, -0.2, 0.5, 1.1, -0.4}});
        Matrix y = Matrix.zeros(1, 5);
        for (int k = 0; k < 5; k++) {
            y.set(0, k, change.state(x.get(0, k)));
        }
        assertEquals(change.logDensity(ou.logDensity(x, t)[0], 5), ve.logDensity(y, change.time())[0], 1e-13);
        assertArrayEquals(responsibilities(ou, x, t), responsibilities(ve, y, change.time()), 1e-14);
        double[] s = gradient(ou, x, t).row(0);
        double[] exploded = gradient(ve, y, change.time()).row(0);
        for (int k = 0; k < 5; k++) {
            assertEquals(change.score(s[k]), exploded[k], 1e-13);
        }
        assertEquals(change.jacobian(ou.jacobian(x.row(0), t).get(1, 3)), ve.jacobian(y.row(0), change.time()).get(1, 3), 1e-13);
    }

    @Test
    void pointsAreTheEmpiricalScore() {
        double[][] points = {{1, 2}, {-0.5, 0.3}, {0.1, -1}};
        List<GaussianModel> components = new ArrayList<>();
        for (double[] each : points) {
            components.add(model(each, SpectralCovariance.isotropic(2, 0)));
        }
        var mixture = new GaussianMixtureScore(GaussianMixture.equal(components), OU, session);
        var empirical = new EmpiricalScore(Matrix.of(points), OU, Precision.DOUBLE, session);
        Matrix x = Matrix.of(new double[][] {{0.2, 0.1}, {5, -7}, {-0.5, 0.3}});
        for (double t : new double[] {1e-6, 0.1, 1, 8}) {
            double[] expected = empirical.logDensity(x, t);
            double[] actual = mixture.logDensity(x, t);
            Matrix scores = Matrix.zeros(3, 2);
            empirical.score(x, t, scores);
            for (int b = 0; b < 3; b++) {
                assertEquals(expected[b], actual[b], 1e-13 * Math.max(1, Math.abs(expected[b])));
                assertArrayEquals(scores.row(b), gradient(mixture, x, t).row(b), 1e-13 / OU.variance(t));
            }
        }
    }

    @Test
    void formsOfOneCovarianceAgree() {
        Matrix rotation = rotation(0.4);
        var forms = Stream.of(SpectralCovariance.isotropic(2, 0.5), SpectralCovariance.along(rotation.slice(0, 1), 0.25, 0.25),
                SpectralCovariance.along(rotation, 0, 0.25, 0.25)).map(each -> model(new double[] {1, -1}, each)).toList();
        Matrix x = Matrix.of(new double[][] {{0.2, 0.7}});
        var reference = TrueScore.of(forms.getFirst(), OU, session);
        for (GaussianModel form : forms) {
            var score = TrueScore.of(form, OU, session);
            assertEquals(reference.logDensity(x, 0.3)[0], score.logDensity(x, 0.3)[0], 1e-15);
            assertArrayEquals(gradient(reference, x, 0.3).row(0), gradient(score, x, 0.3).row(0), 1e-15);
            assertEquals(reference.jacobian(x.row(0), 0.3).get(0, 0), score.jacobian(x.row(0), 0.3).get(0, 0), 1e-15);
        }
    }

    @Test
    void manifoldStaysExactAsTheNoiseVanishes() {
        // x₀ = F z with one column of norm 2: along it the score is that of N(0, 4 s² + v), across it that of pure noise
        Matrix rotation = rotation(0.7);
        var score = TrueScore.of(new LinearManifold(SpectralCovariance.along(rotation.slice(0, 1), 0, 4)), OU, session);
        for (double t : new double[] {1e-12, 1e-6, 1e-2, 1}) {
            double v = OU.variance(t);
            double along = 1.3;
            double across = 0.8 * Math.sqrt(v);
            double[] e = rotation.row(0);
            double[] f = rotation.row(1);
            Matrix x = Matrix.of(new double[][] {{along * e[0] + across * f[0], along * e[1] + across * f[1]}});
            double gamma = 4 * Math.exp(-2 * t) + v;
            double expected = -0.5 * (along * along / gamma + across * across / v + Math.log(gamma) + Math.log(v)) - Math.log(2 * Math.PI);
            double[] s = gradient(score, x, t).row(0);
            // the state itself is rounded: 2⁻⁵³ in x moves the deviation √v by that relative amount
            double rounding = 4e-16 / Math.sqrt(v);
            assertEquals(expected, score.logDensity(x, t)[0], 2e-15 * Math.abs(expected) + rounding);
            assertEquals(-across / v, s[0] * f[0] + s[1] * f[1], (1e-15 + rounding) * across / v);
            assertEquals(-along / gamma, s[0] * e[0] + s[1] * e[1], 4e-16 * across / v + 1e-15);
        }
    }

    @Test
    void manifoldJacobianHasTheKnownSpectrum() {
        // VE: −t J = t (t I + F Fᵀ)⁻¹ has singular values 1 across the manifold and t / (t + σ²) along it
        Matrix factors = Matrix.of(new double[][] {{1, 0.5}, {0, 2}, {-1, 0.3}, {0.4, 0}});
        var score = TrueScore.of(new LinearManifold(SpectralCovariance.spanned(factors)), VE, session);
        double t = 0.3;
        double[] eigenvalues = SymmetricEigen.values(score.jacobian(new double[] {1, 2, 3, 4}, t));
        // eigenvalues of Fᵀ F from its trace and determinant
        double trace = 2.16 + 4.34;
        double determinant = 2.16 * 4.34 - 0.2 * 0.2;
        double large = trace / 2 + Math.sqrt(trace * trace / 4 - determinant);
        double small = trace / 2 - Math.sqrt(trace * trace / 4 - determinant);
        assertArrayEquals(new double[] {1, 1, t / (t + small), t / (t + large)},
                Arrays.stream(eigenvalues).map(each -> -t * each).toArray(), 1e-14);
    }

    @Test
    void drawsFollowThePosterior() {
        // moments of a | x against the denoiser and s² Cov(a | x) = v (I + v J); five standard errors, so one false alarm in 10⁵ runs
        var score = new GaussianMixtureScore(mixed(), OU, session);
        double t = 0.5;
        int draws = 40_000;
        double[] x = {0.3, -0.2, 0.5, 1.1, -0.4};
        Matrix states = Matrix.zeros(draws, 5);
        for (int b = 0; b < draws; b++) {
            states.setRow(b, x);
        }
        Matrix data = Matrix.zeros(draws, 5);
        score.draw(states, t, RandomStream.named(3, "draws"), 0, 0, data);
        Matrix mean = Matrix.zeros(1, 5);
        score.denoise(Matrix.of(new double[][] {x}), t, mean);
        Matrix jacobian = score.jacobian(x, t);
        double v = OU.variance(t);
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j <= i; j++) {
                double covariance = v * Math.exp(2 * t) * ((i == j ? 1 : 0) + v * jacobian.get(i, j));
                double sum = 0;
                double squares = 0;
                double first = 0;
                for (int b = 0; b < draws; b++) {
                    double product = (data.get(b, i) - mean.get(0, i)) * (data.get(b, j) - mean.get(0, j));
                    sum += product;
                    squares += product * product;
                    first += data.get(b, i);
                }
                double error = Math.sqrt((squares / draws - Math.pow(sum / draws, 2)) / draws);
                assertEquals(covariance, sum / draws, 5 * error + 1e-12, i + "," + j);
                assertEquals(mean.get(0, i), first / draws, 5 * Math.sqrt(v * Math.exp(2 * t) * (1 + v * jacobian.get(i, i)) / draws) + 1e-12);
            }
        }
    }

    @Test
    void drawsDoNotDependOnTheBatch() {
        var score = new GaussianMixtureScore(mixed(), OU, session);
        RandomStream stream = RandomStream.named(3, "draws");
        Matrix states = Matrix.zeros(1000, 5);
        Matrix together = Matrix.zeros(1000, 5);
        Matrix split = Matrix.zeros(1000, 5);
        score.draw(states, 0.5, stream, 10, 8, together);
        score.draw(states.slice(0, 3), 0.5, stream, 10, 8, split.slice(0, 3));
        try (Session alone = new Session(7, 1, Progress.SILENT)) {
            new GaussianMixtureScore(mixed(), OU, alone).draw(states.slice(3, 997), 0.5, stream, 13, 8, split.slice(3, 997));
        }
        assertEquals(-1, together.segment().mismatch(split.segment()));
    }

    @Test
    void farStatesKeepTheirScore() {
        var score = new GaussianMixtureScore(mixed(), OU, session);
        Matrix far = Matrix.of(new double[][] {{1e6, -1e6, 3e5, 0, 2e6}});
        assertTrue(Double.isFinite(score.logDensity(far, 1e-4)[0]));
        assertTrue(Double.isFinite(norm(gradient(score, far, 1e-4).row(0))));
        assertEquals(1, responsibilities(score, far, 1e-4)[0] + responsibilities(score, far, 1e-4)[1] + responsibilities(score, far, 1e-4)[2], 1e-15);
    }

    @Test
    void nanStaysNan() {
        var score = new GaussianMixtureScore(mixed(), OU, session);
        Matrix x = Matrix.of(new double[][] {{0, Double.NaN, 0, 0, 0}});
        Matrix denoised = Matrix.zeros(1, 5);
        score.denoise(x, 1, denoised);
        assertTrue(Double.isNaN(score.logDensity(x, 1)[0]));
        assertTrue(Double.isNaN(gradient(score, x, 1).get(0, 0)));
        assertTrue(Double.isNaN(denoised.get(0, 0)));
    }

    @Test
    void refusesNonsense() {
        var unit = TrueScore.of(GaussianModel.isotropic(2, 1), OU, session);
        var point = TrueScore.of(GaussianModel.isotropic(2, 0), OU, session);
        Matrix x = Matrix.zeros(1, 2);
        assertThrows(IllegalArgumentException.class, () -> point.logDensity(x, 0));
        assertThrows(IllegalArgumentException.class, () -> unit.logDensity(x, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> unit.logDensity(Matrix.zeros(1, 3), 1));
        assertThrows(IllegalArgumentException.class, () -> unit.denoise(x, 1, Matrix.zeros(2, 2)));
        assertEquals(-Math.log(2 * Math.PI), unit.logDensity(x, 0)[0], 1e-15);
        assertEquals("the true score is known for gaussian, mixture and manifold, not for sphere; use the score of patterns drawn from it",
                assertThrows(IllegalArgumentException.class, () -> TrueScore.of(new Sphere(3), OU, session)).getMessage());
        var bent = new HiddenManifold(3, new double[] {1, 2}, Nonlinearity.TANH, 1);
        assertEquals("the true score is known for gaussian, mixture and manifold, not for hidden; use the score of patterns drawn from it",
                assertThrows(IllegalArgumentException.class, () -> TrueScore.of(bent, OU, session)).getMessage());
        var flat = new HiddenManifold(2, new double[] {2}, Nonlinearity.IDENTITY, 1);
        double[] variance = flat.eigenvalues();
        assertEquals(-1 / (OU.variance(1) + Math.exp(-2) * variance[0]) - 1 / OU.variance(1),
                trace(TrueScore.of(flat, OU, session).jacobian(new double[2], 1)), 1e-14);
    }

    private static double trace(Matrix matrix) {
        double sum = 0;
        for (int k = 0; k < matrix.columns(); k++) {
            sum += matrix.get(k, k);
        }
        return sum;
    }

    /// Isotropic, on a plane and full, in five dimensions.
    private static GaussianMixture mixed() {
        Matrix basis = Matrix.zeros(5, 5);
        for (int k = 0; k < 5; k++) {
            basis.set(k, k, 1);
        }
        rotate(basis, 0, 3, 0.6);
        rotate(basis, 1, 2, -1.1);
        rotate(basis, 2, 4, 0.3);
        rotate(basis, 0, 1, 2.2);
        return new GaussianMixture(new double[] {0.3, 0.45, 0.25}, List.of(
                model(new double[] {0.5, 0.5, 0, 1, 0}, SpectralCovariance.isotropic(5, 0.7)),
                model(new double[] {-0.2, 0, 0.3, 0.4, 0}, SpectralCovariance.along(basis.slice(1, 2), 0.1, 1.5, 0.4)),
                model(new double[] {0.1, -0.6, 0.3, 0.9, -0.5}, SpectralCovariance.along(basis, 0, 2, 1, 0.5, 0.2, 0))));
    }

    private static GaussianModel model(double[] mean, SpectralCovariance covariance) {
        return new GaussianModel(mean, covariance);
    }

    private static GaussianMixture law(Golden golden) {
        double[] weights = golden.params("pi");
        List<GaussianModel> components = new ArrayList<>();
        for (int k = 0; k < weights.length; k++) {
            components.add(model(Golden.numbers(golden.params().get("means").get(k)), SpectralCovariance.of(covariance(golden, k))));
        }
        return new GaussianMixture(weights, components);
    }

    private static Matrix covariance(Golden golden, int k) {
        var rows = golden.params().get("covs").get(k);
        return Matrix.of(new double[][] {Golden.numbers(rows.get(0)), Golden.numbers(rows.get(1))});
    }

    private static Matrix rotation(double angle) {
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        return Matrix.of(new double[][] {{c, s}, {-s, c}});
    }

    private static void rotate(Matrix rows, int i, int j, double angle) {
        for (int k = 0; k < rows.columns(); k++) {
            double a = rows.get(i, k);
            double b = rows.get(j, k);
            rows.set(i, k, Math.cos(angle) * a + Math.sin(angle) * b);
            rows.set(j, k, Math.cos(angle) * b - Math.sin(angle) * a);
        }
    }

    private static Matrix gradient(Score score, Matrix x, double t) {
        Matrix gradient = Matrix.zeros(x.rows(), x.columns());
        score.score(x, t, gradient);
        return gradient;
    }

    private static double[] responsibilities(GaussianMixtureScore score, Matrix x, double t) {
        Matrix weights = Matrix.zeros(1, score.components());
        score.responsibilities(x, t, weights);
        return weights.row(0);
    }

    private static Matrix shifted(Matrix x, int k, double h) {
        double[] row = x.row(0);
        row[k] += h;
        return Matrix.of(new double[][] {row});
    }

    private static double norm(double[] x) {
        double squares = 0;
        for (double each : x) {
            squares += each * each;
        }
        return Math.sqrt(squares);
    }
}
