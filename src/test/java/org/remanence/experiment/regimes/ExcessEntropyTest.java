package org.remanence.experiment.regimes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Schema;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.result.ResultJson;
import org.remanence.session.Progress;
import org.remanence.session.Session;

class ExcessEntropyTest {
    /// Distance in standard errors that a right answer exceeds once in 15 000 runs; the seeds are fixed, so an alarm is a bug.
    private static final double ALARM = 4;

    private static Answer<ExcessEntropy.Result> digits;

    @BeforeAll
    static void measureDigits() {
        digits = ask(Map.of("times", "0.2,0.5,1.5", "draws", "2000"), 3, 2);
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
        assertTrue(theory.anisotropic().residual()[2] < ALARM, "at large times the patterns are nearly Gaussian");
    }

    /// Of n = 4 orthogonal patterns far apart at little noise the state knows its pattern; under overwhelming noise nothing.
    @Test
    void goesFromZeroToOne() {
        Answer<ExcessEntropy.Result> far = ask(Map.of("data", "rademacher:d=64,n=4", "times", "0.01,12", "draws", "50"), 1, 1);
        assertEquals(0, far.result().posterior().normalizedExcessEntropy().mean()[0], 1e-12, "e^{-d/v} of the other patterns");
        assertEquals(1, far.result().posterior().normalizedExcessEntropy().mean()[1], 1e-6, "d e^{-2t}");
        assertEquals(4, far.result().posterior().effectivePatterns().mean()[1], 1e-4, "d e^{-2t}");
    }

    @Test
    void sameNumbersForAnyThreads() {
        Map<String, String> question = Map.of("times", "0.3", "draws", "100");
        assertEquals(ResultJson.hash(ask(question, 5, 1).result()), ResultJson.hash(ask(question, 5, 3).result()));
    }

    /// Draw i is the same whether 60 or 700 are drawn, and 700 take two blocks.
    @Test
    void drawsDoNotDependOnTheirNumber() {
        Estimate few = ask(Map.of("times", "0.3", "draws", "60"), 5, 2).result().posterior().sameNeighbour().at(0);
        Estimate many = ask(Map.of("times", "0.3", "draws", "700"), 5, 2).result().posterior().sameNeighbour().at(0);
        assertTrue(Math.abs(few.residual(many)) < ALARM);
    }

    @Test
    void refusesASinglePattern() {
        var refused = assertThrows(IllegalArgumentException.class, () -> ask(Map.of("data", "gaussian:d=8,n=1"), 1, 1));
        assertTrue(refused.getMessage().contains("at least 2"), refused.getMessage());
    }

    private static Answer<ExcessEntropy.Result> ask(Map<String, String> question, long seed, int threads) {
        try (Session session = new Session(seed, threads, Progress.SILENT)) {
            return Schema.of(ExcessEntropy.class).fill(question).run(session);
        }
    }

    private static void assertNear(Estimate expected, Estimate measured) {
        double residual = measured.residual(expected);
        assertTrue(Math.abs(residual) < ALARM, "%s differs from %s by %.1f standard errors".formatted(measured, expected, residual));
    }
}
