package org.remanence.result;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("locale")
class HistogramTest {
    @Test
    void edgesBelongToTheBinAboveExceptTheLast() {
        Histogram histogram = Histogram.of("time", new double[] {0, 1, 2, 4}, -0.0, 0, 0.5, 1, 1.999, 2, 4, 4.001, -1, 1e300);
        assertArrayEquals(new long[] {3, 2, 2}, histogram.count());
        assertEquals(3, histogram.outside());
        assertEquals(10, histogram.samples());
        assertEquals(3, histogram.size());
    }

    @Test
    void densityDividesByTheWidth() {
        Histogram histogram = Histogram.of("time", new double[] {0, 1, 3}, 0.5, 2, 2.5, 9);
        assertEquals(Estimate.share(2, 4).times(0.5), histogram.density(1));
    }

    @Test
    void refusesNonsense() {
        assertThrows(IllegalArgumentException.class, () -> Histogram.of("time", new double[] {0}, 1));
        assertThrows(IllegalArgumentException.class, () -> Histogram.of("time", new double[] {0, 0}, 1));
        assertThrows(IllegalArgumentException.class, () -> Histogram.of("time", new double[] {0, 1}, Double.NaN));
    }
}
