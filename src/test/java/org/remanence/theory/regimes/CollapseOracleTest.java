package org.remanence.theory.regimes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.remanence.Golden;
import org.remanence.theory.AnisotropicGaussian;
import org.remanence.theory.CollapseTime;
import org.remanence.theory.CollapseTimes;
import org.remanence.theory.IsotropicGaussian;
import org.remanence.theory.SameClass;
import org.remanence.theory.SymmetricClusters;

class CollapseOracleTest {
    /// Roots are found to 1e-15 in log τ; the rest is rounding of the sum over eigenvalues.
    private static final double ROOT = 1e-12;

    private static CollapseTime isotropic(Golden golden) {
        return CollapseTime.of(new IsotropicGaussian((int) golden.param("d"), Math.sqrt(golden.param("s2"))), golden.param("n"));
    }

    @Test
    void isotropicTimesAgreeWithReference() {
        for (Golden golden : Golden.read("theory", "tC_iso")) {
            golden.check(isotropic(golden).ornsteinUhlenbeck());
            golden.check(CollapseTime.isotropic(Math.log(golden.param("n")) / golden.param("d"),
                    Math.sqrt(golden.param("s2"))).ornsteinUhlenbeck());
        }
        for (Golden golden : Golden.read("theory", "tauC_iso")) {
            golden.check(isotropic(golden).varianceExploding());
        }
    }

    @Test
    void equalEigenvaluesGiveTheIsotropicTime() {
        Golden golden = Golden.read("theory", "tauC_aniso").getFirst();
        double[] eigenvalues = new double[64];
        Arrays.fill(eigenvalues, 1);
        CollapseTime time = CollapseTime.of(new AnisotropicGaussian(eigenvalues), 4096);
        golden.check(time.varianceExploding(), time.ornsteinUhlenbeck());
    }

    @Test
    void rootSatisfiesItsEquationForAnySpectrumAndSize() {
        double[] powerLaw = new double[12288];
        Arrays.setAll(powerLaw, i -> Math.pow(i + 1, -1.5));
        for (double[] spectrum : new double[][] {powerLaw, {1, 0, 0}, {1e6, 1e-12}, {3, 2, 1e-300}}) {
            var law = new AnisotropicGaussian(spectrum);
            for (double patterns : new double[] {1.001, 2, 1797, 1e12}) {
                double tau = CollapseTime.of(law, patterns).noiseToSignal();
                assertEquals(Math.log(patterns), law.at(tau), ROOT * Math.max(1, Math.log(patterns)), patterns + " patterns");
            }
        }
    }

    @Test
    void manifoldOfTwoVariancesCollapsesWherePublished() {
        double[] spectrum = new double[30];
        Arrays.fill(spectrum, 0, 2, 1);
        Arrays.fill(spectrum, 2, 7, 0.3);
        assertEquals(0.0696, CollapseTime.of(new AnisotropicGaussian(spectrum), 1000).varianceExploding(), 5e-5, "four printed digits");
    }

    @Test
    void directionsWithoutVarianceDropOut() {
        double[] spectrum = {2, 2, 2, 0, 0, -1e-18};
        assertEquals(CollapseTime.of(new IsotropicGaussian(3, Math.sqrt(2)), 500).noiseToSignal(),
                CollapseTime.of(new AnisotropicGaussian(spectrum), 500).noiseToSignal(), ROOT);
    }

    @Test
    void separatedClustersCollapseLikeHalfThePatterns() {
        var clusters = new SymmetricClusters(256, 1, 1);
        double half = CollapseTime.of(clusters.cluster(), 10_000).ornsteinUhlenbeck();
        assertEquals(1.3337, half, 5e-5, "four printed digits");
        assertEquals(half, CollapseTime.of(clusters, 20_000).ornsteinUhlenbeck(), 1e-3, "the classes overlap a little");
    }

    @Test
    void clusterRootSatisfiesItsEquation() {
        for (double mu : new double[] {0, 0.01, 0.5, 3}) {
            var law = new SymmetricClusters(50, mu, 0.7);
            for (double patterns : new double[] {1.5, 2, 3, 20_000}) {
                assertEquals(Math.log(patterns), law.at(law.inverse(Math.log(patterns))), ROOT * 10, mu + ", " + patterns);
            }
        }
        var points = new SymmetricClusters(1, 1, 0);
        assertEquals(Math.log(1.5), points.at(points.inverse(Math.log(1.5))), ROOT);
        assertEquals(0, points.inverse(Math.log(2)), "two points are never quite told apart");
    }

    @Test
    void endsOfTheAxisAreValues() {
        assertEquals(Double.POSITIVE_INFINITY, CollapseTime.of(new IsotropicGaussian(3, 1), 1).ornsteinUhlenbeck());
        assertEquals(Double.POSITIVE_INFINITY, new AnisotropicGaussian(new double[] {1, 2}).inverse(0));
        assertEquals(Double.POSITIVE_INFINITY, new SymmetricClusters(3, 1, 1).inverse(0));
        assertEquals(0, CollapseTime.of(new IsotropicGaussian(3, 0), 9).noiseToSignal());
        assertEquals(0, CollapseTime.of(new AnisotropicGaussian(new double[3]), 9).noiseToSignal());
        assertEquals(0, CollapseTime.of(new SymmetricClusters(3, 1, 0), 9).noiseToSignal());
    }

