package org.remanence.experiment.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.Golden;
import org.remanence.result.Estimate;

class ShareIntervalTest {
    /// At either end of the interval a count as extreme as this one has a probability of 0.025.
    @ParameterizedTest
    @CsvSource({"180, 400", "1, 400", "399, 400", "3, 7"})
    void endsAreSharesThatJustExplainTheCount(int successes, int trials) {
        ShareInterval interval = ShareInterval.of(successes, trials);
        assertEquals(0.025, BinomialDistribution.of(trials, interval.upper()).cumulativeProbability(successes), 1e-9);
        assertEquals(0.025, BinomialDistribution.of(trials, interval.lower()).survivalProbability(successes - 1), 1e-9);
    }

    @Test
    void errorOfAShareAndNoneOfFourHundred() {
        Golden golden = Golden.read("denoising", "copy_fraction_error").getFirst();
        assertEquals(golden.value()[0], Math.sqrt(0.45 * 0.55 / 400), 1e-12);
        assertEquals(golden.value()[0], Estimate.share(180, 400).stderr() * Math.sqrt(399 / 400.0), 1e-12,
                "an unbiased variance is meant");
        assertEquals(0, ShareInterval.of(0, 400).lower());
        assertEquals(golden.value()[1], ShareInterval.of(0, 400).upper(), 1e-12);
        assertEquals(1 - golden.value()[1], ShareInterval.of(400, 400).lower(), 1e-12);
        assertEquals(1, ShareInterval.of(400, 400).upper());
    }

    @Test
    void refuses() {
        assertThrows(IllegalArgumentException.class, () -> ShareInterval.of(0, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> ShareInterval.of(5, 4));
    }
}
