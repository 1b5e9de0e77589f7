package org.remanence.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /// By the recursion in 60 digits. A node x rounded by half an ulp moves its weight by x² 2⁻⁵³ of itself.
    @ParameterizedTest
    @CsvSource({"7, 0, -3.7504397177257422563, 0.00054826885597221779162", "7, 2, -1.1544053947399681272, 0.24012317860501271374",
        "7, 3, 0, 0.45714285714285714286", "64, 0, -14.886186143339452306, 3.1231879651077211753e-49",
        "64, 20, -4.5604587281440501982, 4.9583797210632405885e-6", "200, 0, -27.349827752266121702, 1.2576313313555794024e-163",
        "200, 1, -26.619594778852662892, 3.4819695683665527164e-155", "200, 99, -0.11093360437838370415, 0.087969704966052333857",
        "512, 100, -22.549469274241756874, 2.4569563536675463746e-112", "512, 255, -0.069386184856601048869, 0.055229100155055644004"})
    void nodesAndWeightsAreThoseOfSixtyDigits(int n, int k, double node, double weight) {
        GaussHermite rule = GaussHermite.of(n);
        assertEquals(node, rule.nodes()[k], 1e-15 * Math.abs(node));
        assertEquals(-node, rule.nodes()[n - 1 - k], 1e-15 * Math.abs(node));
        double rounding = (40 + node * node) * 0x1p-53 * weight;
        assertEquals(weight, rule.weights()[k], rounding);
        assertEquals(weight, rule.weights()[n - 1 - k], rounding);
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
