package org.remanence.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.tensor.ShapeException;

class PatternSetTest {
    private static final double[][] VALUES = {{1, 2, 3}, {4, 5, 6}, {0.1, -1e300, 7}};

    @Test
    void returnsWhatItWasGiven() {
        PatternSet set = PatternSet.of(VALUES);
        assertEquals(3, set.rows());
        assertEquals(3, set.columns());
        assertArrayEquals(VALUES, set.toMatrix(Arena.ofAuto()).toArray());
        double[] two = new double[8];
        set.copy(1, 2, two, 1);
        assertArrayEquals(new double[] {0, 4, 5, 6, 0.1, -1e300, 7, 0}, two);
    }

    @Test
    void doesNotChangeWithTheMatrixItCameFrom() {
        Matrix matrix = Matrix.of(VALUES);
        PatternSet set = PatternSet.of(matrix);
        matrix.set(0, 0, 99);
        assertEquals(1, set.row(0)[0]);
    }

    @Test
    void readsEitherPrecisionFromEither() {
        StoredRows floats = StoredRows.copyOf(Matrix.of(new double[][] {{0.1, 2}, {3, 4}}), Precision.FLOAT,
                Arena.ofAuto());
        double[] wide = new double[4];
        float[] narrow = new float[4];
        floats.copy(0, 2, wide, 0);
        floats.copy(0, 2, narrow, 0);
        assertArrayEquals(new double[] {0.1f, 2, 3, 4}, wide);
        assertArrayEquals(new float[] {0.1f, 2, 3, 4}, narrow);
        PatternSet.of(new double[][] {{0.1, 2}, {3, 4}}).copy(0, 2, narrow, 0);
        assertArrayEquals(new float[] {0.1f, 2, 3, 4}, narrow);
    }

    @Test
    void isUnlabelledUnlessToldOtherwise() {
        PatternSet set = PatternSet.of(VALUES);
        assertFalse(set.labelled());
        assertEquals(0, set.labels().length);
        assertEquals(0, set.classCount());
        assertThrows(IllegalStateException.class, () -> set.label(0));
        PatternSet labelled = set.with(Labels.of(new long[] {7, -2, 7}));
        assertTrue(labelled.labelled());
        assertArrayEquals(new int[] {1, 0, 1}, labelled.labels());
        assertEquals("-2", labelled.classes().names().getFirst());
    }

    @Test
    void codesOfLabelsAreThoseOfItsClasses() {
        assertEquals(1, PatternSet.of(VALUES).with(Labels.coded(2, new int[] {0, 1, 0})).label(1));
        assertThrows(IllegalArgumentException.class, () -> Labels.coded(2, new int[] {0, 2, 0}));
        assertThrows(IllegalArgumentException.class, () -> Labels.coded(2, new int[] {0, -1, 0}));
    }

    @Test
    void rejectsAnotherNumberOfLabels() {
        var e = assertThrows(ShapeException.class, () -> PatternSet.of(VALUES).with(Labels.of(new long[] {1, 2})));
        assertEquals("matrix must have one label a pattern, got 2 labels for 3 patterns", e.getMessage());
    }

    @Test
    void rejectsEmptySetsAndNumbersThatAreNotFinite() {
        assertThrows(IllegalArgumentException.class, () -> PatternSet.of(new double[0][]));
        assertThrows(IllegalArgumentException.class, () -> PatternSet.of(new double[3][0]));
        var e = assertThrows(IllegalArgumentException.class, () -> PatternSet.of(new double[][] {{1, 2}, {3,
                Double.NaN}}));
        assertTrue(e.getMessage().contains("NaN in row 1, column 1"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> PatternSet.of(new double[][] {{Double.NEGATIVE_INFINITY}}));
    }

    @Test
    void rejectsRowsItDoesNotHave() {
        PatternSet set = PatternSet.of(VALUES);
        assertThrows(IndexOutOfBoundsException.class, () -> set.row(3));
        assertThrows(IndexOutOfBoundsException.class, () -> set.row(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> set.copy(2, 2, new double[6], 0));
        assertThrows(IndexOutOfBoundsException.class, () -> set.copy(0, 2, new double[5], 0));
        assertThrows(IndexOutOfBoundsException.class, () -> set.copy(0, 2, new float[5], 0));
    }

    @Test
    void saysWhatATableNeedsAndWhatThereIs() {
        var e = assertThrows(IllegalArgumentException.class,
                () -> Memory.require(1L << 30, 64, Precision.DOUBLE, 3L << 30));
        assertEquals("1073741824 patterns of 64 numbers in double precision need 512.0 GiB of memory, but 3.0 GiB are free: "
                + "use float precision, a .npy file of floats, which is mapped instead of loaded, or generated: before a model",
                e.getMessage());
        assertEquals(1L << 38, Memory.require(1L << 30, 64, Precision.FLOAT, 1L << 38));
        assertThrows(IllegalArgumentException.class, () -> StoredRows.zeros(1L << 50, 1 << 30, Precision.DOUBLE,
                Arena.ofAuto()));
    }
}
