package org.remanence.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

/// The bounds from both sides: their values, worked out by hand from the stated formulas, and inputs whose rounding errors all
/// have one sign, so that the true error comes close to the bound and must not pass it.
@Tag("lanes")
class RoundingTest {
    private static final double U = 0x1p-53;
    private static final double FLOAT = 0x1p-24;

    private static States state(double[] x, double scale, double variance) {
        return new States(Matrix.of(new double[][] {x}), new double[x.length], scale, 0, variance, Workers.ALONE);
    }

    private static double[] along(int dimension, double length) {
        double[] x = new double[dimension];
        x[dimension / 2] = length;
        return x;
    }

    /// A product of 1 by a panel, and 7, and 3 of centring; half of 1 addition, 5 folds and 9, and 1; 2 and 3.
    @Test
    void valuesInDouble() {
        Rounding one = Rounding.of(state(along(1, 1), 1, 1), 0, Precision.DOUBLE);
        assertBounds(1.001, new double[] {(1 + 1 + 7 + 3) * U, ((1 + 5 + 9) / 2.0 + 1) * U, (2 + 3) * U}, one);
        Rounding other = Rounding.of(state(along(300, 3), 0.5, 0.25), 0, Precision.DOUBLE);
        assertBounds(1.001, new double[] {(144 + 3 + 7 + 3) * 6 * U, ((19 + 5 + 9) / 2.0 + 1) * U, 5 * 36 * U}, other);
        assertTrue(one.holds());
    }

    @Test
    void valuesInFloat() {
        Rounding other = Rounding.of(state(along(300, 3), 0.5, 0.25), 0, Precision.FLOAT);
        assertBounds(1.001, new double[] {(144 + 3 + 7) * 6 * FLOAT + 3 * 6 * U, (10 + 5 + 9) / 2.0 * FLOAT + U, 5 * 36 * U}, other);
        assertTrue(other.holds());
    }

    private static void assertBounds(double slack, double[] expected, Rounding actual) {
        assertEquals(slack * expected[0], actual.perNorm(), 1e-14 * expected[0]);
        assertEquals(slack * expected[1], actual.perSquare(), 1e-14 * expected[1]);
        assertEquals(slack * expected[2], actual.common(), 1e-14 * expected[2]);
        double norm = 3;
        double all = slack * (expected[0] * norm + expected[1] * norm * norm + expected[2]);
        assertEquals(all, actual.of(norm), 1e-14 * all);
    }

    /// Factors of 10³⁰ and |b|² below the smallest float.
    @Test
    void floatHoldsFactorsUpToItsRange() {
        assertFalse(Rounding.of(state(along(2, 0.1), 1, 0.9e-30), 0, Precision.FLOAT).holds(), "s²/v is too large");
        assertTrue(Rounding.of(state(along(2, 0.9), 1, 1.1e-30), 0, Precision.FLOAT).holds());
        assertFalse(Rounding.of(state(along(2, 1.2), 1, 1.1e-30), 0, Precision.FLOAT).holds(), "y s/v is too large");
        assertTrue(Rounding.of(state(along(2, 1.2), 1, 1e-200), 0, Precision.DOUBLE).holds());
        assertEquals(Double.POSITIVE_INFINITY, Rounding.of(state(along(2, 0.9), 1, 1e-31), 0, Precision.FLOAT).of(0));
        assertTrue(Rounding.of(state(along(2, 0), 1e-9, 1e10), 0, Precision.FLOAT).perSquare() >= 1e-34, "underflow");
    }

    @Test
    void valuesOfSums() {
        Tiling low = Tiling.of(1, Precision.DOUBLE);
        assertEquals((384 + 64 + 16 + 1) * U, Rounding.ofSums(low, Precision.DOUBLE, 6144), 1e-30);
        assertEquals((384 + 64 + 16 + 2) * U, Rounding.ofSums(low, Precision.DOUBLE, 6145), 1e-30);
        double dropped = 6144 * Math.exp(-43);
        assertEquals(448 * FLOAT + 17 * U + dropped, Rounding.ofSums(Tiling.of(1, Precision.FLOAT), Precision.FLOAT, 6144), 1e-30);
        Tiling wide = Tiling.of(3072, Precision.DOUBLE);
        assertEquals((24 + 64 + 86 + 3) * U, Rounding.ofSums(wide, Precision.DOUBLE, 6000), 1e-30, "24 patterns a tile, 2064 a chunk");
        assertEquals((6144 + 2 + 64) * U, Rounding.ofDirectSums(low, 10_000));
        assertEquals((100 + 1 + 64) * U, Rounding.ofDirectSums(low, 100));
        assertEquals((100 + 64) * U, Rounding.ofDirectSums(100));
    }

