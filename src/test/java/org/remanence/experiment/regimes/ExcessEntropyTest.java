package org.remanence.experiment.regimes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.remanence.experiment.Asking.ALARM;
import static org.remanence.experiment.Asking.ask;
import static org.remanence.experiment.Asking.assertNear;
import static org.remanence.experiment.Asking.assertRefused;
import static org.remanence.experiment.Asking.assertSameForAnyThreads;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.remanence.experiment.Answer;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;

class ExcessEntropyTest {
    private static Answer<ExcessEntropy.Result> digits;

    @BeforeAll
    static void measureDigits() {
        digits = excess(Map.of("times", "0.2,0.5,1.5", "draws", "2000"), 3);
    }

    @Test
    void agreesWithTheReferenceForDigits() {
        Curve measured = digits.result().posterior().normalizedExcessEntropy();
        assertNear(new Estimate(0.1351, 0.0004, 1), measured.at(0));
        assertNear(new Estimate(0.5063, 0.0004, 1), measured.at(1));
        assertNear(new Estimate(0.93678, 0.0001, 1), measured.at(2));
    }

    @Test
    void threeEstimatorsAgree() {
        ExcessEntropy.Result result = digits.result();
        for (int i = 0; i < result.posterior().normalizedExcessEntropy().size(); i++) {
            assertNear(result.posterior().normalizedExcessEntropy().at(i), result.posterior().byInformationDensity().at(i));
            assertNear(result.posterior().normalizedExcessEntropy().at(i), result.posterior().plain().at(i));
            assertTrue(result.posterior().normalizedExcessEntropy().stderr()[i] < result.posterior().byInformationDensity().stderr()[i]);
        }
    }

    @Test
    void theoryIsTheGaussianWithTheSpectrumOfTheDigits() {
        var theory = (ExcessEntropy.Theory) digits.theory();
        assertEquals(0.29115, theory.collapseTime().anisotropic(), 1e-5, "five printed digits");
        double[] residual = theory.anisotropic().residual();
        assertTrue(Math.abs(residual[2]) < ALARM, "at large times the patterns are nearly Gaussian: " + residual[2]);
        assertTrue(residual[0] > ALARM && residual[1] > ALARM, "no law of this covariance informs more than the Gaussian");
    }

    /// Of n = 4 orthogonal patterns far apart at little noise the state knows its pattern; under overwhelming noise nothing.
    @Test
    void goesFromZeroToOne() {
        Answer<ExcessEntropy.Result> far = excess(Map.of("data", "rademacher:d=64,n=4", "times", "0.01,12", "draws", "50"), 1);
        assertEquals(0, far.result().posterior().normalizedExcessEntropy().mean()[0], 1e-12, "e^{-d/v} of the other patterns");
        assertEquals(1, far.result().posterior().normalizedExcessEntropy().mean()[1], 1e-6, "d e^{-2t}");
        assertEquals(4, far.result().posterior().effectivePatterns().mean()[1], 1e-4, "d e^{-2t}");
    }

    @Test
    void sameNumbersForAnyThreads() {
        assertSameForAnyThreads(ExcessEntropy.class, Map.of("times", "0.3", "draws", "700"));
    }

    @Test
    void refusesASinglePattern() {
        assertRefused(ExcessEntropy.class, Map.of("data", "gaussian:d=8,n=1"), "at least 2");
    }

    private static Answer<ExcessEntropy.Result> excess(Map<String, String> question, long seed) {
        return ask(ExcessEntropy.class, question, seed, 2);
    }
}
