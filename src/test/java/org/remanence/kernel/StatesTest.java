package org.remanence.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.ShapeException;

/// Against exact decimal arithmetic; more states than one share of the work.
class StatesTest {
    private static final int BATCH = 131;
    private static final int D = 37;
    private static final double SCALE = 0.3;
    /// What is left of 3/10 when it is rounded to a double.
    private static final double REMAINDER = new BigDecimal("0.3").subtract(new BigDecimal(SCALE)).doubleValue();
    private static final double VARIANCE = 0.7;

    private final Matrix raw = Matrix.zeros(BATCH, D);
    private final double[] centre = new double[D];
    private final States states;

    StatesTest() {
        RandomStream stream = RandomStream.named(8, "states");
        stream.gaussians(BATCH, 0, centre, 0, D);
        double[] row = new double[D];
        for (int k = 0; k < D; k++) {
            centre[k] = 1e6 * (1 + centre[k]);
        }
        for (int b = 0; b < BATCH; b++) {
            stream.gaussians(b, 0, row, 0, D);
            for (int k = 0; k < D; k++) {
                row[k] = SCALE * centre[k] + row[k] * (b % 3 == 0 ? 1e-6 : 1);
            }
            raw.setRow(b, row);
        }
        states = new States(raw, centre, SCALE, REMAINDER, VARIANCE, Workers.ALONE);
    }

    /// y = x − s c with 30 digits of s: where x and s c nearly cancel, the rounding of s alone would be seen.
    @Test
    void areMovedAndDividedExactly() {
        BigDecimal scale = new BigDecimal(SCALE).add(new BigDecimal(REMAINDER));
        double[] query = new double[D + 2];
        for (int b = 0; b < BATCH; b++) {
            BigDecimal square = BigDecimal.ZERO;
            states.query(b, query, 1);
            for (int k = 0; k < D; k++) {
                BigDecimal y = new BigDecimal(raw.get(b, k)).subtract(scale.multiply(new BigDecimal(centre[k])));
                square = square.add(y.multiply(y));
                double expected = y.doubleValue() * SCALE / VARIANCE;
                // The product s c is not rounded, only what is left of it after the subtraction.
                assertEquals(expected, query[1 + k], 8 * Math.ulp(expected) + 1e-22);
            }
            double length = square.sqrt(MathContext.DECIMAL64).doubleValue();
            assertEquals(length, states.distance(b), 8 * Math.ulp(length));
            assertEquals(-length * length / (2 * VARIANCE), states.offset(b), 12 * Math.ulp(states.offset(b)));
            assertEquals(0, query[0] + query[D + 1]);
        }
        assertEquals(-0.09 / 1.4, states.beta(), 1e-16);
        assertEquals(SCALE, states.scale());
        assertEquals(REMAINDER, states.scaleRemainder());
        assertEquals(VARIANCE, states.variance());
    }

    /// A sum of squares whose smaller terms a plain sum loses.
    @Test
    void smallCoordinatesCount() {
        double[] x = new double[10_001];
        Arrays.fill(x, 0x1p-27);
        x[0] = 1;
        States one = new States(Matrix.of(new double[][] {x}), new double[x.length], 1, 0, 1, Workers.ALONE);
        assertEquals(-(1 + 10_000 * 0x1p-54) / 2, one.offset(0), 0x1p-54);
        assertEquals(1 + 5000 * 0x1p-54, one.distance(0), 0x1p-52);
    }

    @Test
    void selectionKeepsTheOrderAsked() {
        States some = states.select(130, 0, 64);
        assertEquals(3, some.count());
        assertEquals(BATCH, states.count());
        double[] expected = new double[D];
        double[] actual = new double[D];
        int[] which = {130, 0, 64};
        for (int i = 0; i < 3; i++) {
            assertEquals(states.offset(which[i]), some.offset(i));
            assertEquals(states.distance(which[i]), some.distance(i));
            states.query(which[i], expected, 0);
            some.query(i, actual, 0);
            assertArrayEquals(expected, actual);
        }
        assertEquals(states.beta(), some.beta());
        assertSame(states, states.select(IntStream.range(0, BATCH).toArray()));
    }

    @Test
    void refusesWhatIsNotFiniteAndAllowsWhatOverflows() {
        raw.set(70, 3, Double.NaN);
        String message = assertThrows(IllegalArgumentException.class, () -> states(raw)).getMessage();
        assertTrue(message.contains("NaN"), message);
        raw.set(70, 3, 1e200);
        assertFalse(Double.isFinite(states(raw).offset(70)), "no fault of the input");
        assertThrows(ShapeException.class, () -> states(Matrix.zeros(2, D + 1)));
    }

    private States states(Matrix matrix) {
        return new States(matrix, centre, SCALE, REMAINDER, VARIANCE, Workers.ALONE);
    }
}
