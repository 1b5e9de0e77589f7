package org.remanence.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.remanence.Golden;

class SpectralGapTest {
    private static final SpectralGap LARGEST = new SpectralGap(SpectralGap.Criterion.LARGEST_GAP, 0, 1);

    private static SpectralGap firstSpike(int discard, double threshold) {
        return new SpectralGap(SpectralGap.Criterion.FIRST_SPIKE, discard, threshold);
    }

    @Test
    void sharpStepIsFoundWhereItIs() {
        for (Golden golden : Golden.read("jacobian", "alg3 step")) {
            int d = (int) golden.param("d");
            int m = (int) golden.param("m");
            double[] values = new double[d];
            Arrays.setAll(values, i -> (i < d - m ? 1 - 0.002 * i : 0.1 - 0.002 * (i - (d - m))) + 0.001 * Math.sin(7.3 * i));
            SpectralGap.Step step = firstSpike((int) golden.param("dbar"), golden.param("c")).of(values);
            golden.check(step.dimension(), step.dimension() + 1);
            assertEquals(d - m, step.position());
            assertEquals(m, LARGEST.of(values).dimension());
        }
    }

    @Test
    void flatSpectrumHasNoMedian() {
        Golden golden = Golden.read("jacobian", "alg3 perfectly flat").getFirst();
        double[] values = new double[30];
        Arrays.fill(values, 0, 23, 1);
        Arrays.fill(values, 23, 30, 0.01);
        golden.check(firstSpike(3, 10).of(values).dimension());
        assertEquals(Double.POSITIVE_INFINITY, firstSpike(3, 10).of(values).ratio());
    }

    @Test
    void withoutAStepAllDirectionsCount() {
        double[] straight = new double[30];
        Arrays.setAll(straight, i -> 1 - 0.01 * i);
        SpectralGap.Step none = firstSpike(3, 10).of(straight);
        assertEquals(30, none.dimension());
        assertEquals(0, none.position());
        assertTrue(Double.isNaN(none.ratio()));
        assertEquals(5, LARGEST.of(new double[5]).dimension(), "all zero");
    }

    /// Differences 1, 6, ½, 1½, 2; their differences 5, 5½, 1, ½ of median 3.
    @Test
    void stepsAreMeasuredAgainstTheOthers() {
        double[] values = {11, 10, 4, 3.5, 2, 0};
        assertEquals(new SpectralGap.Step(4, 2, 6, 3), LARGEST.of(values));
        assertEquals(new SpectralGap.Step(4, 2, 6, 3), firstSpike(0, 1.6).of(values));
        assertEquals(new SpectralGap.Step(3, 3, 0.5, 0.5 / 6), firstSpike(0, 1.7).of(values));
        assertEquals(0, firstSpike(0, 1.9).of(values).position(), "none above 5.7");
        // Without the first: 5½, 1, ½ of median 1.
        assertEquals(new SpectralGap.Step(3, 3, 0.5, 0.5 / 6), firstSpike(1, 5.4).of(values));
        assertEquals(0, firstSpike(1, 5.6).of(values).position());
    }

    @Test
    void discardedValuesHideTheirStep() {
        double[] values = {100, 1, 1, 1, 0.2, 0.2};
        assertEquals(5, LARGEST.of(values).dimension());
        SpectralGap.Step step = new SpectralGap(SpectralGap.Criterion.LARGEST_GAP, 1, 1).of(values);
        assertEquals(2, step.dimension());
        assertEquals(0.8, step.height(), 1e-15);
    }

    @Test
    void refusesWhatHasNoSecondDifference() {
        assertThrows(IllegalArgumentException.class, () -> firstSpike(3, 10).of(new double[5]));
        assertThrows(IllegalArgumentException.class, () -> firstSpike(-1, 10));
        assertThrows(IllegalArgumentException.class, () -> firstSpike(1, 0));
    }
}
