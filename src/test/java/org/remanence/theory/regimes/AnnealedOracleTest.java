package org.remanence.theory.regimes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.remanence.Golden;
import org.remanence.theory.IsotropicGaussian;

class AnnealedOracleTest {
    @Test
    void agreesWithReferenceQuadrature() {
        for (Golden golden : Golden.read("theory", "annealed")) {
            var law = new AnnealedLaw(new IsotropicGaussian((int) golden.param("d"), 1), Math.log(golden.param("n")));
            double tau = Math.expm1(2 * golden.param("t"));
            golden.check(law.normalized(tau), law.sameNeighbour(tau));
        }
    }

    @Test
    void differenceOfGammasHasItsMomentsInEveryDimension() {
        for (int dimension : new int[] {1, 2, 3, 4, 16, 255, 12288}) {
            var difference = new GammaDifference(dimension);
            double variance = dimension;
            double fourth = 3.0 * dimension * dimension + 6.0 * dimension;
            // log Γ(d/2) reaches 5e4 at d = 12288, so the density is known to 1e-11
            assertEquals(1, difference.expect(_ -> 1), 1e-10, "norm, d = " + dimension);
            assertEquals(variance, difference.expect(y -> y * y), 1e-10 * variance, "variance, d = " + dimension);
            assertEquals(fourth, difference.expect(y -> y * y * y * y), 1e-10 * fourth, "fourth moment, d = " + dimension);
        }
    }

    @Test
    void differenceOfExponentialsIsLaplace() {
        var difference = new GammaDifference(2);
        assertEquals(1 / (1 + 2.25), difference.expect(y -> Math.cos(1.5 * y)), 1e-12, "characteristic function 1/(1 + ω²)");
        assertEquals(1 / Math.sqrt(1 + 2.25), new GammaDifference(1).expect(y -> Math.cos(1.5 * y)), 1e-12);
    }

    @Test
    void twoDimensionsAgreeWithSimpsonsRuleOnTheLaplaceDensity() {
        double amplitude = Math.sqrt(0.8);
        double logPatterns = Math.log(50);
        double mean = logPatterns + Math.log1p(-1 / 50.0) - Math.log1p(4);
        int intervals = 40_000;
        double step = 60.0 / intervals;
        double entropy = 0;
        for (int i = 0; i <= intervals; i++) {
            double y = step * i;
            double weight = step / 3 * (i == 0 || i == intervals ? 1 : 2 + 2 * (i % 2)) * 0.5 * Math.exp(-y);
            entropy += weight * (Math.log1p(Math.exp(mean - amplitude * y)) + Math.log1p(Math.exp(mean + amplitude * y)));
        }
        var law = new AnnealedLaw(new IsotropicGaussian(2, 2), logPatterns);
        assertEquals(entropy / logPatterns, law.normalized(1), 1e-11, "Simpson's error is step⁴/180 times the fourth derivative");
    }

    @Test
    void besselFunctionAgreesWithItsElementaryCase() {
        for (double x : new double[] {1e-6, 0.3, 1, 40, 700}) {
            double exact = 0.5 * Math.log(0.5 * x) + 0.5 * Math.log(Math.PI / (2 * x)) - x;
            assertEquals(exact, GammaDifference.logScaledBessel(0.5, x), 1e-12 * Math.max(1, x), "K_½(x) = √(π/2x) e^{−x}");
        }
    }

    @Test
    void boundsTheSharpLawAndApproachesIt() {
        var cluster = new IsotropicGaussian(256, 1);
        var annealed = new AnnealedLaw(cluster, Math.log(20_000));
        var sharp = new ExcessEntropyLaw(cluster, Math.log(20_000));
        for (double t = 0.2; t < 6; t += 0.4) {
            double tau = Math.expm1(2 * t);
            assertTrue(annealed.normalized(tau) >= sharp.clipped(tau) - 1e-9, "t = " + t);
            assertTrue(annealed.sameNeighbour(tau) >= 0 && annealed.sameNeighbour(tau) <= 1 + 1e-10);
        }
        double far = Math.expm1(2 * 6.0);
        assertEquals(sharp.normalized(far), annealed.normalized(far), 1e-3);
    }

    @Test
    void singlePatternHasAlwaysCollapsed() {
        var law = new AnnealedLaw(new IsotropicGaussian(16, 1), 0);
        assertEquals(0, law.excessEntropy(1));
        assertEquals(1, law.sameNeighbour(1), 1e-12);
        assertTrue(Double.isNaN(law.normalized(1)));
    }

    @Test
    void widthIsTheDeviationOfTheInformation() {
        var law = new AnnealedLaw(new IsotropicGaussian(64, 2), Math.log(100));
        assertEquals(Math.sqrt(64 * 4.0 / 5.0), law.fluctuation(1), 1e-13);
    }
}
