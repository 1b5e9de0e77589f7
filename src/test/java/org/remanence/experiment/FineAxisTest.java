package org.remanence.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FineAxisTest {
    /// A law may end at the last point: exp(log x) lies above x for one number in two.
    @ParameterizedTest
    @CsvSource({"0.1, 1, 7", "0.3, 0.7, 120", "1e-3, 0.9, 160", "0.05, 3, 33"})
    void ratiosStayWithinTheirEnds(double low, double high, int count) {
        double[] fine = FineAxis.ratios(AxisValues.of(low, high), count);
        assertEquals(count + 1, fine.length);
        assertEquals(low, fine[0], 0.0);
        assertTrue(Arrays.stream(fine).max().orElseThrow() <= high);
        assertEquals(high, fine[count], 1e-14);
        assertEquals(Math.pow(high / low, 1.0 / count), fine[1] / fine[0], 1e-12);
    }
}
