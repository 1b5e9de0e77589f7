package org.remanence.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;

class FigureCheckTest {
    private static final Estimate ONE = new Estimate(1, 0.1, 100);

    @Test
    void failsBeyondItsLimitAndWhereThereIsNoNumber() {
        assertTrue(FigureCheck.near("x", ONE, 1.35).passed());
        assertFalse(FigureCheck.near("x", ONE, 1.45).passed());
        assertTrue(FigureCheck.near("x", ONE, 1.45, 0.2, "finite size").passed());
        assertEquals(-2.5, FigureCheck.near("x", ONE, 1.45, 0.2, "finite size").deviation(), 1e-12);
        assertFalse(FigureCheck.near("x", Estimate.NONE, 1).passed());
        assertFalse(FigureCheck.near("x", new Estimate(1, 0, 10), 1.1).passed());
        assertTrue(FigureCheck.within("x", 3, 3, 0, "an integer").passed());
        assertFalse(FigureCheck.within("x", 3.1, 3, 0.05, "rounding").passed());
        assertFalse(FigureCheck.within("x", Double.NaN, 3, 0.05, "rounding").passed());
        assertTrue(FigureCheck.notBelow("x", ONE, 1.2).passed());
        assertTrue(FigureCheck.notBelow("x", ONE, -100).passed());
        assertFalse(FigureCheck.notBelow("x", ONE, 1.5).passed());
        assertEquals(0, FigureCheck.notBelow("x", ONE, -100).deviation(), "what lies above deviates by nothing");
    }

    /// Two measurements of error 0.1 and 0.2 differ in units of √0.05.
    @Test
    void errorsOfBothSidesCount() {
        Estimate other = new Estimate(0, 0.2, 100);
        assertEquals(1 / Math.sqrt(0.05), FigureCheck.same("x", ONE, other).deviation(), 1e-12);
        Curve measured = Curve.of("t", new double[] {1, 2}, List.of(ONE, new Estimate(-1, 0.1, 100)));
        Curve beside = Curve.of("t", new double[] {1, 2}, List.of(other, other));
        assertEquals(1 / Math.sqrt(0.05), Math.abs(FigureCheck.curves("x", measured, beside).deviation()), 1e-12);
        assertEquals(1 / Math.sqrt(0.05), FigureCheck.between("x", measured, new double[] {-2, -2}, beside).deviation(), 1e-12);
        assertEquals(-10, FigureCheck.between("x", measured, new double[] {0, 0}, beside.times(-1)).deviation(), 1e-12);
        Curve above = Curve.of("t", new double[] {1, 2}, List.of(new Estimate(3, 0.1, 9), new Estimate(3, 0.1, 9)));
        assertEquals(0, FigureCheck.between("x", measured, new double[] {-2, -2}, above).deviation(), "between, nothing deviates");
    }

    /// The limit of the worst of K points is that of one point at a K-th of the false alarms.
    @Test
    void aCurveIsAsGoodAsItsWorstPoint() {
        Curve curve = Curve.of("t", new double[] {1, 2, 3}, List.of(ONE, ONE, ONE));
        FigureCheck check = FigureCheck.curve("x", curve, new double[] {1, 1.3, 0.8});
        assertEquals(-3, check.deviation(), 1e-12);
        assertEquals(4.15, check.limit(), 0.005, "two decimals of a table of the normal law");
        assertEquals(3.89, FigureCheck.near("x", ONE, 1).limit(), 0.005, "two decimals of a table of the normal law");
        assertFalse(FigureCheck.curve("x", curve, new double[] {1, Double.NaN, 1}).passed());
        Curve bound = Curve.of("t", curve.x(), List.of(new Estimate(1.2, 0.01, 9), new Estimate(1.2, 0.01, 9), new Estimate(0.3, 0.01, 9)));
        assertTrue(FigureCheck.between("x", curve.times(1), new double[] {0.5, 1.1, 0.2}, Curve.of("t", curve.x(), List.of(ONE, ONE, ONE))).passed());
        assertFalse(FigureCheck.between("x", curve, new double[] {0.5, 0.9, 0.2}, bound).passed());
    }

    /// An allowance is a share of what is expected; beyond it a point deviates by what exceeds it.
    @Test
    void aCurveMayDifferByAShareOfTheLaw() {
        Curve curve = Curve.of("t", new double[] {1, 2}, List.of(ONE, new Estimate(-3, 0.1, 100)));
        assertEquals(0, FigureCheck.curve("x", curve, new double[] {1.2, -2.6}, 0.2, "finite size").deviation(), 1e-12);
        FigureCheck beyond = FigureCheck.curve("x", curve, new double[] {1.2, -2}, 0.2, "finite size");
        assertEquals(-6, beyond.deviation(), 1e-12);
        assertFalse(beyond.passed());
        assertTrue(beyond.expected().endsWith("± 20 %"), beyond.expected());
        assertTrue(FigureCheck.curve("x", curve, new double[] {1.2, -2.3}, 0.2, "finite size").passed(), "2.4 standard errors beyond");
        assertFalse(FigureCheck.curve("x", curve, new double[] {1.2, Double.NaN}, 0.2, "finite size").passed());
        Curve unknown = Curve.of("t", new double[] {1}, List.of(new Estimate(1, Double.NaN, 1)));
        assertFalse(FigureCheck.curve("x", unknown, new double[] {1}, 0.2, "finite size").passed());
    }

    @Test
    void aBoundMayBeMeasured() {
        assertTrue(FigureCheck.notBelow("x", ONE, new Estimate(1.8, 0.2, 100)).passed(), "0.8 of an error of 0.224");
        assertFalse(FigureCheck.notBelow("x", ONE, new Estimate(1.9, 0.2, 100)).passed());
        assertEquals(0, FigureCheck.notBelow("x", ONE, new Estimate(-100, 0.2, 100)).deviation());
    }

    /// Of 1000 trials at 0.999 all succeed in 37 % of all runs, though the share then has no standard error.
    @Test
    void sharesAreJudgedByTheBinomialLaw() {
        double[] x = {1};
        assertTrue(FigureCheck.shares("x", Curve.of("t", x, List.of(Estimate.share(1000, 1000))), new double[] {0.999}).passed());
        assertFalse(FigureCheck.shares("x", Curve.of("t", x, List.of(Estimate.share(1000, 1000))), new double[] {0.98}).passed());
        Curve few = Curve.of("t", x, List.of(Estimate.share(3, 500)));
        assertEquals(-2.2, FigureCheck.shares("x", few, Curve.of("t", x, List.of(new Estimate(0.0198, 0.0003, 4000)))).deviation(), 0.05,
                "3 hits where 9.9 ± 3.1 are expected");
        assertEquals(-1.96, FigureCheck.shares("x", Curve.of("t", x, List.of(Estimate.share(4690, 10_000))), new double[] {0.4788}).deviation(), 0.03,
                "normal approximation");
        assertEquals(1.96, FigureCheck.shares("x", Curve.of("t", x, List.of(Estimate.share(4886, 10_000))), new double[] {0.4788}).deviation(), 0.03,
                "normal approximation");
    }
}
