package org.remanence.experiment.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Expected;
import org.remanence.experiment.Schema;
import org.remanence.result.Curve;
import org.remanence.result.ResultJson;
import org.remanence.session.Progress;
import org.remanence.session.Session;

class ScoreFieldTest {
    /// Standard errors that a right answer exceeds once in 15 000 runs; the seeds are fixed, so an alarm is a bug.
    private static final double ALARM = 4;
    private static final Map<String, String> SMALL = Map.of("inverseTemperatures", "10", "draws", "50", "realizations", "3", "cells", "12");

    @Test
    void scoreObeysSteinsIdentityAndItsErrorTheLeadingOrder() {
        // the next order is 1/n of the error itself, far below its standard error
        Answer<ScoreField.Result> answer = ask(Map.of("data", "manifold:d=2,n=2000,variance=4+0.25", "inverseTemperatures", "0.05,0.1",
                "draws", "100", "realizations", "600", "cells", "8"), 2);
        var theory = (ScoreField.Theory) answer.theory();
        for (Expected each : new Expected[] {theory.steinFirst(), theory.steinSecond(), theory.errorFirst(), theory.errorSecond()}) {
            for (double residual : each.residual()) {
                assertTrue(Math.abs(residual) < ALARM, each.of() + " is off by " + residual);
            }
        }
        assertTrue(answer.result().errorFirst().stderr()[1] < 0.05 * answer.result().errorFirst().mean()[1], "the test would see little");
    }

    @Test
    void wideDirectionGoesWrongFirst() {
        ScoreField.Result result = ask(Map.of("inverseTemperatures", "1,10,100", "realizations", "20", "cells", "8"), 2).result();
        for (int i = 0; i < 3; i++) {
            Curve wide = result.errorFirst();
            Curve narrow = result.errorSecond();
            assertTrue(wide.mean()[i] - narrow.mean()[i] > ALARM * Math.hypot(wide.stderr()[i], narrow.stderr()[i]));
        }
        assertTrue(result.entropy().mean()[0] > result.entropy().mean()[2]);
    }

    @Test
    void anyPlaneIsDrawnButItsLawMayBeUnknown() {
        Answer<ScoreField.Result> answer = ask(Map.of("data", "hidden:d=2,n=50,m=3", "inverseTemperatures", "10", "cells", "12"), 2);
        assertEquals(0, answer.result().errorFirst().size());
        assertTrue(answer.findings().getFirst().contains("not known"));
        assertEquals(3 + 1, answer.arrays().size());
    }

    @Test
    void refusesOtherDimensions() {
        var refused = assertThrows(IllegalArgumentException.class, () -> ask(Map.of("data", "digits"), 1));
        assertEquals("a score field is drawn in 2 dimensions, but patterns of digits have 64: choose two columns, or a model with d=2",
                refused.getMessage());
    }

    @Test
    void sameNumbersForAnyThreads() {
        assertEquals(ResultJson.hash(ask(SMALL, 1).result()), ResultJson.hash(ask(SMALL, 3).result()));
    }

    private static Answer<ScoreField.Result> ask(Map<String, String> question, int threads) {
        try (Session session = new Session(4, threads, Progress.SILENT)) {
            return Schema.of(ScoreField.class).fill(question).run(session);
        }
    }
}
