package org.remanence.experiment.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.remanence.experiment.Asking.ALARM;
import static org.remanence.experiment.Asking.ask;
import static org.remanence.experiment.Asking.assertHolds;
import static org.remanence.experiment.Asking.assertNear;
import static org.remanence.experiment.Asking.assertRefused;
import static org.remanence.experiment.Asking.assertSameForAnyThreads;
import static org.remanence.experiment.Asking.with;
import static org.remanence.experiment.Asking.with;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Expected;
import org.remanence.result.Curve;
import org.remanence.result.Npy;
import org.remanence.tensor.Matrix;

class ScoreFieldTest {
    private static final Map<String, String> SMALL = Map.of("inverseTemperatures", "10", "draws", "50", "realizations", "3", "cells", "12");

    @Test
    void scoreObeysSteinsIdentityAndItsErrorTheLeadingOrder() {
        // the next order is 1/n of the error itself, far below its standard error
        Answer<ScoreField.Result> answer = ask(ScoreField.class, Map.of("data", "manifold:d=2,n=2000,variance=4+0.25",
                "inverseTemperatures", "0.05,0.1",
                "draws", "100", "realizations", "600", "cells", "8"), 4, 2);
        var theory = (ScoreField.Theory) answer.theory();
        for (Expected each : new Expected[] {theory.steinFirst(), theory.steinSecond(), theory.errorFirst(), theory.errorSecond()}) {
            assertHolds(each, 2);
        }
        assertTrue(answer.result().errorFirst().stderr()[1] < 0.05 * answer.result().errorFirst().mean()[1], "the test would see little");
    }

    /// The identity holds about any origin; only about the mean is its error that of a number near 1, though the data lie at
    /// 1000.
    @Test
    void dataFarFromTheOriginAreCentred(@TempDir Path folder) {
        double[][] patterns = new double[40][2];
        for (int i = 0; i < 40; i++) {
            patterns[i] = new double[] {1000 + Math.sin(i), -2000 + Math.cos(3 * i)};
        }
        Path file = folder.resolve("far.npy");
        Npy.write(file, Matrix.of(patterns));
        ScoreField.Result result = ask(ScoreField.class, with(SMALL,
                Map.of("data", file.toString(), "center", "off", "scale", "none", "realizations", "100",
                "draws", "2000")), 4, 2).result();
        for (Curve each : new Curve[] {result.steinFirst(), result.steinSecond()}) {
            assertNear(1, each.at(0));
            assertTrue(each.stderr()[0] < 4 / Math.sqrt(2000), "a product of two numbers of order 1, " + each.at(0));
        }
    }

    @Test
    void wideDirectionGoesWrongFirst() {
        ScoreField.Result result = ask(ScoreField.class, Map.of("inverseTemperatures", "1,10,100", "realizations", "20",
                "cells", "8"), 4, 2).result();
        for (int i = 0; i < 3; i++) {
            Curve wide = result.errorFirst();
            Curve narrow = result.errorSecond();
            assertTrue(wide.mean()[i] - narrow.mean()[i] > ALARM * Math.hypot(wide.stderr()[i], narrow.stderr()[i]));
        }
        assertTrue(result.entropy().mean()[0] > result.entropy().mean()[2]);
    }

    @Test
    void anyPlaneIsDrawnButItsLawMayBeUnknown() {
        Answer<ScoreField.Result> answer = ask(ScoreField.class, Map.of("data", "hidden:d=2,n=50,m=3", "inverseTemperatures",
                "10", "cells", "12"), 4, 2);
        assertEquals(0, answer.result().errorFirst().size());
        assertTrue(answer.findings().getFirst().contains("not known"));
        assertEquals(3 + 1, answer.arrays().size());
    }

    @Test
    void refusesOtherDimensions() {
        assertRefused(ScoreField.class, Map.of("data", "digits"),
                "a score field is drawn in 2 dimensions, but patterns of digits have 64: choose two columns, or a model with d=2");
    }

    @Test
    void sameNumbersForAnyThreads() {
        assertSameForAnyThreads(ScoreField.class, SMALL);
    }
}
