package org.remanence.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("locale")
class AxisValuesTest {
    @Test
    void keepTheOrderGiven() {
        assertArrayEquals(new double[] {3, 1, 2}, AxisValues.parse("times", "3,1,2").values());
    }

    @Test
    void areEqualByValueAndNotChangedFromOutside() {
        double[] values = {1, 2};
        AxisValues points = AxisValues.of(values);
        values[0] = 9;
        points.values()[1] = 9;
        assertEquals(AxisValues.of(1, 2), points);
        assertEquals(AxisValues.of(1, 2).hashCode(), points.hashCode());
        assertNotEquals(AxisValues.of(2, 1), points);
        assertEquals("1.0,2.0", points.toString());
    }

    @Test
    void refuseNothingAndNaN() {
        assertThrows(IllegalArgumentException.class, AxisValues::of);
        assertThrows(IllegalArgumentException.class, () -> AxisValues.of(1, Double.NaN));
    }
}
