package org.remanence.result;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.remanence.random.RandomStream;

@Tag("locale")
class PowerLawTest {
    private static final double[] X = {10, 40, 160, 640, 2560};

    private static Curve curve(double[] y, double[] error) {
        long[] count = new long[y.length];
        Arrays.fill(count, 7);
        return new Curve("n", Arrays.copyOf(X, y.length), y, error, count);
    }

    @Test
    void exactLawIsFoundWhateverTheWeights() {
        double[] y = Arrays.stream(X).map(x -> 3 * Math.pow(x, -0.26)).toArray();
        PowerLaw law = PowerLaw.fit(curve(y, new double[] {0.1, 0.01, 0.2, 0.003, 0.1}));
        assertEquals(-0.26, law.exponent().mean(), 1e-13);
        assertEquals(3, law.amplitude().mean(), 1e-12);
        assertEquals(0, law.chiSquare(), 1e-20);
        assertEquals(3 * Math.pow(99, -0.26), law.at(99), 1e-12);
        assertEquals(7, law.exponent().count());
    }

    /// Points without a value or without an error take no part in a fit, so its line ends before them.
    @Test
    void aLineEndsWithThePointsOfItsFit() {
        Curve curve = curve(new double[] {5, 20, 80, 320, Double.NaN}, new double[] {Double.NaN, 1, 2, 3, Double.NaN});
        Curve line = PowerLaw.fit(curve).along(curve);
        assertArrayEquals(new double[] {40, 160, 640}, line.x());
        assertArrayEquals(new double[] {20, 80, 320}, line.mean(), 1e-10);
        assertEquals(0, PowerLaw.NONE.along(Curve.empty("n")).size());
    }

    /// Golden numbers: the normal equations of the weighted fit, in 30 digits of mpmath.
    @Test
    void fitsAsTheNormalEquationsDo() {
        PowerLaw loud = PowerLaw.fit(new Curve("n", new double[] {1, 2, 4}, new double[] {1, 3, 4}, new double[] {0.1, 0.3, 0.4},
                new long[] {9, 7, 8}));
        assertFit(loud, 1, 0.33772825725719618, 1.1447142425533319, 0.34595078562028038, 10.960130259544362);
        assertEquals(7, loud.exponent().count());
        assertEquals(7, loud.amplitude().count());
        PowerLaw quiet = PowerLaw.fit(new Curve("n", new double[] {3, 5, 8, 20}, new double[] {2, 3, 4, 9}, new double[] {0.5, 0.2, 0.9, 1.1},
                new long[4]));
        assertFit(quiet, 0.78977023474942857, 0.095227286441062476, 0.83791442101011887, 0.15821063039453448, 0.066266136867941089);
    }

    private static void assertFit(PowerLaw law, double exponent, double exponentError, double amplitude, double amplitudeError, double chiSquare) {
        double few = 1e-13;
        assertEquals(exponent, law.exponent().mean(), few * exponent);
        assertEquals(exponentError, law.exponent().stderr(), few * exponentError);
        assertEquals(amplitude, law.amplitude().mean(), few * amplitude);
        assertEquals(amplitudeError, law.amplitude().stderr(), few * amplitudeError);
        assertEquals(chiSquare, law.chiSquare(), few * chiSquare);
    }

    /// 400 fits to points with known Gaussian errors: the spread of the exponents is the error stated, to 5 of its errors.
    @Test
    void statedErrorIsTheSpread() {
        RandomStream stream = RandomStream.named(1, "noise");
        double[] exponents = new double[400];
        double[] stated = new double[exponents.length];
        for (int trial = 0; trial < exponents.length; trial++) {
            double[] y = new double[X.length];
            double[] error = new double[X.length];
            for (int i = 0; i < y.length; i++) {
                error[i] = 0.01;
                y[i] = 1 + 0.01 * stream.gaussian(trial, i);
            }
            exponents[trial] = PowerLaw.fit(curve(y, error)).exponent().mean();
            stated[trial] = PowerLaw.fit(curve(y, error)).exponent().stderr();
        }
        Estimate mean = Estimate.of(exponents);
        double spread = mean.stderr() * Math.sqrt(exponents.length);
        double least = Arrays.stream(stated).min().orElseThrow();
        assertTrue(Math.abs(mean.residual(0)) < 5);
        assertEquals(least, spread, 5 * spread / Math.sqrt(2 * exponents.length) + 0.01 * spread, "the least stated error has χ² ≤ 1");
    }

    @Test
    void scatterBeyondTheErrorsWidensThem() {
        double[] error = {0.01, 0.01, 0.01};
        double quiet = PowerLaw.fit(curve(new double[] {1, 1, 1}, error)).exponent().stderr();
        PowerLaw loud = PowerLaw.fit(curve(new double[] {1, 1.1, 1}, error));
        assertEquals(quiet * Math.sqrt(loud.chiSquare()), loud.exponent().stderr(), 0.05 * loud.exponent().stderr(), "weights differ by 10 %");
    }

    @Test
    void pointsWithoutALogarithmOrAnErrorAreLeftOut() {
        Curve curve = new Curve("n", new double[] {0, 1, 2, 3, 4, 5, 6, 7}, new double[] {7, 1, 4, 0, 16, 9, 9, 9},
                new double[] {1, 0.1, 0.4, 1, 1.6, 0, Double.NaN, Double.POSITIVE_INFINITY}, new long[8]);
        PowerLaw law = PowerLaw.fit(curve);
        assertEquals(2, law.exponent().mean(), 1e-14);
        assertEquals(0, law.chiSquare(), 1e-25);
    }

    @Test
    void fewerThanTwoPointsAreNoLaw() {
        assertEquals(PowerLaw.NONE, PowerLaw.fit(curve(new double[] {1, Double.NaN, -1}, new double[] {0.1, 0.1, 0.1})));
        PowerLaw two = PowerLaw.fit(curve(new double[] {1, 2}, new double[] {0.1, 0.1}));
        assertEquals(0.5, two.exponent().mean(), 1e-12);
        assertTrue(Double.isNaN(two.chiSquare()));
    }
}
