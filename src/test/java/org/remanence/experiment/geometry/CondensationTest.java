package org.remanence.experiment.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.remanence.experiment.Asking.ask;
import static org.remanence.experiment.Asking.assertHolds;
import static org.remanence.experiment.Asking.assertRefused;
import static org.remanence.experiment.Asking.assertSameForAnyThreads;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.experiment.Answer;
import org.remanence.result.Estimate;
import org.remanence.result.Npy;
import org.remanence.result.ResultJson;
import org.remanence.tensor.Matrix;

class CondensationTest {
    @Test
    void averagesOverDataSetsAgreeWithTheExactOnes() {
        for (String question : new String[] {
            "manifold:d=30,n=1000,variance=1x2+0.3x5 origin", "manifold:d=12,n=300,variance=2+0.5x3,rotate=4 datum",
            "gaussian:d=6,n=200,sigma=1.5 typical", "sphere:d=8,n=500 datum"}) {
            String[] parts = question.split(" ");
            Answer<Condensation.Result> answer = ask(Condensation.class, Map.of("data", parts[0], "at", parts[1], "times",
                    "0.02,0.1,0.5,2",
                    "realizations", "150"), 1, 2);
            assertHolds(theory(answer).participationRatio(), 4);
        }
    }

    @Test
    void publishedParametersGiveTheKnownNumbers() {
        Answer<Condensation.Result> answer = ask(Condensation.class, Map.of("times", "0.0245,0.298", "realizations",
                "200"), 3, 2);
        assertEquals(0.02448, theory(answer).condensationTime().derived(), 5e-6, "four printed digits");
        assertEquals(0.29777, theory(answer).condensationTime().paper(), 5e-6, "five printed digits");
        assertEquals(0.42111, theory(answer).condensationTime().paperAppendix(), 5e-6, "five printed digits");
        assertHolds(theory(answer).participationRatio(), 2);
        double[] measured = answer.result().participationRatio().mean();
        for (int i = 0; i < 2; i++) {
            Estimate effective = answer.result().effectivePatterns().at(i);
            assertEquals(1 / measured[i], effective.mean(), 1e-15 / measured[i]);
            // the relative error of 1/x is that of x
            assertEquals(answer.result().participationRatio().stderr()[i] / measured[i],
                    effective.stderr() / effective.mean(), 1e-15);
        }
        assertEquals(0.005, measured[1], 5e-4, "one printed digit: eq. 15 is no condensation time");
    }

    @Test
    void unitLengthIsASphereWhereVariancesAreEqual() {
        Answer<Condensation.Result> answer = ask(Condensation.class, Map.of("data", "manifold:d=9,n=200,variance=3x6", "at",
                "datum", "scale", "unit-norm",
                "times", "0.05,0.3", "realizations", "150"), 5, 2);
        assertHolds(theory(answer).participationRatio(), 2);
    }

    /// One stored set is measured once: its weights at the origin are known.
    @Test
    void weightsOfAStoredSetAreWhatTheyAre(@TempDir Path folder) {
        double[][] patterns = {{0, 1}, {1, 1}, {2, 0}, {0, -2}, {3, 1}};
        Path file = folder.resolve("five.npy");
        Npy.write(file, Matrix.of(patterns));
        Condensation.Result result = ask(Condensation.class, Map.of("data", file.toString(), "times", "0.3,2", "center", "off", "scale", "none"),
                1, 2).result();
        for (int i = 0; i < 2; i++) {
            double time = i == 0 ? 0.3 : 2;
            double[] w = Arrays.stream(patterns).mapToDouble(a -> Math.exp(-(a[0] * a[0] + a[1] * a[1]) / (2 * time))).toArray();
            double sum = Arrays.stream(w).sum();
            assertEquals(Arrays.stream(w).map(p -> p * p / (sum * sum)).sum(), result.participationRatio().mean()[i], 1e-14, "rounding");
            assertEquals(Arrays.stream(w).max().orElseThrow() / sum, result.largest().mean()[i], 1e-14, "rounding");
            assertEquals(Arrays.stream(w).map(p -> -p / sum * Math.log(p / sum)).sum() / Math.log(5), result.entropy().mean()[i], 1e-14,
                    "rounding");
            assertEquals(1, result.entropy().count()[i]);
        }
    }

    @Test
    void nothingCondensesOnASphereSeenFromItsCentre() {
        Answer<Condensation.Result> answer = ask(Condensation.class, Map.of("data", "sphere:d=5,n=50", "times", "0.001,1",
                "realizations", "3"), 1, 1);
        assertTrue(Double.isNaN(theory(answer).condensationTime().derived()));
        assertEquals(1.0 / 50, answer.result().participationRatio().mean()[0], 1e-9, "equal weights to the rounding of |y|²/t");
        assertTrue(answer.findings().getFirst().contains("nothing condenses"), answer.findings().getFirst());
        Answer<Condensation.Result> point = ask(Condensation.class, Map.of("data", "manifold:d=5,n=50,variance=0x5", "times",
                "1", "realizations", "3"), 1, 1);
        assertTrue(Double.isNaN(theory(point).condensationTime().paper()));
        assertTrue(ResultJson.compact(theory(point)).contains("\"derived\":null"));
    }

    @Test
    void dataSetsAreMeasuredOnceBesideAGaussianOfTheirCovariance() {
        Answer<Condensation.Result> answer = ask(Condensation.class, Map.of("data", "digits", "times", "1,100"), 1, 2);
        assertEquals(1, answer.result().participationRatio().count()[0]);
        assertTrue(theory(answer).condensationTime().derived() > 0);
    }

    @Test
    void statesFromFilesMustFit(@TempDir Path folder) {
        Path file = folder.resolve("x.npy");
        Npy.write(file, Matrix.of(new double[][] {{1, 0, 2}}));
        assertEquals(3, ask(Condensation.class, Map.of("data", "gaussian:d=3,n=20", "at", file.toString(), "times", "1",
                "realizations", "3"), 1, 1)
                .result().load().dimension());
        assertRefused(Condensation.class, Map.of("data", "gaussian:d=4,n=20", "at", file.toString()),
                "dimension of the patterns");
        assertRefused(Condensation.class, Map.of("at", "nowhere"), "at must be origin, datum");
        assertRefused(Condensation.class, Map.of("data", "digits", "at", "datum"), "at=datum draws from the law");
        assertRefused(Condensation.class, Map.of("data", "gaussian:d=4,n=1"), "at least 2");
        assertRefused(Condensation.class, Map.of("times", "0"), "each of times must be above 0");
    }

    @Test
    void sameNumbersForAnyThreads() {
        Map<String, String> question = Map.of("times", "0.03", "realizations", "7", "at", "typical");
        assertSameForAnyThreads(Condensation.class, question);
    }

    private static Condensation.Theory theory(Answer<Condensation.Result> answer) {
        return (Condensation.Theory) answer.theory();
    }
}
