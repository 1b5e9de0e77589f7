package org.remanence.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.random.RandomStream;

/// Against exact decimal arithmetic, somewhere inside longer arrays.
@Tag("lanes")
class DistanceTest {
    private static final double SCALE = 0.7;
    private static final double REMAINDER = new BigDecimal("0.7").subtract(new BigDecimal(SCALE)).doubleValue();

    /// The stated relative error holds, also where state and pattern cancel to ten digits.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 31, 32, 33, 64, 100, 784})
    void isWithinItsBound(int dimension) {
        double[] a = new double[dimension + 7];
        double[] x = new double[dimension + 9];
        RandomStream.named(4, "distance").gaussians(1, 0, a, 0, a.length);
        RandomStream.named(4, "distance").gaussians(2, 0, x, 0, x.length);
        for (double apart : new double[] {1, 1e-10}) {
            for (int k = 0; k < dimension; k++) {
                x[5 + k] = SCALE * a[3 + k] + apart * x[5 + k];
            }
            BigDecimal scale = new BigDecimal(SCALE).add(new BigDecimal(REMAINDER));
            BigDecimal exact = BigDecimal.ZERO;
            double[] residuals = new double[dimension];
            for (int k = 0; k < dimension; k++) {
                BigDecimal r = new BigDecimal(x[5 + k]).subtract(scale.multiply(new BigDecimal(a[3 + k])));
                residuals[k] = r.doubleValue();
                exact = exact.add(r.multiply(r));
            }
            for (Kernels kernels : Kernels.all()) {
                double[] residual = new double[dimension];
                double actual = kernels.distance().squared(a, 3, x, 5, dimension, SCALE, REMAINDER, residual);
                double error = exact.subtract(new BigDecimal(actual)).abs().doubleValue() / exact.doubleValue();
                assertTrue(error <= (dimension / 32.0 + 40) * 0x1p-53, kernels.name() + " errs by " + error);
                for (int k = 0; k < dimension; k++) {
                    assertEquals(residuals[k], residual[k], 2 * Math.ulp(residuals[k]));
                }
            }
        }
    }

    /// Partial sums come to one number in one order, whichever method adds them.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void partialSumsHaveOneOrder(long index) {
        double[] partial = new double[Partials.COUNT];
        RandomStream.named(4, "partials").gaussians(index, 0, partial, 0, partial.length);
        float[] floats = new float[Partials.COUNT];
        double[] widened = new double[Partials.COUNT];
        double plain = 0;
        for (int i = 0; i < partial.length; i++) {
            floats[i] = (float) partial[i];
            widened[i] = floats[i];
            plain += partial[i];
        }
        assertEquals(Partials.total(widened), StepPass.total(floats));
        double total = Partials.total(partial);
        assertEquals(total, StepPass.total(partial));
        assertEquals(plain, total, 1e-14, "rounding of 32 additions of normal numbers");
        assertEquals(total, Partials.fold(partial, 0, partial.length));
        float[] few = {9, 1, 2, 3, 4, 9};
        assertEquals(10, Partials.fold(few, 1, 4));
    }
}
