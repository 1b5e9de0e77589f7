package org.remanence.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;
import org.remanence.text.BadInput;

class PreparationMapTest {
    private static final double[][] VALUES = {{1, 7, 0.25}, {3, 7, -0.5}, {5, 7, 8}, {7, 7, 1e-3}};

    private static PatternSet prepared(ValueScale scale, boolean center) {
        return new Preparation(scale, center).apply(PatternSet.of(VALUES), Precision.DOUBLE, Arena.ofAuto());
    }

    /// To the bit: a state that equals a pattern must lie on it.
    @ParameterizedTest
    @CsvSource({"RANGE, false", "RANGE, true", "STANDARDIZE, true", "UNIT_VARIANCE, true", "UNIT_NORM, false", "UNIT_NORM, true", "NONE, true", "NONE, false"})
    void takesTheDataWhereTheyWent(ValueScale scale, boolean center) {
        PatternSet set = prepared(scale, center);
        Rows again = set.preparation().apply(Matrix.of(VALUES));
        double[] row = new double[3];
        float[] narrow = new float[3];
        for (int i = 0; i < VALUES.length; i++) {
            again.copy(i, 1, row, 0);
            again.copy(i, 1, narrow, 0);
            assertArrayEquals(set.row(i), row);
            assertArrayEquals(set.row(i), set.preparation().apply(VALUES[i]));
            for (int k = 0; k < 3; k++) {
                assertEquals((float) row[k], narrow[k]);
            }
        }
    }

    /// Other values pass the map of the data, not one of their own: the range 0 to 10 goes to [−1, 1], whatever is given.
    @Test
    void mapsOtherRowsByTheRangeOfTheData() {
        PatternSet set = new Preparation(ValueScale.RANGE, true).apply(PatternSet.of(new double[][] {{0, 10}, {10, 10}}), Precision.DOUBLE,
                Arena.ofAuto());
        assertArrayEquals(new double[] {1, 0}, set.preparation().apply(new double[] {10, 10}), "columns have the means 0 and 1");
        assertArrayEquals(new double[] {3, -2}, set.preparation().apply(new double[] {20, 0}));
        assertArrayEquals(new double[] {0, 1}, set.preparation().mean(2));
    }

    @ParameterizedTest
    @EnumSource(value = ValueScale.class, names = {"RANGE", "STANDARDIZE", "UNIT_VARIANCE", "NONE"})
    void undoesWhatItDid(ValueScale scale) {
        PatternSet set = prepared(scale, true);
        for (int i = 0; i < VALUES.length; i++) {
            // two or three roundings of numbers up to 8
            assertArrayEquals(VALUES[i], set.preparation().undo(set.row(i)), 4 * 8 * 0x1p-53);
        }
    }

    @Test
    void cannotGiveALengthBack() {
        PatternSet set = prepared(ValueScale.UNIT_NORM, true);
        double[] back = set.preparation().undo(set.row(2));
        assertEquals(1, Math.sqrt(back[0] * back[0] + back[1] * back[1] + back[2] * back[2]), 0x1p-50);
        assertEquals(VALUES[2][0] / VALUES[2][2], back[0] / back[2], 0x1p-50);
    }

    @Test
    void isNoneWhereNothingIsDone() {
        assertSame(PreparationMap.NONE, PatternSet.of(VALUES).preparation());
        assertTrue(PreparationMap.NONE.isNone());
        assertFalse(prepared(ValueScale.NONE, true).preparation().isNone());
        assertArrayEquals(new double[3], PreparationMap.NONE.mean(3));
        Rows rows = Matrix.of(VALUES);
        assertSame(rows, PreparationMap.NONE.apply(rows));
    }

    @Test
    void refusesToPrepareTwice() {
        PatternSet once = prepared(ValueScale.RANGE, false);
        assertThrows(IllegalStateException.class, () -> new Preparation(ValueScale.NONE, true).apply(once, Precision.DOUBLE, Arena.ofAuto()));
    }

    /// As one shift and one factor, and from these units to others: where data of mean 1 that were halved lie in units (a − 3)·5.
    @ParameterizedTest
    @CsvSource({"RANGE, true", "RANGE, false", "UNIT_VARIANCE, true", "NONE, true", "NONE, false"})
    void isOneShiftAndOneFactor(ValueScale scale, boolean center) {
        PatternSet set = prepared(scale, center);
        UniformScaling uniform = set.preparation().uniform(3);
        UniformScaling between = new UniformScaling(new double[] {3, 2, 1}, 5).after(uniform);
        for (int i = 0; i < VALUES.length; i++) {
            for (int k = 0; k < 3; k++) {
                assertEquals(set.row(i)[k], (VALUES[i][k] - uniform.shift()[k]) * uniform.factor(), 1e-14);
                assertEquals((VALUES[i][k] - 3 + k) * 5, (set.row(i)[k] - between.shift()[k]) * between.factor(), 1e-13);
            }
        }
    }

    @Test
    void otherMapsAreNotUniform() {
        assertThrows(BadInput.class, () -> prepared(ValueScale.STANDARDIZE, true).preparation().uniform(3));
        assertThrows(BadInput.class, () -> prepared(ValueScale.UNIT_NORM, true).preparation().uniform(3));
    }
}
