package org.remanence.theory.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.hipparchus.complex.Complex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.remanence.Golden;
import tools.jackson.databind.JsonNode;

/// Against an independent implementation in another language.
class FeatureOracleTest {
    static List<Golden> coefficients() {
        return Golden.read("features", "coeffs");
    }

    static List<Golden> resolvents() {
        return Golden.read("features", "stieltjes_U");
    }

    static List<Golden> edges() {
        return Golden.read("features", "bulk_edges");
    }

    static List<Golden> curves() {
        return Golden.read("features", "learning_curve");
    }

    static List<Golden> flows() {
        return Golden.read("features", "flow_losses");
    }

    @ParameterizedTest
    @MethodSource("coefficients")
    void coefficientsOfTheActivation(Golden golden) {
        FeatureCoefficients c = FeatureCoefficients.of(activation(golden), golden.param("t"), golden.param("sx2"));
        golden.check(c.mean(), c.slope(), c.noiseSlope(), c.square(), c.nonlinear(), c.shared(), c.fresh(), c.kappa());
    }

    /// Tolerance of a complex number: relative to its modulus.
    @ParameterizedTest
    @MethodSource("resolvents")
    void resolventsInThePlane(Golden golden) {
        FeatureResolvent resolvent = new FeatureResolvent(equations(golden));
        double[] z = golden.params("z");
        OrderParameters<Complex> y = z[1] == 0 ? resolvent.below(z[0]) : resolvent.at(new Complex(z[0], z[1]));
        List<Complex> parts = List.of(y.q(), y.r(), y.h());
        for (int i = 0; 2 * i < golden.value().length; i++) {
            Complex expected = new Complex(golden.value()[2 * i], golden.value()[2 * i + 1]);
            assertEquals(0, parts.get(i).subtract(expected).norm(), golden.relative() * expected.norm(), golden.name());
        }
    }

    @ParameterizedTest
    @MethodSource("edges")
    void edgesOfTheBulks(Golden golden) {
        FeatureBulks spectrum = new FeatureBulks(law(golden));
        golden.check(spectrum.bulks().stream().flatMap(each -> List.of(each.lower(), each.upper()).stream()).mapToDouble(x -> x)
                .toArray());
        for (Bulk each : spectrum.bulks()) {
            double inside = 1e-4 * (each.upper() - each.lower());
            double[] density = spectrum.density(each.lower() - 1e-9, each.lower() + inside, each.upper() - inside, each.upper()
                    + 1e-9);
            assertEquals(0, density[0] + density[3], 0.0);
            assertTrue(density[1] > 0 && density[2] > 0, each.name());
        }
    }

    @Test
    void threeBulksWithTheirMassesAndShares() {
        Golden golden = Golden.read("features", "three_bulks").getFirst();
        FeatureBulks spectrum = new FeatureBulks(law(golden));
        golden.check(spectrum.bulks().stream().flatMap(each -> List.of(each.mass(), each.lossShare()).stream())
                .mapToDouble(x -> x).toArray());
        assertEquals(List.of("memorization", "noise", "generalization"), spectrum.bulks().stream().map(Bulk::name).toList());
        assertEquals(List.of(1.0 / 64, 7.0 / 64, 1.0 / 64).stream().mapToDouble(x -> x).sum(), 1 - spectrum.law().atom(), 1e-14);
        assertEquals(1.0 / 64, spectrum.bulks().getFirst().mass(), 1e-9, "d of p eigenvalues");
        assertEquals(7.0 / 64, spectrum.bulks().get(1).mass(), 1e-9, "n − d of p");
    }

    @ParameterizedTest
    @MethodSource("curves")
    void lossesOfTheMinimiser(Golden golden) {
        FeatureEquations e = equations(golden);
        MinimiserLosses curve = MinimiserLosses.of(e.coefficients(), e.featureRatio(), e.sampleRatio(), e.draws(), e.spectrum(),
                golden.param("ridge"));
        golden.check(curve.trainLoss(), curve.objective(), curve.empiricalLoss(), curve.testLoss(), curve.scoreError());
    }

    @ParameterizedTest
    @MethodSource("flows")
    void lossesAlongGradientFlow(Golden golden) {
        TrainingDynamics dynamics = new TrainingDynamics(law(golden));
        List<TrainingDynamics.Losses> losses = Arrays.stream(golden.params("tau")).mapToObj(dynamics::at).toList();
        List<Double> all = new ArrayList<>(losses.stream().map(TrainingDynamics.Losses::trainLoss).toList());
        losses.forEach(each -> all.add(each.testLoss()));
        losses.forEach(each -> all.add(each.scoreError()));
        golden.check(all.stream().mapToDouble(x -> x).toArray());
    }

