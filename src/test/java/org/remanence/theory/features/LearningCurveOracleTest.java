package org.remanence.theory.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.remanence.Golden;
import org.remanence.text.BadInput;

/// Learning curves, their limits, and times of memorization, against an independent implementation and against each other.
class LearningCurveOracleTest {
    private static final PopulationSpectrum UNIT = PopulationSpectrum.isotropic(1);
    private static final double AVERAGED = Double.POSITIVE_INFINITY;
    private static final Map<String, TrainingDynamics> SOLVED = new ConcurrentHashMap<>();

    static List<Golden> curves() {
        return Golden.read("features", "score_error");
    }

    static List<Golden> halfGaps() {
        return Golden.read("features", "half_gap_times");
    }

    static List<Golden> publishedTimes() {
        return Golden.read("features", "published_memorization_times");
    }

    private static FeatureCoefficients tanh(double time) {
        return FeatureCoefficients.of(Activation.TANH, time, 1);
    }

    private static double draws(Golden golden) {
        return golden.params().get("m").isString() ? AVERAGED : golden.param("m");
    }

    /// U shape for m = ∞, double descent for m = 1 and 4; ridgeless where p < n m.
    @ParameterizedTest
    @MethodSource("curves")
    void scoreErrorAgainstFeatures(Golden golden) {
        double ridge = golden.name().endsWith("ridgeless") ? 0 : golden.param("ridge");
        golden.check(Arrays.stream(golden.params("psi_p")).map(psiP -> MinimiserLosses.of(tanh(golden.param("t")), psiP,
                golden.param("psi_n"), draws(golden), UNIT, ridge).scoreError()).toArray());
    }

    @Test
    void ridgelessIsRefusedWhereTheMomentsAreSingular() {
        String said = assertThrows(BadInput.class, () -> MinimiserLosses.of(tanh(0.1), 8, 4, 2, UNIT, 0)).getMessage();
        assertTrue(said.contains("p = 8.0 d ≥ n m = 8.0 d") && said.contains("--lambda"), said);
        assertThrows(BadInput.class, () -> MinimiserLosses.of(tanh(0.1), 8, 0, 1, UNIT, 1));
    }

    /// Infinitely many patterns: the equations with ψ_n = ∞ against the closed form, for any m.
    @Test
    void infinitelyManyPatternsInClosedForm() {
        Golden golden = Golden.read("features", "E_test_population").getFirst();
        for (double draws : new double[] {1, 4, AVERAGED}) {
            golden.check(MinimiserLosses.of(tanh(golden.param("t")), golden.param("psi_p"), AVERAGED, draws, UNIT, 0)
                    .scoreError());
        }
    }

    /// Infinitely many features at a fixed ridge, as published.
    @Test
    void infinitelyManyFeaturesAsPublished() {
        for (Golden golden : Golden.read("features", "L_test_psi_p_infinite")) {
            FeatureCoefficients c = tanh(golden.param("t"));
            double error = ManyFeatures.scoreError(c, golden.param("psi_n"), golden.param("m"), UNIT, golden.param("ridge"))
                    .orElseThrow();
            golden.check(c.noise() * error + UNIT.unexplained(c));
        }
    }

    /// The equations approach the limit as 1/ψ_p: also for another variance, another Σ and the average over the noise.
    @Test
    void infinitelyManyFeaturesAreTheLimitOfMany() {
        var half = PopulationSpectrum.isotropic(0.5);
        var two = new PopulationSpectrum(new double[] {0.5, 1.5}, new double[] {0.5, 0.5});
        approaches(half, 1, 0.01);
        approaches(half, 4, 0.5);
        approaches(half, AVERAGED, 0.1);
        approaches(two, AVERAGED, 0);
        assertTrue(ManyFeatures.scoreError(tanh(0.1), 4, 1, two, 0.1).isEmpty(), "no formula");
    }

