package org.remanence.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.remanence.linalg.Covariance;
import org.remanence.random.RandomStream;
import org.remanence.result.Estimate;
import org.remanence.tensor.Precision;

class PreparationTest {
    private static PatternSet prepare(PatternSet set, ValueScale scale, boolean center) {
        return new Preparation(scale, center).apply(set, Precision.DOUBLE, Arena.ofAuto());
    }

    private static double[][] values(PatternSet set) {
        return set.toMatrix(Arena.ofAuto()).toArray();
    }

    @Test
    void scalesDigitsToOneEighthMinusOne() {
        PatternSet digits = Digits.open(Precision.DOUBLE, Arena.ofAuto());
        PatternSet scaled = prepare(digits, ValueScale.RANGE, false);
        double[] raw = digits.row(100);
        double[] row = scaled.row(100);
        for (int k = 0; k < 64; k++) {
            assertEquals(raw[k] / 8 - 1, row[k]);
        }
        assertEquals(List.of("scaled 0..16 to [-1, 1]"), scaled.preprocessing());
        assertArrayEquals(digits.labels(), scaled.labels());
        assertEquals(digits.image(), scaled.image());
    }

    /// Golden number of the data set: the largest eigenvalue of the covariance, divided by n, of the scaled and centred
    /// digits.
    @Test
    void givesDigitsTheirLargestEigenvalue() {
        PatternSet digits = prepare(Digits.open(Precision.FLOAT, Arena.ofAuto()), ValueScale.RANGE, true);
        assertEquals(List.of("scaled 0..16 to [-1, 1]", "centred"), digits.preprocessing());
        // NumPy's eigvalsh of the same matrix: both carry a few ulps times the dimension
        assertEquals(2.7954268090563965, Covariance.of(digits).eigenvalues()[0], 64 * 4 * 0x1p-52);
    }

    @Test
    void centresToRounding() {
        PatternSet shifted = new GaussianModel(new double[] {1e6, -3, 0}, SpectralCovariance.isotropic(3, 1))
                .draw(10_000, RandomStream.named(1, "x"), Arena.ofAuto(), Precision.DOUBLE);
        PatternSet centred = prepare(shifted, ValueScale.NONE, true);
        assertEquals(List.of("centred"), centred.preprocessing());
        // each number carries the rounding of a subtraction from 1e6, their mean that of one mean
        assertArrayEquals(new double[3], ColumnSum.means(centred), 1e6 * 0x1p-53);
    }

    /// Scaling and centring by their definitions, on columns whose means and ranges all differ.
    @ParameterizedTest
    @EnumSource
    void centresWhatWasScaled(ValueScale scale) {
        double[][] raw = {{3, 40, -5}, {-1, 100, 2}, {7, 10, 6}, {0, 30, 100}};
        double[][] prepared = values(prepare(PatternSet.of(raw), scale, true));
        for (int k = 0; k < 3; k++) {
            double mean = 0;
            for (int i = 0; i < 4; i++) {
                mean += prepared[i][k] / 4;
            }
            assertEquals(0, mean, 100 * 0x1p-50);
            for (int i = 1; i < 4; i++) {
                double difference = scaled(raw, i, k, scale) - scaled(raw, 0, k, scale);
                assertEquals(difference, prepared[i][k] - prepared[0][k], 100 * 0x1p-50);
            }
        }
    }

    private static double scaled(double[][] raw, int i, int k, ValueScale scale) {
        return switch (scale) {
            case NONE -> raw[i][k];
            case RANGE -> raw[i][k] / 52.5;
            case UNIT_VARIANCE -> raw[i][k] / Math.sqrt((variance(raw, 0) + variance(raw, 1) + variance(raw, 2)) / 3);
            case UNIT_NORM -> raw[i][k] / Math.sqrt(raw[i][0] * raw[i][0] + raw[i][1] * raw[i][1] + raw[i][2] * raw[i][2]);
            case STANDARDIZE -> raw[i][k] / Math.sqrt(variance(raw, k));
        };
    }