    /// The learning curve is where the flow ends: two derivations of the same loss.
    @Test
    void flowEndsAtTheMinimiser() {
        FeatureLaw law = FeatureLaw.of(Activation.TANH, 0.1, 8, 4, PopulationSpectrum.isotropic(1));
        TrainingDynamics.Losses end = new TrainingDynamics(law).at(Double.POSITIVE_INFINITY);
        MinimiserLosses minimiser = MinimiserLosses.of(law.coefficients(), 8, 4, Double.POSITIVE_INFINITY, law.spectrum(), 0);
        assertEquals(minimiser.trainLoss(), end.trainLoss(), 1e-6, "the trapezoidal rule on the contour");
        assertEquals(minimiser.testLoss(), end.testLoss(), 1e-6, "the trapezoidal rule on the contour");
    }

    @Test
    void atomsOfManyFeatures() {
        for (Golden golden : Golden.read("features", "atom_mass")) {
            FeatureLaw law = law(golden);
            assertEquals(golden.value()[0], law.coefficients().fresh(), 1e-10, "the trapezoidal rule");
            assertEquals(golden.value()[1], law.atom(), 1e-12);
        }
    }

    /// In closed form for infinitely many patterns; the next order is 1/ψ_n.
    @Test
    void scoreErrorOfInfinitelyManyPatterns() {
        Golden golden = Golden.read("features", "E_test_population").getFirst();
        FeatureCoefficients c = FeatureCoefficients.of(activation(golden), golden.param("t"), 1);
        double many = MinimiserLosses.of(c, golden.param("psi_p"), 1e7, Double.POSITIVE_INFINITY,
                PopulationSpectrum.isotropic(1), 0).scoreError();
        assertEquals(golden.value()[0], many, 1e-5 * many);
    }

    /// Along any direction of isotropic data the minimiser responds by the slope of its mean: two routes to one number.
    @Test
    void minimiserRespondsByItsSlope() {
        FeatureLaw law = FeatureLaw.of(Activation.TANH, 0.1, 8, 4, PopulationSpectrum.isotropic(1));
        double slope = MinimiserLosses.of(law.coefficients(), 8, 4, Double.POSITIVE_INFINITY, law.spectrum(), 0).slope();
        assertEquals(slope, new DirectionResponse(law, 1).at(Double.POSITIVE_INFINITY), 1e-6 * Math.abs(slope), "the contour");
    }

    /// The best score errors along training for 4 to 32 patterns a dimension, on the grid of training times that found them.
    @Test
    void bestScoreErrorsFallWithThePatterns() {
        Golden golden = Golden.read("features", "min_score_error").getFirst();
        for (int i = 0; i < 4; i++) {
            double[] row = Arrays.copyOfRange(golden.value(), 3 * i, 3 * i + 3);
            FeatureLaw law = FeatureLaw.of(activation(golden), golden.param("t"), golden.param("psi_p"), row[0],
                    PopulationSpectrum.isotropic(1));
            TrainingDynamics dynamics = new TrainingDynamics(law);
            assertEquals(row[2], dynamics.at(row[1]).scoreError(), golden.relative() * row[2]);
            assertTrue(dynamics.at(0.8 * row[1]).scoreError() > row[2] && dynamics.at(1.25 * row[1]).scoreError() > row[2],
                    "it is a minimum");
        }
    }

    /// When half of the final gap between test and training loss has opened.
    @Test
    void halfOfTheGapOpensWhenTheLowestBulkIsLearned() {
        Golden golden = Golden.read("features", "tau_half_gap").getFirst();
        TrainingDynamics dynamics = new TrainingDynamics(law(golden));
        double whole = dynamics.at(1e7).generalizationGap();
        assertEquals(golden.value()[1], whole, golden.relative() * whole);
        assertEquals(0.5 * whole, dynamics.at(golden.value()[0]).generalizationGap(), golden.relative() * whole);
    }

    static List<Golden> outliers() {
        return Golden.read("features", "mog_outlier");
    }

    @ParameterizedTest
    @MethodSource("outliers")
    void outlierOfAMixture(Golden golden) {
        FeatureLaw law = FeatureLaw.of(activation(golden), golden.param("t"), golden.param("psi_p"), golden.param("psi_n"),
                PopulationSpectrum.isotropic(golden.param("sx2")));
        MixtureOutlier outlier = MixtureOutlier.of(law, golden.param("norm_m2"));
        golden.check(outlier.eigenvalue(), outlier.overlapSquared(), outlier.edge());
        if (golden.param("t") == 0.1) {
            assertEquals(0.0140413, MixtureOutlier.all(new FeatureBulks(law), golden.param("norm_m2")).getFirst().eigenvalue(),
                    1e-7,
                    "seven printed digits of the low outlier");
        }
    }

