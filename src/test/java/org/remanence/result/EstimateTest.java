package org.remanence.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.remanence.random.RandomStream;

@Tag("locale")
class EstimateTest {
    private static final double ROUNDING = 1e-15;

    @Test
    void meanAndErrorAreThoseOfTheSample() {
        Estimate estimate = Estimate.of(1, 2, 4);
        assertEquals(7.0 / 3, estimate.mean(), ROUNDING);
        assertEquals(Math.sqrt(7.0 / 3 / 3), estimate.stderr(), ROUNDING, "sample variance 7/3 over 3");
        assertEquals(3, estimate.count());
    }

    @Test
    void farFromZeroNothingCancels() {
        assertEquals(Estimate.of(1, 2, 4).stderr(), Estimate.of(1e9 + 1, 1e9 + 2, 1e9 + 4).stderr(), 1e-7, "ulp of 1e9");
    }

    @Test
    void oneSampleHasNoError() {
        assertTrue(Double.isNaN(Estimate.of(3).stderr()));
        assertTrue(Double.isNaN(Estimate.median(3).stderr()));
        assertEquals(3, Estimate.median(3).mean());
    }

    @Test
    void refusesNothingAndNaN() {
        assertThrows(IllegalArgumentException.class, Estimate::of);
        assertThrows(IllegalArgumentException.class, () -> Estimate.of(1, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> Estimate.median(1, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new Estimate(1, -1, 2));
        assertThrows(IllegalArgumentException.class, () -> new Estimate(1, 1, -2));
        assertThrows(IllegalArgumentException.class, () -> Estimate.share(3, 2));
        assertThrows(IllegalArgumentException.class, () -> Estimate.share(0, 0));
    }

    @Test
    void shareIsTheMeanOfZerosAndOnes() {
        Estimate share = Estimate.share(2, 5);
        Estimate mean = Estimate.of(1, 0, 1, 0, 0);
        assertEquals(mean.mean(), share.mean(), ROUNDING);
        assertEquals(mean.stderr(), share.stderr(), ROUNDING);
    }

    @Test
    void errorOfTheMedianIsItsSpread() {
        assertErrorIsSpread(Estimate::median);
    }

    @Test
    void errorOfTheStandardDeviationIsItsSpread() {
        assertEquals(Math.sqrt(7.0 / 3), Estimate.standardDeviation(1, 2, 4).mean(), ROUNDING);
        assertTrue(Double.isNaN(Estimate.standardDeviation(3).mean()));
        assertErrorIsSpread(Estimate::standardDeviation);
    }

    private static void assertErrorIsSpread(Function<double[], Estimate> statistic) {
        RandomStream stream = RandomStream.named(11, "median");
        int repeats = 400;
        int samples = 101;
        double[] means = new double[repeats];
        double error = 0;
        for (int r = 0; r < repeats; r++) {
            int repeat = r;
            Estimate estimate = statistic.apply(IntStream.range(0, samples).mapToDouble(i -> stream.uniform(repeat, i)).toArray());
            means[r] = estimate.mean();
            error += estimate.stderr() / repeats;
        }
        double spread = Estimate.of(means).stderr() * Math.sqrt(repeats);
        assertEquals(spread, error, 5 * spread * Math.sqrt(0.5 / repeats) + 0.05 * spread,
                "five standard errors of a standard deviation from 400 repeats, and O(1/√101) of bias");
    }

    @Test
    void medianOfEvenAndOddCounts() {
        assertEquals(2.5, Estimate.median(4, 1, 3, 2).mean());
        assertEquals(3, Estimate.median(5, 1, 3, 2, 4).mean());
    }

    @Test
    void errorOfTheMedianIsHalfTheDistanceOfTwoRanks() {
        // √9 / 2 ranks below and above the fifth of nine squares: between 9 and 16, between 36 and 49
        assertEquals(0.5 * ((36 + 49) / 2.0 - (9 + 16) / 2.0), Estimate.median(49, 1, 81, 9, 4, 25, 64, 16, 36).stderr(), ROUNDING * 100);
        // the ranks lie beyond both ends of two samples
        assertEquals(new Estimate(2, 1, 2), Estimate.median(3, 1));
    }

    @Test
    void errorOfTheStandardDeviationIsThatOfTheVarianceOverTwiceIt() {
        // golden numbers by mpmath
        assertEquals(0.25458753860865778, Estimate.standardDeviation(1, 2, 4).stderr(), ROUNDING);
        assertEquals(new Estimate(0, 0, 3), Estimate.standardDeviation(5, 5, 5));
    }

    @Test
    void otherUnitsScaleTheErrorWithoutASign() {
        assertEquals(new Estimate(-6, 1.5, 4), new Estimate(2, 0.5, 4).times(-3));
    }

    @Test
    void residualCountsStandardErrors() {
        assertEquals(-2, new Estimate(1, 0.5, 9).residual(2), ROUNDING);
        assertEquals(0, new Estimate(1, 0, 9).residual(1));
        assertEquals(Double.POSITIVE_INFINITY, new Estimate(1, 0, 9).residual(0.5));
        assertTrue(Double.isNaN(Estimate.of(1).residual(1)));
        assertEquals(-0.2, new Estimate(1, 3, 9).residual(new Estimate(2, 4, 9)), ROUNDING);
    }

    @Test
    void printsItsError() {
        assertEquals("0.135100 ± 0.00040 (2000)", new Estimate(0.1351, 0.0004, 2000).toString());
    }
}