    @Test
    void dataSetGetsAllThreeTimes() {
        var law = new AnisotropicGaussian(new double[] {4, 1, 1});
        CollapseTimes times = CollapseTimes.of(law, 1000, 10, tau -> tau);
        assertEquals(2 / Math.expm1(2 * Math.log(1000) / 3), times.isotropic(), ROOT);
        assertEquals(2 / Math.expm1(2 * Math.log(100) / 3), times.perClass(), ROOT);
        assertEquals(law.inverse(Math.log(1000)), times.anisotropic(), 0);
        assertTrue(times.anisotropic() < times.isotropic(), "at equal trace the isotropic Gaussian is the last to collapse");
        assertEquals(times.isotropic(), CollapseTimes.of(law, 1000, 1, tau -> tau).perClass(), 0);
    }

    @Test
    void excessEntropyAgreesWithReference() {
        for (Golden golden : Golden.read("theory", "f/alpha")) {
            var clusters = new SymmetricClusters((int) golden.param("d"), 1, 1);
            double tau = Math.expm1(2 * golden.param("t"));
            double logPatterns = Math.log(golden.param("n"));
            golden.check(new ExcessEntropyLaw(clusters, logPatterns).normalized(tau),
                    new ExcessEntropyLaw(clusters.cluster(), logPatterns).normalized(tau));
        }
    }

    @Test
    void excessEntropyVanishesAtTheCollapse() {
        var law = new ExcessEntropyLaw(new SymmetricClusters(64, 1, 1), Math.log(4096));
        double tau = law.collapseTime().noiseToSignal();
        assertEquals(0, law.excessEntropy(tau), ROOT);
        assertTrue(law.excessEntropy(0.9 * tau) < 0);
        assertEquals(0, law.clipped(0.9 * tau), 0);
        assertEquals(law.normalized(2 * tau), law.clipped(2 * tau), 0);
        assertEquals(Math.log(4096) / 64, law.excessEntropy(1e15), 1e-12, "logLoad at large noise");
        assertTrue(Double.isNaN(new ExcessEntropyLaw(law.law(), 0).normalized(1)));
    }

    @Test
    void publishedExcessEntropyNeedsTheClassInformation() {
        Golden golden = Golden.read("theory", "published f^e").getFirst();
        var law = new ExcessEntropyLaw(new SymmetricClusters(256, 1, 1), Math.log(20_000));
        var withoutClass = new ExcessEntropyLaw(new IsotropicGaussian(256, 1), Math.log(20_000));
        double worst = 0;
        for (int i = 0; i < 20; i++) {
            double time = 8 * (1 - 0.98 * i / 20);
            if (time > 1.25 * law.collapseTime().ornsteinUhlenbeck()) {
                double tau = Math.expm1(2 * time);
                assertEquals(golden.value()[i], law.normalized(tau), golden.absolute(), "t = " + time);
                worst = Math.max(worst, Math.abs(golden.value()[i] - withoutClass.normalized(tau)));
            }
        }
        assertTrue(worst > 5 * golden.absolute(), "the curve of the paper misses its own points, by " + worst);
    }

    @Test
    void twoPointsAgreeWithReference() {
        var law = new ExcessEntropyLaw(new SymmetricClusters(1, 1, 0), Math.log(2));
        for (Golden golden : Golden.read("theory", "1-D set {-1,1}")) {
            double tau = Math.expm1(2 * golden.param("t"));
            double mmse = 2 * SameClass.informationSlope(1 / tau);
            double[] expected = golden.value();
            if (expected.length == 1) {
                golden.check(mmse * (1 + tau) / (tau * tau));
            } else {
                assertEquals(expected[0], law.excessEntropy(tau), golden.relative() * expected[0]);
                assertEquals(expected[1], SameClass.balanced(1 / tau), golden.relative() * expected[1]);
                assertEquals(expected[3], mmse, golden.relative() * expected[3]);
            }
        }
    }

    @Test
    void refusesNonsense() {
        assertThrows(IllegalArgumentException.class, () -> new AnisotropicGaussian(new double[] {1, -0.1}));
        assertThrows(IllegalArgumentException.class, () -> new AnisotropicGaussian(new double[] {1, Double.NaN}));
        assertThrows(IllegalArgumentException.class, () -> new AnisotropicGaussian(new double[0]));
        assertThrows(IllegalArgumentException.class, () -> CollapseTime.of(new IsotropicGaussian(3, 1), 0));
        assertThrows(IllegalArgumentException.class, () -> new IsotropicGaussian(3, 1).at(0));
        assertThrows(IllegalArgumentException.class, () -> new ExcessEntropyLaw(new IsotropicGaussian(3, 1), Double.NaN));
    }
}
