package org.remanence.experiment.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.remanence.experiment.Asking.ALARM;
import static org.remanence.experiment.Asking.ask;
import static org.remanence.experiment.Asking.assertRefused;
import static org.remanence.experiment.Asking.assertSameForAnyThreads;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.remanence.experiment.Answer;
import org.remanence.result.Curve;
import org.remanence.theory.GaussianJacobian;

class DimensionTest {
    private static Answer<Dimension.Result> manifold;

    @BeforeAll
    static void measure() {
        manifold = ask(Dimension.class, Map.of("data", "manifold:d=10,n=50,sd=1x2+0.3x5", "patterns", "250,1000", "times",
                "log:0.015:1:15",
                "realizations", "30"), 1, 2);
    }

    /// References: 400 data sets in another language gave 0.180, 0.123 and 0.058, 0.042 within 10 %.
    @Test
    void directionsAreLostWhenMeasuredElsewhereAndInOrder() {
        double[][] reference = {{0.180, 0.123}, {0.058, 0.042}};
        for (int g = 0; g < 2; g++) {
            Curve time = manifold.result().lossTimes().get(g).time();
            for (int i = 0; i < 2; i++) {
                assertEquals(reference[g][i], time.mean()[i], 0.12 * reference[g][i] + 2 * time.stderr()[i]);
            }
        }
    }

    @Test
    void lossTimesFollowTheirTheory() {
        var theory = (Dimension.Theory) manifold.theory();
        for (int g = 0; g < 2; g++) {
            Curve time = manifold.result().lossTimes().get(g).time();
            for (int i = 0; i < 2; i++) {
                double expected = theory.lossTimes().get(g).time().mean()[i];
                assertEquals(expected, time.mean()[i], ALARM * time.stderr()[i] + 0.08 * expected,
                        "second order in 1/n at n_eff of order 10");
            }
            assertEquals(Math.log(time.mean()[1] / time.mean()[0]) / Math.log(4),
                    manifold.result().lossTimes().get(g).law().exponent().mean(),
                    1e-12, "two points lie on their power law");
        }
    }

    @Test
    void typicalStatesLoseAllDimensionsAtTheCollapseAndNoneBefore() {
        var theory = (Dimension.Theory) manifold.theory();
        assertEquals(7, theory.dimension());
        for (int i = 0; i < 2; i++) {
            Curve effective = manifold.result().effective().get(i).dimension();
            double late = new GaussianJacobian(new double[] {1, 1, 0.09, 0.09, 0.09, 0.09, 0.09, 0, 0, 0}).effectiveDimension(1);
            assertEquals(late, effective.mean()[14], 0.05 * late + ALARM * effective.stderr()[14],
                    "noised patterns of 250 know the law to 5 %");
            assertTrue(effective.mean()[0] < 2, "collapsed at t = 0.015: " + effective.mean()[0]);
        }
        Curve collapse = manifold.result().collapseTimes();
        assertTrue(collapse.mean()[1] < collapse.mean()[0], "more patterns collapse later on the way to the data");
    }

    @Test
    void gapFindsTheManifoldWhereThePatternsSuffice() {
        double[] dimension = manifold.result().spectra().get(1).dimension().mean();
        assertEquals(7, dimension[5], 0.1, "at t = 0.07 the gap below the normal directions is the widest");
        assertEquals(2, dimension[10], 0.1, "at t = 0.3 that between the variances is");
    }

    @Test
    void storedPatternsGiveRandomSubsets() {
        Answer<Dimension.Result> digits = ask(Dimension.class, Map.of("data", "digits", "patterns", "100,1797", "times",
                "log:0.05:5:6", "realizations", "2",
                "at", "noised", "method", "exact"), 1, 2);
        Curve few = digits.result().effective().get(0).dimension();
        Curve all = digits.result().effective().get(1).dimension();
        assertTrue(few.mean()[2] < all.mean()[2], "100 digits collapse first");
        assertTrue(Double.isNaN(((Dimension.Theory) digits.theory()).dimension()));
        assertEquals(0, digits.result().lossTimes().size());
    }

    @Test
    void refusesWhatTheDataCannotGive() {
        assertRefused(Dimension.class, Map.of("data", "digits", "patterns", "100,1798"), "at most 1797");
        assertRefused(Dimension.class, Map.of("data", "digits", "patterns", "1797"), "realizations must be 1");
        assertRefused(Dimension.class, Map.of("patterns", "2.5"), "whole number");
        assertRefused(Dimension.class, Map.of("data", "gaussian:d=3,n=9", "discard", "1"), "at least 3");
    }

    @Test
    void sameNumbersForAnyThreads() {
        Map<String, String> question = Map.of("data", "manifold:d=6,n=50,sd=1x2+0.3x2", "patterns", "50", "times", "0.1,0.4",
                "realizations", "3", "along", "haar");
        assertSameForAnyThreads(Dimension.class, question);
    }
}