    private static void approaches(PopulationSpectrum spectrum, double draws, double ridge) {
        FeatureCoefficients c = FeatureCoefficients.of(Activation.TANH, 0.1, spectrum.mean());
        double limit = ManyFeatures.scoreError(c, 4, draws, spectrum, ridge).orElseThrow();
        double many = MinimiserLosses.of(c, 1e5, 4, draws, spectrum, ridge).scoreError() - limit;
        double more = MinimiserLosses.of(c, 1e6, 4, draws, spectrum, ridge).scoreError() - limit;
        assertTrue(Math.abs(many) < 0.01 * limit, many + " of " + limit);
        assertEquals(0.1, more / many, 0.01, "1/ψ_p");
    }

    /// Bias and variance: at the minimiser of the law of the data there is a bias, and a variance from the features alone.
    @Test
    void biasIsThatOfTheMeanEstimator() {
        MinimiserLosses losses = MinimiserLosses.of(tanh(0.1), 8, 4, 1, UNIT, 1e-3);
        assertEquals(Math.pow(1 + losses.slope(), 2), losses.bias(), 1e-12);
        assertTrue(losses.bias() < losses.scoreError());
        double wide = MinimiserLosses.of(tanh(0.1), 1e4, AVERAGED, AVERAGED, UNIT, 0).scoreError();
        assertTrue(wide < 1e-3, "many features of infinitely many patterns learn everything: " + wide);
    }

    /// Along two variances, through the response to each direction, which the flow knows too.
    @Test
    void biasOfTwoVariancesIsThatOfTheFlow() {
        var two = new PopulationSpectrum(new double[] {0.5, 1.5}, new double[] {0.5, 0.5});
        FeatureLaw law = FeatureLaw.of(Activation.TANH, 0.1, 6, 3, two);
        double bias = MinimiserLosses.of(law.coefficients(), 6, 3, AVERAGED, two, 0).bias();
        double expected = 0;
        for (double variance : two.eigenvalues()) {
            double noised = law.coefficients().signal() * variance + law.coefficients().noise();
            double response = new DirectionResponse(law, variance).at(Double.POSITIVE_INFINITY);
            expected += 0.5 * noised * Math.pow(response + 1 / noised, 2);
        }
        assertEquals(expected, bias, 1e-6 * expected, "the contour");
    }

    @Test
    void publishedEdgesOfThePopulation() {
        Golden golden = Golden.read("features", "edges_population").getFirst();
        FeatureLaw law = FeatureLaw.of(Activation.TANH, golden.param("t"), golden.param("psi_p"), AVERAGED, UNIT);
        PublishedBulks published = PublishedBulks.of(law);
        golden.check(published.populationLower(), published.populationUpper());
        // with infinitely many patterns the published bulk is the whole spectrum beside the kernel of W
        FeatureBulks many = new FeatureBulks(FeatureLaw.of(Activation.TANH, 0.1, 9, 1e7, UNIT));
        assertEquals(published.populationUpper(), many.bulks().getLast().upper(), 1e-3);
    }

    /// Half of the gap opens later with more patterns, as tabulated; the published time is several times too early at t = 0.01.
    @ParameterizedTest
    @MethodSource("halfGaps")
    void halfOfTheGap(Golden golden) {
        golden.check(Arrays.stream(golden.params("psi_n")).map(psiN -> dynamics(golden, psiN).halfGapTime()).toArray());
    }

    @ParameterizedTest
    @MethodSource("publishedTimes")
    void publishedMemorizationTimes(Golden golden) {
        golden.check(Arrays.stream(golden.params("psi_n")).map(psiN -> PublishedBulks.of(law(golden, psiN)).memorizationTime())
                .toArray());
    }

    @Test
    void timesAtWhichAGapIsReached() {
        Golden golden = Golden.read("features", "gap_threshold_times").getFirst();
        double gap = golden.param("gap");
        golden.check(Arrays.stream(golden.params("psi_n")).map(psiN -> dynamics(golden, psiN).gapTime(gap)).toArray());
        assertEquals(Double.POSITIVE_INFINITY, dynamics(golden, 4).gapTime(1e6), "never");
    }

    private static TrainingDynamics dynamics(Golden golden, double psiN) {
        return SOLVED.computeIfAbsent(golden.param("t") + " " + psiN, _ -> new TrainingDynamics(law(golden, psiN)));
    }

    private static FeatureLaw law(Golden golden, double psiN) {
        return FeatureLaw.of(Activation.TANH, golden.param("t"), golden.param("psi_p"), psiN, UNIT);
    }
}
