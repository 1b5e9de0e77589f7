package org.remanence.theory.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hipparchus.complex.Complex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.Golden;

class MixtureTheoryTest {
    private static FeatureLaw law(double time, double featureRatio, double sampleRatio) {
        return FeatureLaw.of(Activation.TANH, time, featureRatio, sampleRatio, PopulationSpectrum.isotropic(1));
    }

    /// One surface of transitions, seen along three axes.
    @Test
    void thresholdsMeetThatInTime() {
        Golden golden = Golden.read("features", "bbp_time").getFirst();
        double time = golden.value()[0];
        double psiP = golden.param("psi_p");
        double psiN = golden.param("psi_n");
        double separation = golden.param("norm_m2");
        assertEquals(separation, OutlierThresholds.separation(law(time, psiP, psiN)), 1e-6);
        double below = OutlierThresholds.sampleRatio(Activation.TANH, 0.5, psiP, separation, 1);
        assertEquals(separation, OutlierThresholds.separation(law(0.5, psiP, below)), 1e-9);
        assertEquals(0.5, MixtureOutlier.transition(Activation.TANH, psiP, below, separation, 1), 1e-6);
    }

    /// For many features an outlier needs |m|² > σ²/√ψ_n, at any time; the distance falls as ψ_p^{−1/2} or faster.
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 2})
    void manyFeaturesSeeWhatPatternsShow(double psiN) {
        double some = OutlierThresholds.separation(law(0.3, 100, psiN)) - 1 / Math.sqrt(psiN);
        double many = OutlierThresholds.separation(law(0.3, 1600, psiN)) - 1 / Math.sqrt(psiN);
        assertTrue(some > 0 && many > 0 && many < some / 4, some + " then " + many);
        assertEquals(0, many, 0.02);
    }

    /// The density ends at the edge also where the top bulk has little mass: real above, not below.
    @ParameterizedTest
    @CsvSource({"0.1, 0.02", "0.1, 0.3", "0.1, 0.5", "0.5, 0.1", "0.8, 0.25", "0.1, 4"})
    void upperEdgeIsWhereTheDensityEnds(double time, double psiN) {
        FeatureLaw law = law(time, 8, psiN);
        double edge = SpectrumEdge.upper(law).z();
        double height = 1e-9 * edge;
        double above = law.resolvent().at(new Complex(edge * (1 + 1e-4), height)).r().getImaginaryPart();
        double below = law.resolvent().at(new Complex(edge * (1 - 1e-4), height)).r().getImaginaryPart();
        assertTrue(below > 1e3 * above, edge + ": " + below + " below, " + above + " above");
    }

    /// At late times the n lower eigenvalues lie close above s², joined to one bulk; counts are exact.
    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.8, 1.3})
    void bulksCloseToTheAtomAreFound(double time) {
        FeatureBulks spectrum = new FeatureBulks(law(time, 8, 4));
        assertEquals(2, spectrum.bulks().size());
        assertEquals(4.0 / 8, spectrum.bulks().getFirst().mass(), 1e-8);
        assertEquals(1.0 / 8, spectrum.bulks().getLast().mass(), 1e-8);
        double lower = spectrum.bulks().getFirst().lower() / spectrum.law().coefficients().fresh();
        assertTrue(lower > 1 && lower < 1.05, "from s² on: " + lower);
    }

    @Test
    void separatedOutlierOverManyFeatures() {
        Golden golden = Golden.read("features", "separated_mog").getFirst();
        var mixture = new SeparatedMixture(Activation.TANH, golden.param("t"), golden.param("psi_p"), golden.param("psi_n"),
                golden.param("mu"), 1);
        assertEquals(golden.value()[2], mixture.eigenvalue(2_000_000_000) / 2e9, 1e-6 * golden.value()[2]);
    }

    /// Clusters that hardly part leave the bulk as it is, h nearly along W m; signs lean by erf(c g/√2).
    @Test
    void separatedLimits() {
        var near = new SeparatedMixture(Activation.TANH, 0.1, 4, 3, 0.01, 1);
        assertEquals(SpectrumEdge.upper(law(0.1, 4, 3)).z(), near.edge(), 2e-3 * near.edge());
        assertEquals(1, near.overlapSquared(), 1e-6);
        double c = 2 * Math.exp(-0.1);
        double x = c * c / (1 + c * c);
        assertEquals(x / Math.asin(x), new SeparatedMixture(Activation.SIGN, 0.1, 4, 3, 2, 1).overlapSquared(), 1e-12,
                "E g erf and E erf²");
        assertThrows(IllegalArgumentException.class, () -> new SeparatedMixture(Activation.RELU, 0.1, 4, 3, 1, 1));
    }
}
