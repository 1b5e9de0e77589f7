package org.remanence.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.remanence.Golden;

class SameClassOracleTest {
    private static final double ROUNDING = 1e-14;

    @Test
    void agreesWithReferenceQuadrature() {
        for (Golden golden : Golden.read("theory", "phi_class(rho2")) {
            golden.check(SameClass.balanced(golden.param("rho2")));
        }
        for (Golden golden : Golden.read("theory", "phi_class(t")) {
            double tau = Math.expm1(2 * golden.param("t"));
            golden.check(SameClass.balanced(SameClass.separation(
                    tau, (int) golden.param("d"), golden.param("mu"), Math.sqrt(golden.param("s2")))));
        }
    }

    @Test
    void informationAgreesWithReferenceQuadrature() {
        for (Golden golden : Golden.read("theory", "I_class")) {
            golden.check(SameClass.information(golden.param("rho2")));
        }
    }

    @Test
    void publishedCurveLiesWithinItsErrorBars() {
        Golden golden = Golden.read("theory", "published phi").getFirst();
        double[] theory = new double[golden.value().length];
        for (int i = 0; i < theory.length; i++) {
            theory[i] = SameClass.balanced(SameClass.separation(Math.expm1(2 * (1 + 0.5 * i)), 256, 1, 1));
        }
        golden.check(theory);
    }

    @Test
    void allDimensionsCrossAtTheThreshold() {
        for (int dimension : new int[] {4, 256, 16384}) {
            double tau = Math.expm1(2 * SpeciationTime.SCALING.of(1, dimension));
            double separation = SameClass.separation(tau, dimension, 1, 1);
            assertEquals(SameClass.THRESHOLD, SameClass.balanced(separation), ROUNDING);
        }
    }

    @Test
    void informationSlopeIsTheDerivative() {
        for (double separation : new double[] {0.02, 0.3, 0.7, 2, 8}) {
            double h = 1e-4 * separation;
            double slope = (SameClass.information(separation + h) - SameClass.information(separation - h)) / (2 * h);
            assertEquals(SameClass.informationSlope(separation), slope, 1e-9, "central difference, error h² and 1e-16/h");
        }
    }

    @Test
    void limitsAreExact() {
        double tiny = 1e-9;
        assertEquals(0.5, SameClass.balanced(0), ROUNDING);
        assertEquals(1, SameClass.balanced(1e4), ROUNDING);
        assertEquals(1, SameClass.balanced(Double.POSITIVE_INFINITY), 0);
        assertEquals(0.58, SameClass.unbalanced(0.3, 0), ROUNDING, "0.3² + 0.7²");
        assertEquals(1, SameClass.unbalanced(0, 2), 0);
        assertEquals(0.5 * tiny, SameClass.information(tiny), 1e-9 * tiny, "ρ²/2 to first order");
        assertEquals(Math.log(2), SameClass.information(200), ROUNDING);
        assertEquals(Math.log(2), SameClass.information(Double.POSITIVE_INFINITY), 0);
        assertEquals(0.5, SameClass.informationSlope(0), ROUNDING);
        assertEquals(0, SameClass.informationSlope(Double.POSITIVE_INFINITY), 0);
    }

    @Test
    void branchesOfTheInformationMeet() {
        assertEquals(SameClass.information(Math.nextDown(0.5)), SameClass.information(0.5), ROUNDING);
    }

    @Test
    void unbalancedClassesAgreeWithIntegrationOverTheState() {
        double weight = 0.2;
        double separation = 1.7;
        double mean = Math.sqrt(separation);
        double sum = 0;
        double step = 0.01;
        for (double x = -14; x <= 14; x += step) {
            double first = weight * Math.exp(-0.5 * (x - mean) * (x - mean));
            double second = (1 - weight) * Math.exp(-0.5 * (x + mean) * (x + mean));
            sum += (first * first + second * second) / (first + second) * step / Math.sqrt(2 * Math.PI);
        }
        assertEquals(sum, SameClass.unbalanced(weight, separation), 1e-12, "trapezoid over x instead of z");
    }

    @Test
    void separationIsInvariantUnderTheClock() {
        double t = 0.8;
        double width = -Math.expm1(-2 * t) + 0.25 * Math.exp(-2 * t);
        assertEquals(9 * Math.exp(-2 * t) / width, SameClass.separation(Math.expm1(2 * t), 9, 1, 0.5), ROUNDING);
        assertEquals(Double.POSITIVE_INFINITY, SameClass.separation(0, 9, 1, 0));
        assertEquals(0, SameClass.separation(0, 9, 0, 0));
    }

    @Test
    void refusesNonsense() {
        assertThrows(IllegalArgumentException.class, () -> SameClass.balanced(-1));
        assertThrows(IllegalArgumentException.class, () -> SameClass.balanced(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> SameClass.unbalanced(1.1, 1));
        var message = assertThrows(IllegalArgumentException.class, () -> SameClass.separation(Double.NaN, 1, 1, 1)).getMessage();
        assertTrue(message.contains("noise-to-signal"), message);
    }
}
