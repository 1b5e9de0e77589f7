package org.remanence.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;

class ExpectedTest {
    private static final Curve MEASURED = Curve.of("time", new double[] {1, 2, 3},
            List.of(new Estimate(1, 0.3, 9), new Estimate(5, 0.5, 9), new Estimate(9, Double.NaN, 1)));

    /// Residuals are measured minus theory, in standard errors; the law is evaluated at the positions of the curve.
    @Test
    void besideALaw() {
        Expected beside = Expected.beside("curve", MEASURED, x -> x * x);
        assertArrayEquals(new double[] {1, 4, 9}, beside.mean());
        assertArrayEquals(new double[] {0, 2, Double.NaN}, beside.residual());
        assertArrayEquals(new double[] {1, 2, 3}, beside.x());
        assertEquals("curve", beside.of());
        assertEquals("time", beside.axis());
    }

    @Test
    void besideAMeasurementBothErrorsCount() {
        Curve other = Curve.of("time", new double[] {1, 2, 3},
                List.of(new Estimate(2, 0.4, 9), new Estimate(5, 0, 9), new Estimate(1, 1, 1)));
        Expected beside = Expected.beside("curve", MEASURED, other);
        assertArrayEquals(new double[] {-2, 0, Double.NaN}, beside.residual(), 1e-15);
        assertArrayEquals(new double[] {2, 5, 1}, beside.mean());
    }
}
