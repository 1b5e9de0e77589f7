package org.remanence.experiment.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;

class LossCrossingTest {
    private static Curve curve(double[] times, double... means) {
        return Curve.of("time", times, Arrays.stream(means).mapToObj(each -> new Estimate(each, 0.1 * each, 9)).toList());
    }

    /// Between power laws log-log interpolation is exact: 0.6/√t crosses 1.5 at 0.16, its relative error of a tenth is a
    /// fifth in time.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void powerLawsCrossWhereTheyDo(boolean descending) {
        double[] times = descending ? new double[] {1, 0.25, 0.09, 0.01} : new double[] {0.01, 0.09, 0.25, 1};
        Estimate crossing = LossCrossing.above(curve(times, Arrays.stream(times).map(t -> 0.6 / Math.sqrt(t)).toArray()), 1.5);
        assertEquals(0.16, crossing.mean(), 1e-14, "rounding");
        assertEquals(0.2 * 0.16, crossing.stderr(), 1e-14, "both ends share their error");
        assertEquals(9, crossing.count());
    }

    @Test
    void theLatestCrossingCounts() {
        double[] times = {1, 2, 4, 8, 16};
        assertEquals(8 * Math.sqrt(2), LossCrossing.above(curve(times, 4, 1, 1, 4, 1), 2).mean(), 1e-14, "in the last step");
        assertEquals(8 / Math.sqrt(2), LossCrossing.above(curve(times, 4, 1, 4, 1, 1), 2).mean(), 1e-14,
                "halfway in the logarithm");
        assertTrue(Double.isNaN(LossCrossing.above(curve(times, 1, 1, 1, 1, 4), 2).mean()),
                "above the level only at the latest times");
        assertTrue(Double.isNaN(LossCrossing.above(curve(times, 4, 4, 4, 4, 4), 2).mean()));
    }

    /// From the peak, wherever it is, towards t = 0.
    @Test
    void halfOfTheLargestValueIsMetOnTheWayToTheData() {
        double[] times = {1, 2, 4, 8, 16};
        assertEquals(2 * Math.sqrt(2), LossCrossing.half(curve(times, 1, 2, 8, 1, 1)).mean(), 1e-14,
                "2 to 8 crosses 4 in the middle");
        assertEquals(2, LossCrossing.half(curve(times, 2, 4, 5, 8, 7)).mean(), 1e-14, "on a point");
        assertTrue(Double.isNaN(LossCrossing.half(curve(times, 5, 6, 7, 8, 1)).mean()));
        assertEquals(List.of(9L), List.of(LossCrossing.half(curve(times, 1, 2, 8, 1, 1)).count()));
    }
}
