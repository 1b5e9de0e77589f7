package org.remanence.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussHermiteTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 20, 64, 101, 200, 511, 512})
    void momentsAreThoseOfTheNormal(int n) {
        GaussHermite rule = GaussHermite.of(n);
        double moment = 1;
        for (int power = 0; power <= Math.min(2 * n - 1, 60); power += 2) {
            double sum = 0;
            double odd = 0;
            for (int k = 0; k < n; k++) {
                sum += rule.weights()[k] * Math.pow(rule.nodes()[k], power);
                odd += rule.weights()[k] * Math.pow(rule.nodes()[k], power + 1);
            }
            assertEquals(moment, sum, 1e-12 * moment, "moment " + power + ", rounding times the power");
            assertEquals(0, odd, 1e-12 * moment * (power + 1));
            moment *= power + 1;
        }
    }

    @Test
    void fiveNodesAreTheTabulated() {
        GaussHermite rule = GaussHermite.of(5);
        double inner = Math.sqrt(5 - Math.sqrt(10));
        double outer = Math.sqrt(5 + Math.sqrt(10));
        assertArrayEquals(new double[] {-outer, -inner, 0, inner, outer}, rule.nodes(), 1e-15 * 8);
        assertEquals((7 - 2 * Math.sqrt(10)) / 60, rule.weights()[0], 1e-16);
        assertEquals((7 + 2 * Math.sqrt(10)) / 60, rule.weights()[1], 1e-15);
        assertEquals(8.0 / 15, rule.weights()[2], 1e-15);
    }

    /// `E cosh(10 z) = exp(50)`: only the nodes far out matter, and their tiny weights.
    @Test
    void weightsFarOutAreRelativelyExact() {
        GaussHermite rule = GaussHermite.of(512);
        double sum = 0;
        for (int k = 0; k < 512; k++) {
            sum += rule.weights()[k] * Math.cosh(10 * rule.nodes()[k]);
        }
        assertEquals(1, sum / Math.exp(50), 1e-12);
    }

    @Test
    void refusesRulesItCannotGive() {
        assertThrows(IllegalArgumentException.class, () -> GaussHermite.of(0));
        assertThrows(IllegalArgumentException.class, () -> GaussHermite.of(513));
    }
}