    private static double variance(double[][] raw, int k) {
        double stderr = Estimate.of(raw[0][k], raw[1][k], raw[2][k], raw[3][k]).stderr();
        return stderr * stderr * 3;
    }

    @Test
    void bringsEachPatternToLengthOne() {
        PatternSet set = PatternSet.of(new double[][] {{3, 4}, {0, 0}, {-1e300, 0}, {0, 5e-324}});
        PatternSet unit = prepare(set, ValueScale.UNIT_NORM, false);
        assertArrayEquals(new double[][] {{0.6, 0.8}, {0, 0}, {-1, 0}, {0, 1}}, values(unit));
        assertEquals(List.of("divided each pattern by its length"), unit.preprocessing());
    }

    @Test
    void standardizesEachColumnAndReportsConstantOnes() {
        PatternSet set = PatternSet.of(new double[][] {{1, 7, 0.1}, {3, 7, 0.1}, {5, 7, 0.1}, {7, 7, 0.1}});
        PatternSet standard = prepare(set, ValueScale.STANDARDIZE, true);
        assertEquals(List.of("standardized each column to mean 0 and standard deviation 1",
                "2 constant columns left at 0: 1, 2"),
                standard.preprocessing());
        double sigma = Math.sqrt(5);
        double[][] expected = {{-3 / sigma, 0, 0}, {-1 / sigma, 0, 0}, {1 / sigma, 0, 0}, {3 / sigma, 0, 0}};
        for (int i = 0; i < 4; i++) {
            assertArrayEquals(expected[i], standard.row(i), 1e-15);
        }
    }

    @Test
    void takesTheObservedRangeWhereNoneIsKnown() {
        PatternSet scaled = prepare(PatternSet.of(new double[][] {{-2.5, 0}, {1, 5.5}}), ValueScale.RANGE, false);
        assertEquals(List.of("scaled -2.5..5.5 (observed) to [-1, 1]"), scaled.preprocessing());
        assertArrayEquals(new double[][] {{-1, -0.375}, {-0.125, 1}}, values(scaled));
    }

    @Test
    void copesWithOnePatternAndWithEqualOnes() {
        PatternSet one = PatternSet.of(new double[][] {{3, 3}});
        assertArrayEquals(new double[2], prepare(one, ValueScale.RANGE, false).row(0));
        assertArrayEquals(new double[2], prepare(one, ValueScale.STANDARDIZE, false).row(0));
        assertArrayEquals(new double[2], prepare(PatternSet.of(new double[][] {{3, 4}, {3, 4}}), ValueScale.NONE,
                true).row(1));
    }

    @Test
    void returnsTheSetItselfWhenNothingIsAsked() {
        PatternSet set = PatternSet.of(new double[][] {{1, 2}});
        assertSame(set, Preparation.NONE.apply(set, Precision.FLOAT, Arena.ofAuto()));
    }

    @Test
    void storesWhatIsAskedAndRoundsOnce() {
        PatternSet digits = Digits.open(Precision.FLOAT, Arena.ofAuto());
        PatternSet wide = prepare(digits, ValueScale.RANGE, true);
        PatternSet narrow = new Preparation(ValueScale.RANGE, true).apply(digits, Precision.FLOAT, Arena.ofAuto());
        assertEquals(Precision.FLOAT, narrow.precision());
        double[] exact = wide.row(77);
        double[] rounded = narrow.row(77);
        for (int k = 0; k < 64; k++) {
            assertEquals((float) exact[k], rounded[k]);
        }
    }

    @Test
    void rejectsNumbersThatLeaveTheRangeOfFloats() {
        PatternSet huge = PatternSet.of(new double[][] {{1e300, 0}, {-1e300, 1}});
        assertThrows(IllegalArgumentException.class,
                () -> new Preparation(ValueScale.NONE, true).apply(huge, Precision.FLOAT, Arena.ofAuto()));
        assertArrayEquals(new double[] {1, 0}, prepare(huge, ValueScale.RANGE, false).row(0));
    }
}
