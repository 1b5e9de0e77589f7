package org.remanence.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// Answers worked out by hand from two small rules.
class SpectralMeasureTest {
    private static final SpectralMeasure TWO = new SpectralMeasure(10, new double[][] {{-1, 0, 2}, {-2, 1, 3}},
            new double[][] {{0.25, 0.5, 0.25}, {0.125, 0.75, 0.125}});

    @Test
    void meansAndMoments() {
        assertEquals(2, TWO.probes());
        assertArrayEquals(new double[] {1, 1}, TWO.moment(0));
        assertArrayEquals(new double[] {0.25, 0.875}, TWO.moment(1));
        assertArrayEquals(new double[] {1.25, 2.375}, TWO.moment(2));
    }

    /// ⟨λ⟩ = 0.5625 and ⟨(λ − ⟨λ⟩)²⟩ = 1.8125 − 0.5625² over both; 12 = p + 2.
    @Test
    void standardErrorIsThatOfTheDirichletLaw() {
        assertEquals(Math.sqrt(2 * (1.8125 - 0.5625 * 0.5625) / (12 * 2)), TWO.standardError(x -> x), 1e-15);
    }

    /// A node at x itself belongs to neither side for certain.
    @Test
    void sharesUpToAPoint() {
        assertArrayEquals(new double[] {0, 0}, TWO.shareAtLeast(-3));
        assertArrayEquals(new double[] {0.25, 0.125}, TWO.shareAtMost(-3));
        assertArrayEquals(new double[] {0.25, 0}, TWO.shareAtLeast(0));
        assertArrayEquals(new double[] {1, 0.875}, TWO.shareAtMost(0));
        assertArrayEquals(new double[] {0.25, 0.125}, TWO.shareAtLeast(1.5));
        assertArrayEquals(new double[] {1, 1}, TWO.shareAtMost(1.5));
        assertArrayEquals(new double[] {0.75, 0.875}, TWO.shareAtLeast(9));
        assertArrayEquals(new double[] {1, 1}, TWO.shareAtMost(9));
    }

    /// A thousandth of the weight is left out at either end, of the vector that sees most.
    @Test
    void bulkLeavesAThousandthAtEitherEnd() {
        SpectralMeasure measure = new SpectralMeasure(10, new double[][] {{-9, -2, 0, 3, 8}, {-8, -1, 1, 2, 4}},
                new double[][] {{0.0004, 0.3996, 0.2, 0.3994, 0.0006}, {0.0004, 0.0005, 0.9, 0.09, 0.0091}});
        assertArrayEquals(new double[] {-2, 4}, measure.bulk());
        assertEquals(1.5 * Math.max(5.0 / 3, 3.0 / 3), measure.resolution(), 1e-15);
        assertArrayEquals(new double[] {-2, 3}, TWO.bulk());
        assertEquals(1.5 * 5 / 3, TWO.resolution(), 1e-15);
        assertArrayEquals(new double[] {4, 4}, new SpectralMeasure(1, new double[][] {{4}}, new double[][] {{1}}).bulk());
    }

    @Test
    void densityIsAGaussian() {
        assertEquals(Math.exp(-0.5 * 9) / (2 * Math.sqrt(2 * Math.PI)), SpectralMeasure.density(5, 2).applyAsDouble(-1), 1e-17);
    }
}
