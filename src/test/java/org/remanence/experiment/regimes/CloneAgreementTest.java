package org.remanence.experiment.regimes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Schema;
import org.remanence.result.ResultJson;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.theory.SameClass;

class CloneAgreementTest {
    /// Distance in standard errors that a right answer exceeds once in 15 000 runs; the seeds are fixed, so an alarm is a bug.
    private static final double ALARM = 4;
    private static final Map<String, String> TWO_CLUSTERS = Map.of("data", "mixture:d=16,n=256,mu=1.5,sigma=1",
            "times", "0.3,0.8,1.6", "pairs", "300", "steps", "50");

    /// The reverse process and the static identity are two routes to one number.
    @Test
    void clonesEndAtTheSamePatternAsOftenAsTheParticipationSays() {
        var theory = (CloneAgreement.Theory) ask(Map.of(), 2).theory();
        for (double residual : theory.participation().residual()) {
            assertTrue(Math.abs(residual) < ALARM, "residual " + residual);
        }
    }

    /// 256 patterns of two clusters speciate as the clusters themselves do: the class means of the sample stand for the true ones.
    @Test
    void classesPartAsTwoGaussiansDo() {
        var sameClass = ask(Map.of(), 2).result().sameClass();
        for (int i = 0; i < sameClass.size(); i++) {
            double phi = SameClass.balanced(SameClass.separation(Math.expm1(2 * sameClass.x()[i]), 16, 1.5, 1));
            assertTrue(Math.abs(sameClass.at(i).residual(phi)) < ALARM, "%s at %s, theory %s".formatted(sameClass.at(i), sameClass.x()[i], phi));
        }
    }

    @Test
    void withoutLabelsThereAreNoClasses() {
        Answer<CloneAgreement.Result> answer = ask(Map.of("data", "gaussian:d=4,n=20", "times", "0.5", "pairs", "20"), 1);
        assertEquals(0, answer.result().sameClass().size());
        assertEquals(1, answer.result().sameNeighbour().size());
    }

    @Test
    void sameNumbersForAnyThreads() {
        Map<String, String> small = Map.of("pairs", "40", "steps", "20");
        assertEquals(ResultJson.hash(ask(small, 1).result()), ResultJson.hash(ask(small, 3).result()));
    }

    @Test
    void refusesASamplerWithoutNoise() {
        var refused = assertThrows(IllegalArgumentException.class, () -> ask(Map.of("sampler", "ddim"), 1));
        assertTrue(refused.getMessage().contains("noise"), refused.getMessage());
    }

    private static Answer<CloneAgreement.Result> ask(Map<String, String> changes, int threads) {
        Map<String, String> question = new HashMap<>(TWO_CLUSTERS);
        question.putAll(changes);
        try (Session session = new Session(4, threads, Progress.SILENT)) {
            return Schema.of(CloneAgreement.class).fill(question).run(session);
        }
    }
}
