package org.remanence.experiment.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Schema;
import org.remanence.result.Npy;
import org.remanence.result.ResultJson;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

class CondensationTest {
    /// Standard errors that a right answer exceeds once in 15 000 runs; the seeds are fixed, so an alarm is a bug.
    private static final double ALARM = 4;

    @Test
    void averagesOverDataSetsAgreeWithTheExactOnes() {
        for (String question : new String[] {
            "manifold:d=30,n=1000,variance=1x2+0.3x5 origin", "manifold:d=12,n=300,variance=2+0.5x3,rotate=4 datum",
            "gaussian:d=6,n=200,sigma=1.5 typical", "sphere:d=8,n=500 datum"}) {
            String[] parts = question.split(" ");
            Answer<Condensation.Result> answer = ask(Map.of("data", parts[0], "at", parts[1], "times", "0.02,0.1,0.5,2",
                    "realizations", "150"), 1, 2);
            for (double residual : theory(answer).participationRatio().residual()) {
                assertTrue(Math.abs(residual) < ALARM, question + " is off by " + residual);
            }
        }
    }

    @Test
    void publishedParametersGiveTheKnownNumbers() {
        Answer<Condensation.Result> answer = ask(Map.of("times", "0.0245,0.298", "realizations", "200"), 3, 2);
        assertEquals(0.02448, theory(answer).condensationTime().derived(), 5e-6, "four printed digits");
        assertEquals(0.29777, theory(answer).condensationTime().paper(), 5e-6, "five printed digits");
        assertEquals(0.42111, theory(answer).condensationTime().paperAppendix(), 5e-6, "five printed digits");
        double[] exact = theory(answer).participationRatio().mean();
        double[] measured = answer.result().participationRatio().mean();
        double[] stderr = answer.result().participationRatio().stderr();
        for (int i = 0; i < 2; i++) {
            assertEquals(exact[i], measured[i], ALARM * stderr[i]);
            assertEquals(1 / measured[i], answer.result().effectivePatterns().mean()[i], 1e-9 / measured[i]);
        }
        assertEquals(0.005, measured[1], 5e-4, "one printed digit: eq. 15 is no condensation time");
    }

    @Test
    void unitLengthIsASphereWhereVariancesAreEqual() {
        Answer<Condensation.Result> answer = ask(Map.of("data", "manifold:d=9,n=200,variance=3x6", "at", "datum", "scale", "unit-norm",
                "times", "0.05,0.3", "realizations", "150"), 5, 2);
        for (double residual : theory(answer).participationRatio().residual()) {
            assertTrue(Math.abs(residual) < ALARM, "off by " + residual);
        }
    }

    @Test
    void nothingCondensesOnASphereSeenFromItsCentre() {
        Answer<Condensation.Result> answer = ask(Map.of("data", "sphere:d=5,n=50", "times", "0.001,1", "realizations", "3"), 1, 1);
        assertTrue(Double.isNaN(theory(answer).condensationTime().derived()));
        assertEquals(1.0 / 50, answer.result().participationRatio().mean()[0], 1e-9, "equal weights to the rounding of |y|²/t");
        assertTrue(answer.findings().getFirst().contains("nothing condenses"), answer.findings().getFirst());
        Answer<Condensation.Result> point = ask(Map.of("data", "manifold:d=5,n=50,variance=0x5", "times", "1", "realizations", "3"), 1, 1);
        assertTrue(Double.isNaN(theory(point).condensationTime().paper()));
        assertTrue(ResultJson.compact(theory(point)).contains("\"derived\":null"));
    }

    @Test
    void dataSetsAreMeasuredOnceBesideAGaussianOfTheirCovariance() {
        Answer<Condensation.Result> answer = ask(Map.of("data", "digits", "times", "1,100"), 1, 2);
        assertEquals(1, answer.result().participationRatio().count()[0]);
        assertTrue(theory(answer).condensationTime().derived() > 0);
    }

    @Test
    void statesFromFilesMustFit(@TempDir Path folder) {
        Path file = folder.resolve("x.npy");
        Npy.write(file, Matrix.of(new double[][] {{1, 0, 2}}));
        assertEquals(3, ask(Map.of("data", "gaussian:d=3,n=20", "at", file.toString(), "times", "1", "realizations", "3"), 1, 1)
                .result().load().dimension());
        refused("dimension of the patterns", Map.of("data", "gaussian:d=4,n=20", "at", file.toString()));
        refused("at must be origin, datum", Map.of("at", "nowhere"));
        refused("at=datum draws from the law", Map.of("data", "digits", "at", "datum"));
        refused("at least 2", Map.of("data", "gaussian:d=4,n=1"));
        refused("each of times must be above 0", Map.of("times", "0"));
    }

    @Test
    void sameNumbersForAnyThreads() {
        Map<String, String> question = Map.of("times", "0.03", "realizations", "7", "at", "typical");
        assertEquals(ResultJson.hash(ask(question, 5, 1).result()), ResultJson.hash(ask(question, 5, 3).result()));
    }

    private static void refused(String sentence, Map<String, String> question) {
        var refused = assertThrows(IllegalArgumentException.class, () -> ask(question, 1, 1));
        assertTrue(refused.getMessage().contains(sentence), refused.getMessage());
    }

    private static Condensation.Theory theory(Answer<Condensation.Result> answer) {
        return (Condensation.Theory) answer.theory();
    }

    private static Answer<Condensation.Result> ask(Map<String, String> question, long seed, int threads) {
        try (Session session = new Session(seed, threads, Progress.SILENT)) {
            return Schema.of(Condensation.class).fill(new HashMap<>(question)).run(session);
        }
    }
}
