package org.remanence.result;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("locale")
class CurveTest {
    private static final double ROUNDING = 1e-15;
    private final Curve curve = new Curve("time", new double[] {1, 2, 4}, new double[] {0.9, 0.6, 0.2},
            new double[] {0.01, 0.03, 0.04}, new long[] {10, 20, 30});

    @Test
    void crossingIsInterpolatedWithItsError() {
        Curve straight = new Curve("time", new double[] {0, 2, 4, 6}, new double[] {1, 0.6, 0.2, -0.2}, new double[] {0.02, 0.03, 0.04, 0.05},
                new long[] {10, 20, 30, 40});
        Estimate crossing = straight.crossing(0.5);
        assertEquals(2.5, crossing.mean(), ROUNDING);
        assertEquals(5 * Math.hypot(0.75 * 0.03, 0.25 * 0.04), crossing.stderr(), ROUNDING, "errors over the slope 1/5");
        assertEquals(20, crossing.count());
    }

    /// The curve gets flatter, and nothing is known before its first chord: it may cross the level anywhere from the start of the
    /// second one, where it is measured, to where the chord does, a quarter of 2 farther.
    @Test
    void crossingCarriesWhatTheChordMayMiss() {
        Curve exact = new Curve("time", curve.x(), curve.mean(), new double[3], curve.count());
        assertEquals(2.5, exact.crossing(0.5).mean(), ROUNDING);
        assertEquals(0.25 * 2 / Math.sqrt(3), exact.crossing(0.5).stderr(), ROUNDING);
        assertEquals(0, exact.crossing(0.6).stderr(), "at a point nothing is missed");
    }

    @Test
    void crossingErrorIsTheSpreadUnderShifts() {
        double h = 1e-6;
        double level = 0.7;
        double left = shifted(h, 0).crossing(level).mean() - shifted(-h, 0).crossing(level).mean();
        double right = shifted(0, h).crossing(level).mean() - shifted(0, -h).crossing(level).mean();
        double expected = Math.hypot(left * 0.01, right * 0.03) / (2 * h);
        assertEquals(expected, shifted(0, 0).crossing(level).stderr(), 1e-8, "central differences");
    }

    private static Curve shifted(double first, double second) {
        return new Curve("time", new double[] {-1, 0, 1, 2, 3, 4}, new double[] {1.5, 1.2, 0.9 + first, 0.6 + second, 0.3, 0},
                new double[] {0, 0, 0.01, 0.03, 0, 0}, new long[6]);
    }

    @Test
    void crossingWorksInEitherDirectionAndAtAPoint() {
        assertEquals(2, curve.crossing(0.6).mean(), ROUNDING);
        assertEquals(1, curve.crossing(0.9).mean(), ROUNDING);
        assertEquals(4, curve.crossing(0.2).mean(), ROUNDING);
        Curve reversed = new Curve("time", new double[] {4, 2, 1}, new double[] {0.2, 0.6, 0.9}, new double[3], new long[3]);
        assertEquals(2.5, reversed.crossing(0.5).mean(), ROUNDING);
        assertEquals(0.25 * 2 / Math.sqrt(3), reversed.crossing(0.5).stderr(), ROUNDING);
    }

    @Test
    void noCrossingIsNone() {
        assertEquals(Estimate.NONE, curve.crossing(0.95));
        assertEquals(Estimate.NONE, curve.crossing(Double.NaN));
        assertEquals(Estimate.NONE, Curve.exact("time", new double[] {1, 2}, _ -> 0.5).crossing(0.5));
    }

    @Test
    void pointsComeBack() {
        assertEquals(new Estimate(0.6, 0.03, 20), curve.at(1));
        Curve again = Curve.of("time", curve.x(), List.of(curve.at(0), curve.at(1), curve.at(2)));
        assertArrayEquals(curve.mean(), again.mean());
        assertEquals(-1.2, curve.times(-2).mean()[1], ROUNDING);
        assertEquals(0.06, curve.times(-2).stderr()[1], ROUNDING);
    }

    @Test
    void refusesUnevenArrays() {
        assertThrows(IllegalArgumentException.class, () -> Curve.of("time", new double[2], List.of(Estimate.NONE)));
        assertThrows(IllegalArgumentException.class,
                () -> new Curve("time", new double[2], new double[2], new double[1], new long[2]));
    }
}
