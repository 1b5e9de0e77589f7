package org.remanence.theory.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

class ScoreErrorOracleTest {
    private static final double STEP = 0.02;
    private static final int NODES = 900;

    /// The variance of a ratio of sums, `E w² (y − D)² / (n (E w)²)` with w the weight of pattern y in state x and D its posterior
    /// mean, integrated over x and y by the trapezoidal rule, one coordinate at a time.
    @Test
    void isTheVarianceOfARatioOfTwoSums() {
        double tau = 3;
        double[] variances = {1.2, 0.4};
        double error = 0;
        for (int k = 0; k < 2; k++) {
            double c = variances[k];
            double total = tau + c;
            DoubleBinaryOperator tilted = (x, exponent) -> average(c, y -> Math.exp(-(x - y) * (x - y) / tau)
                    * Math.pow(y - x * c / total, exponent)) / Math.pow(average(c, y -> Math.exp(-(x - y) * (x - y) / 2 / tau)), 2);
            double power = k == 0 ? 2 : 0;
            double moment = average(total, x -> tilted.applyAsDouble(x, power));
            error = k == 0 ? moment : error * moment;
        }
        // E s*² = 1/(τ + c), and the error of the score is that of the posterior mean over τ
        double expected = error / (tau * tau) * (tau + variances[0]) / 7;
        assertEquals(expected, new ScoreError(variances, 7).relative(0, tau), 1e-10 * expected, "trapezoidal rule");
    }

    @Test
    void refusesANegativeVariance() {
        assertThrows(IllegalArgumentException.class, () -> new ScoreError(new double[] {-1}, 3));
    }

    private interface Function {
        double at(double x);
    }

    private static double average(double variance, Function function) {
        double sum = 0;
        for (int i = -NODES; i <= NODES; i++) {
            double z = i * STEP;
            sum += STEP * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * function.at(Math.sqrt(variance) * z);
        }
        return sum;
    }
}