    @Test
    void transitionOfTheOutlier() {
        Golden golden = Golden.read("features", "bbp_time").getFirst();
        golden.check(MixtureOutlier.transition(Activation.TANH, 8, 4, 2, 1));
        Golden population = Golden.read("features", "bbp_time_population").getFirst();
        population.check(MixtureOutlier.populationTransition(8, 2, 1));
        assertEquals(population.value()[0], MixtureOutlier.transition(Activation.ERF, 8, 1e6, 2, 1), 1e-4, "O(ψ_n^{−1/2})");
    }

    @Test
    void responseAlongADirection() {
        Golden golden = Golden.read("features", "direction_slope").getFirst();
        FeatureLaw law = law(golden);
        DirectionResponse bulk = new DirectionResponse(law, 1);
        DirectionResponse spike = new DirectionResponse(law, 1 + golden.param("norm_m2"));
        golden.check(bulk.at(1), spike.at(1), bulk.at(30), spike.at(30));
    }

    static List<Golden> integrated() {
        return Golden.read("features", "time_integrated_");
    }

    @ParameterizedTest
    @MethodSource("integrated")
    void spectrumOfATimeIntegratedNetwork(Golden golden) {
        boolean biased = !golden.name().equals("time_integrated_no_bias");
        double[] times = golden.params("t_nodes");
        double[] weights = Arrays.stream(times).map(t -> -Math.expm1(-2 * t) / times.length).toArray();
        MatrixDyson dyson = new MatrixDyson(Activation.TANH, times, weights, 4, 2, PopulationSpectrum.isotropic(1),
                (t, b) -> biased ? t * b : 0, biased);
        if (golden.name().contains("outlier")) {
            golden.check(dyson.meanOutliers()[0]);
        } else {
            golden.check(dyson.stieltjes(golden.params("z")[0], golden.params("z")[1]));
        }
    }

    @Test
    void spectrumOfASeparatedMixture() {
        Golden golden = Golden.read("features", "separated_mog").getFirst();
        MatrixDyson dyson = new MatrixDyson(Activation.TANH, new double[] {golden.param("t")}, new double[] {1},
                golden.param("psi_p"), golden.param("psi_n"), PopulationSpectrum.isotropic(1),
                (t, b) -> Math.exp(-t) * golden.param("mu") * b, true);
        double[] q = dyson.stieltjes(golden.params("z")[0], golden.params("z")[1]);
        golden.check(q[0], q[1], dyson.meanOutliers()[0]);
    }

    /// One time without shifts is the network of one time, for any covariance of the data; so is that time twice, at half weight.
    @Test
    void oneTimeIsTheOrdinarySpectrum() {
        for (PopulationSpectrum data : List.of(PopulationSpectrum.isotropic(1),
                new PopulationSpectrum(new double[] {0, 0.5, 2.5}, new double[] {0.2, 0.5, 0.3}))) {
            FeatureLaw law = FeatureLaw.of(Activation.TANH, 0.1, 8, 4, data);
            Complex expected = law.resolvent().at(new Complex(1, 0.3)).q();
            for (double[] weights : new double[][] {{1}, {0.5, 0.5}}) {
                double[] times = new double[weights.length];
                Arrays.fill(times, 0.1);
                double[] q = new MatrixDyson(Activation.TANH, times, weights, 8, 4, data, (_, _) -> 0, false).stieltjes(1, 0.3);
                assertEquals(0, expected.subtract(new Complex(q[0], q[1])).norm(), 1e-11 * expected.norm(),
                        "the accuracy of the iteration");
            }
        }
    }

    private static Activation activation(Golden golden) {
        return Activation.valueOf(golden.params().get("act").stringValue().toUpperCase(Locale.ROOT));
    }

    private static PopulationSpectrum spectrum(Golden golden) {
        JsonNode spec = golden.params().get("spec");
        if (spec == null || spec.isNull()) {
            return PopulationSpectrum.isotropic(1);
        }
        double[][] pairs = spec.valueStream().map(Golden::numbers).toArray(double[][]::new);
        return new PopulationSpectrum(Arrays.stream(pairs).mapToDouble(pair -> pair[0]).toArray(),
                Arrays.stream(pairs).mapToDouble(pair -> pair[1]).toArray());
    }

    private static FeatureEquations equations(Golden golden) {
        JsonNode m = golden.params().get("m");
        double draws = m == null || m.isString() ? Double.POSITIVE_INFINITY : m.doubleValue();
        PopulationSpectrum spectrum = spectrum(golden);
        return new FeatureEquations(FeatureCoefficients.of(activation(golden), golden.param("t"), spectrum.mean()),
                golden.param("psi_p"), golden.param("psi_n"), draws, spectrum);
    }

    private static FeatureLaw law(Golden golden) {
        FeatureEquations e = equations(golden);
        return new FeatureLaw(e.coefficients(), e.featureRatio(), e.sampleRatio(), e.spectrum());
    }
}