    @Test
    void valuesOfDirectScoring() {
        assertEquals((10 + 48) * 7 * U, Rounding.direct(320, -7));
        // |y| = 5, s = ½, radius 4: the nearest that a pattern can be is 3, its log-weight −9/(2·¼).
        assertEquals((1 + 48) * 18 * U, Rounding.leastDirect(state(along(32, 5), 0.5, 0.25), 0, 4), 1e-28);
        assertEquals(0, Rounding.leastDirect(state(along(32, 5), 0.5, 0.25), 0, 11));
    }

    static Stream<Arguments> tiles() {
        return Stream.of(Precision.values()).flatMap(precision -> Kernels.all().stream().map(kernels -> Arguments.of(precision, kernels)));
    }

    /// A chain that begins with 1 and loses each further product, just below half an ulp of 1: 143 of the 155 units of a product of
    /// one panel.
    @ParameterizedTest
    @MethodSource("tiles")
    void productsComeNearTheBound(Precision precision, Kernels kernels) {
        double[] numbers = lost(144, 1, precision);
        assertNear(0.8, kernels, precision, numbers, numbers);
    }

    /// As many chains as a norm has partial sums, each of which loses all but its first square.
    @ParameterizedTest
    @MethodSource("tiles")
    void normsComeNearTheBound(Precision precision, Kernels kernels) {
        int partials = precision == Precision.DOUBLE ? 16 : 32;
        double[] pattern = lost(200 * partials, partials, precision);
        assertNear(0.85, kernels, precision, new double[pattern.length], pattern);
    }

    /// 32 chains of a squared distance, each of which loses all but its first square.
    @ParameterizedTest
    @ValueSource(ints = {32 * 500, 32 * 2000})
    void distancesComeNearTheBound(int dimension) {
        double[] x = lost(dimension, 32, Precision.DOUBLE);
        BigDecimal exact = dot(x, x);
        for (Kernels kernels : Kernels.all()) {
            double actual = kernels.distance().squared(new double[dimension], 0, x, 0, dimension, 1, 0, new double[dimension]);
            double error = exact.subtract(new BigDecimal(actual)).abs().doubleValue() / 2;
            double bound = Rounding.direct(dimension, -actual / 2);
            assertTrue(error <= bound && error >= 0.9 * bound, error + " against the bound " + bound);
        }
    }

    /// Five equally heavy patterns, and thousands more that are lost one by one.
    @Test
    void directSumsComeNearTheBound() {
        Moments moments = Moments.neutral(1, 0);
        int lost = 5000;
        double each = Math.log(0.999 * 4 * U);
        for (int i = 0; i < 5 + lost; i++) {
            moments.absorb(0, i, i < 5 ? 0 : each, 0);
        }
        double error = Math.log1p(lost * 0.999 * 4 * U / 5);
        assertEquals(Math.log(5), Math.log1p(moments.rest()[0]), 1e-15, "all are lost");
        double bound = Rounding.ofDirectSums(5 + lost);
        assertTrue(error <= bound && error >= 0.75 * bound, error + " against the bound " + bound);
    }

    /// `count` ones, then numbers whose squares are lost in a sum that has reached 1.
    private static double[] lost(int dimension, int count, Precision precision) {
        double small = Math.sqrt(0.999 * precision.unitRoundoff());
        double[] numbers = new double[dimension];
        Arrays.setAll(numbers, k -> k < count ? 1 : precision == Precision.FLOAT ? (float) small : small);
        return numbers;
    }

    private static void assertNear(double share, Kernels kernels, Precision precision, double[] state, double[] pattern) {
        Tiling tiling = Tiling.of(state.length, precision);
        States states = state(state, 1, 1);
        PosteriorTile tile = kernels.tiles().of(precision, tiling, states, false, Workers.ALONE).get();
        double[] largest = new double[tile.block()];
        tile.begin(0, 1);
        tile.load(Matrix.of(new double[][] {pattern}), 0, 1, new double[state.length]);
        tile.logWeights(0, largest);
        BigDecimal half = dot(pattern, pattern).divide(BigDecimal.valueOf(2));
        double error = dot(state, pattern).subtract(half).subtract(new BigDecimal(largest[0])).abs().doubleValue();
        double bound = Rounding.of(states, 0, precision).of(Math.sqrt(dot(pattern, pattern).doubleValue()));
        assertTrue(error <= bound && error >= share * bound, error + " against the bound " + bound);
    }

    private static BigDecimal dot(double[] x, double[] y) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int k = 0; k < x.length; k++) {
            sum = sum.add(new BigDecimal(x[k]).multiply(new BigDecimal(y[k])));
        }
        return sum;
    }
}
