package org.remanence.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.remanence.Exact;

class ExponentialTest {
    /// 20 000 arguments a precision against 40 digits; the declared bound is 1.5 units in the last place.
    @Test
    void isWithinOneAndAHalfUlps() {
        double worst = 0;
        double worstFloat = 0;
        for (int i = 0; i < 20_000; i++) {
            double x = -720 + i * (784.0 / 20_000) + 1e-3 * Math.sin(i);
            if (x > Exponential.FLOOR_DOUBLE && x < Exponential.CEILING) {
                worst = Math.max(worst, ulps(Exact.exp(new BigDecimal(x)), Exponential.exp(x), Math.ulp(Math.exp(x))));
            }
            float y = (float) (x / 9);
            if (y > Exponential.FLOOR_FLOAT && y < Exponential.CEILING) {
                worstFloat = Math.max(worstFloat,
                        ulps(Exact.exp(new BigDecimal(y)), Exponential.exp(y), Math.ulp((float) Math.exp(y))));
            }
        }
        assertTrue(worst <= 1.5, "worst error in double: " + worst + " ulp");
        assertTrue(worstFloat <= 1.5, "worst error in float: " + worstFloat + " ulp");
    }

    @Test
    void isExactAtZeroAndVanishesBelowTheFloor() {
        assertEquals(1, Exponential.exp(0.0));
        assertEquals(1, Exponential.exp(0f));
        assertEquals(Math.exp(-707), Exponential.exp(Exponential.FLOOR_DOUBLE), 2 * Math.ulp(Math.exp(-707)));
        assertEquals((float) Math.exp(-43), Exponential.exp(Exponential.FLOOR_FLOAT), 2 * Math.ulp((float) Math.exp(-43)));
        assertEquals(0, Exponential.exp(Math.nextDown(Exponential.FLOOR_DOUBLE)));
        assertEquals(0, Exponential.exp(Math.nextDown(Exponential.FLOOR_FLOAT)));
        assertEquals(0, Exponential.exp(Exponential.FLOOR_DOUBLE - 1));
        assertEquals(0, Exponential.exp(Exponential.FLOOR_FLOAT - 1));
        assertEquals(0, Exponential.exp(Double.NEGATIVE_INFINITY));
        assertEquals(0, Exponential.exp(Float.NEGATIVE_INFINITY));
    }

    private static double ulps(BigDecimal exact, double actual, double ulp) {
        return exact.subtract(new BigDecimal(actual)).abs().doubleValue() / ulp;
    }
}
