package org.remanence.experiment.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.remanence.experiment.Asking.ALARM;
import static org.remanence.experiment.Asking.ask;
import static org.remanence.experiment.Asking.assertHolds;
import static org.remanence.experiment.Asking.assertRefused;
import static org.remanence.experiment.Asking.assertSameForAnyThreads;
import static org.remanence.experiment.Asking.with;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.remanence.experiment.Answer;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;

class JacobianTest {
    private static final Map<String, String> SMALL = Map.of("data", "manifold:d=8,n=400,variance=1x2+0.09x3", "control", "0");
    /// Standard deviations 1, 0.3 and 0.01, as in the code behind the figures.
    private static final Map<String, String> CODE = Map.of("data", "manifold:d=30,n=1000,sd=1x2+0.3x5+0.01x23",
            "times", "1,0.25,0.09,0.04", "realizations", "25", "method", "one-sided", "along", "haar", "discard", "6", "control", "0");

    private static Answer<Jacobian.Result> jacobian(Map<String, String> question, Map<String, String> more, long seed,
            int threads) {
        return ask(Jacobian.class, with(question, more), seed, threads);
    }

    @Test
    void columnsScatterAsTheFirstOrderSays() {
        for (String method : List.of("forward", "central")) {
            Answer<Jacobian.Result> answer = jacobian(SMALL, Map.of("times", "0.35,0.7,1.5", "realizations", "300",
                    "method", method), 2, 2);
            List<JacobianTheory.Direction> directions = ((JacobianTheory) answer.theory()).directions();
            assertEquals(List.of(1.0, 0.09), directions.stream().map(JacobianTheory.Direction::variance).toList());
            directions.forEach(each -> assertHolds(each.derived(), 3));
        }
    }

    @Test
    void highVarianceIsLostFirstAndWhereTheorySays() {
        Answer<Jacobian.Result> answer = jacobian(SMALL, Map.of("times", "log:0.02:1:25", "realizations", "100"), 3, 2);
        List<Jacobian.LossTime> lost = answer.result().lossTimes();
        assertEquals(List.of(1.0, 0.09), lost.stream().map(Jacobian.LossTime::variance).toList());
        List<JacobianTheory.Direction> theory = ((JacobianTheory) answer.theory()).directions();
        for (int i = 0; i < 2; i++) {
            Estimate time = lost.get(i).time();
            double expected = theory.get(i).lossTime();
            assertEquals(expected, time.mean(), ALARM * time.stderr() + 0.1 * expected, "second order in 1/n at n_eff of order 10");
        }
        assertTrue(lost.get(0).time().mean() > 2 * lost.get(1).time().mean());
        Curve normal = answer.result().spectra().directions().get(2).ratio();
        assertEquals(0.0, answer.result().spectra().directions().get(2).variance());
        assertEquals(25, normal.size());
        for (double ratio : normal.mean()) {
            assertEquals(1, ratio, 1e-12, "a step normal to all patterns changes no weight");
        }
    }

    @Test
    void gapsOfRawPatternsAreThoseOfTheManifold() {
        assertArrayEquals(new long[] {28, 28, 23, 23}, jacobian(CODE, Map.of(), 1, 2).result().spectra().commonGap());
    }

    /// For any number of patterns: the origin amid a sphere is unstable, and nothing is memorized.
    @Test
    void gapsOfPatternsOfUnitLengthMoveByGeometry() {
        Answer<Jacobian.Result> answer = jacobian(CODE, Map.of("scale", "unit-norm", "control", "4"), 1, 2);
        assertArrayEquals(new long[] {28, 28, 25, 25}, answer.result().spectra().commonGap());
        assertArrayEquals(new long[] {28, 28, 25, 25}, answer.result().control().getFirst().commonGap());
        assertArrayEquals(new double[] {0, 2, 2, 7}, answer.result().positiveEigenvalues().mean(), 0, "signs are kept");
        assertTrue(answer.findings().getLast().contains("not memorization"), answer.findings().getLast());
        assertTrue(answer.findings().getLast().contains("unit length"), answer.findings().getLast());
        assertEquals(List.of(), ((JacobianTheory) answer.theory()).directions());
    }

    @Test
    void trueScoreHasItsOwnSpectrumAndNoDoubt() {
        Answer<Jacobian.Result> answer = jacobian(SMALL, Map.of("score", "true", "times", "0.01,0.3", "realizations", "2",
                "along", "haar"), 1, 1);
        double[][] spectrum = ((JacobianTheory) answer.theory()).spectrum().toArray();
        for (int t = 0; t < 2; t++) {
            assertArrayEquals(spectrum[t], answer.result().spectra().singularValues().row(t), 1e-10);
            assertEquals(8 - answer.result().spectra().effectiveDimension().mean()[t], sum(spectrum[t]), 1e-10);
        }
        assertEquals(3, answer.result().spectra().commonGap()[0]);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double each : values) {
            sum += each;
        }
        return sum;
    }

    @Test
    void exactEigenvaluesAndTraceAgree() {
        Jacobian.Result result = jacobian(SMALL, Map.of("method", "exact", "at", "noised", "times", "0.05,0.3",
                "realizations", "5"), 4, 2).result();
        for (int t = 0; t < 2; t++) {
            double trace = 8 + sum(result.eigenvalues().row(t));
            assertEquals(trace, result.spectra().effectiveDimension().mean()[t], 1e-10);
        }
    }

    @Test
    void storedPatternsNeedADifferenceBetweenRealizations() {
        Map<String, String> digits = Map.of("data", "digits", "times", "0.5");
        assertRefused(Jacobian.class, with(digits, Map.of("realizations", "3")), "realizations must be 1");
        assertRefused(Jacobian.class, with(digits, Map.of("score", "true", "realizations", "1")),
                "true score is known for patterns drawn from a model");
        assertRefused(Jacobian.class, with(digits, Map.of("at", "fresh", "realizations", "2")), "no subset of 1798");
        Answer<Jacobian.Result> one = jacobian(digits, Map.of("realizations", "1"), 1, 1);
        assertEquals(64, one.result().dimension());
        assertEquals(List.of(), one.result().lossTimes());
    }

    @Test
    void sameNumbersForAnyThreads() {
        assertSameForAnyThreads(Jacobian.class, with(SMALL, Map.of("times", "0.1,0.4", "realizations", "7", "at", "fresh")));
    }
}
