package org.remanence.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.remanence.tensor.Precision;

/// Against numbers computed by NumPy from scikit-learn's `digits.csv.gz`.
class DigitsTest {
    @ParameterizedTest
    @EnumSource(Precision.class)
    void holdsTheImagesAndLabelsOfTheSource(Precision precision) {
        PatternSet digits = Digits.open(precision, Arena.ofAuto());
        assertEquals(1797, digits.rows());
        assertEquals(64, digits.columns());
        assertEquals(precision, digits.precision());
        assertEquals(ImageShape.gray(8, 8), digits.image());
        assertEquals(new ValueRange(0, 16), digits.about().range());
        assertArrayEquals(new double[] {0, 0, 5, 13, 9, 1, 0, 0}, Arrays.copyOf(digits.row(0), 8));
        double sum = IntStream.range(0, 1797).mapToDouble(i -> IntStream.range(0,
                64).mapToDouble(k -> digits.row(i)[k]).sum()).sum();
        assertEquals(561718, sum);
    }

    @Test
    void countsEachClassAsTheSourceDoes() {
        PatternSet digits = Digits.open(Precision.FLOAT, Arena.ofAuto());
        assertEquals(10, digits.classCount());
        int[] counts = new int[10];
        for (int label : digits.labels()) {
            counts[label]++;
        }
        assertArrayEquals(new int[] {178, 182, 177, 183, 181, 182, 181, 179, 174, 180}, counts);
    }
}
