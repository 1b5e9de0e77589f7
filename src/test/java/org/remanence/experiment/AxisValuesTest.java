package org.remanence.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void knowTheirEnds() {
        AxisValues points = AxisValues.of(2, -3, 5, 4);
        assertEquals(4, points.size());
        assertEquals(5, points.at(2));
        assertEquals(-3, points.min());
        assertEquals(5, points.max());
        assertArrayEquals(new double[] {4, 9, 25, 16}, points.map(x -> x * x));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1,2", "2,1", "1,2,3", "3,2,-1", "1e-300,2e-300,3e-300", "0,5e-324"})
    void oneWayIsUpOrDownToTheEnd(String text) {
        AxisValues points = AxisValues.parse("times", text);
        assertSame(points, points.oneWay("times"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,1", "1,2,2", "1,2,1", "3,2,2.5", "0,-0.0", "1,2,3,0"})
    void oneWayNeitherTurnsNorRests(String text) {
        AxisValues points = AxisValues.parse("times", text);
        assertThrows(IllegalArgumentException.class, () -> points.oneWay("times"));
    }

    @Test
    void refuseNothingAndNaN() {
        assertThrows(IllegalArgumentException.class, AxisValues::of);
        assertThrows(IllegalArgumentException.class, () -> AxisValues.of(1, Double.NaN));
    }
}
