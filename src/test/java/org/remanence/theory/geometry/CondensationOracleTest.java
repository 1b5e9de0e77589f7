package org.remanence.theory.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.remanence.Golden;
import org.remanence.theory.AnisotropicGaussian;

class CondensationOracleTest {
    private static final double LOG_1000 = Math.log(1000);
    private static final double[] VARIANCE = twoPlusFive(0.3);

    @Test
    void cumulantsAreThoseOfThePaper() {
        double[] squares = IntStream.rangeClosed(1, 30).mapToDouble(i -> Math.sin(i) * Math.sin(i)).toArray();
        var law = new GaussianEnergy(VARIANCE, squares);
        double own = 0;
        for (int i = 0; i < 7; i++) {
            own += squares[i];
        }
        for (Golden golden : Golden.read("rem", "zeta(")) {
            Golden slope = Golden.read("rem", golden.name().replace("zeta(", "zetap(")).getFirst();
            double t = golden.param("t");
            double lambda = golden.param("lam");
            golden.check((law.logMoment(lambda / t) + 0.5 * lambda * own / t) / 30);
            slope.check((-law.meanEnergy(lambda / t) / t + 0.5 * own / t) / 30);
        }
    }

    @Test
    void agreesWithReferenceInEveryForm() {
        double[] variances = new double[100];
        double[] squares = new double[100];
        for (int i = 0; i < 100; i++) {
            variances[i] = i < 50 ? 0.1 + 2.9 * i / 49 : 0;
            squares[i] = Math.sin(i + 1) * Math.sin(i + 1);
        }
        var law = new GaussianEnergy(variances, squares);
        for (Golden golden : Golden.read("rem", "tc fig8-like")) {
            double logPatterns = 100 * golden.param("alpha");
            golden.check(CondensationTime.DERIVED.of(law, logPatterns), CondensationTime.PAPER.of(law, logPatterns),
                    CondensationTime.NEXT_ORDER.of(law, logPatterns), CondensationTime.PAPER_APPENDIX.of(law, logPatterns));
        }
    }

    @Test
    void agreesWithReferenceBesideTheOrigin() {
        for (String deviation : new String[] {"var", "std"}) {
            double[] variances = twoPlusFive(deviation.equals("var") ? 0.3 : 0.09);
            var first = new GaussianEnergy(variances, unit(0, 0.1));
            var third = new GaussianEnergy(variances, unit(2, 0.1));
            Golden.read("rem", "tc exact sqrt(t)e1, sqrt(t)e3, t=0.1 (%s .3)".formatted(deviation)).getFirst()
                    .check(CondensationTime.DERIVED.of(first, LOG_1000), CondensationTime.DERIVED.of(third, LOG_1000));
            if (deviation.equals("std")) {
                Golden.read("rem", "tc eq15 sqrt(t)e1").getFirst()
                        .check(CondensationTime.PAPER.of(first, LOG_1000), CondensationTime.PAPER.of(third, LOG_1000));
            }
        }
        for (Golden golden : Golden.read("rem", "tc x=0 iso")) {
            var law = new GaussianEnergy(ones((int) golden.param("d")), new double[(int) golden.param("d")]);
            golden.check(CondensationTime.DERIVED.of(law, Math.log(golden.param("N"))));
        }
    }

    /// The numbers that the published figures rest on, at their own parameters.
    @Test
    void threeFormsDifferByAnOrderOfMagnitudeWherePapersFiguresAre() {
        CondensationTimes times = CondensationTimes.of(new GaussianEnergy(VARIANCE, new double[30]), LOG_1000);
        assertEquals(0.02448, times.derived(), 5e-6, "four printed digits");
        assertEquals(0.29777, times.paper(), 5e-6, "five printed digits");
        assertEquals(0.42111, times.paperAppendix(), 5e-6, "five printed digits");
        assertTrue(Double.isNaN(times.nextOrder()), "the expansion has turned negative");
    }

    @Test
    void stateOfTypicalLengthCondensesAtTheCollapse() {
        Golden golden = Golden.read("rem", "typical-x").getFirst();
        double collapse = new AnisotropicGaussian(ones(64)).inverse(Math.log(4096));
        double[] squares = new double[64];
        Arrays.fill(squares, collapse + 1);
        golden.check(CondensationTime.DERIVED.of(new GaussianEnergy(ones(64), squares), Math.log(4096)), collapse);
    }

    @Test
    void leadingOrdersAreApproachedAndThePaperIsAnUpperBound() {
        var law = new GaussianEnergy(VARIANCE, unit(0, 2));
        for (double logPatterns : new double[] {1e-8, 1e-4, 0.1, 1, 7, 69, 230}) {
            assertTrue(CondensationTime.DERIVED.of(law, logPatterns) <= CondensationTime.PAPER.of(law, logPatterns));
        }
        assertEquals(1, CondensationTime.DERIVED.of(law, 1e-8) / CondensationTime.NEXT_ORDER.of(law, 1e-8), 1e-7,
                "the error of the second order is of relative size log N");
        assertEquals(1, CondensationTime.DERIVED.of(law, 300) / CondensationTime.LARGE_LOAD.of(law, 300), 1e-12,
                "exponentially small in 2 log N / m");
        var sphere = new SphericalEnergy(20, 2, 1.5);
        assertEquals(1, CondensationTime.DERIVED.of(sphere, 1e-6) / CondensationTime.PAPER.of(sphere, 1e-6), 1e-5);
        assertTrue(CondensationTime.DERIVED.of(sphere, 5) <= CondensationTime.PAPER.of(sphere, 5));
        assertEquals(1, CondensationTime.DERIVED.of(sphere, 100) / CondensationTime.LARGE_LOAD.of(sphere, 100), 1e-3);
    }

    @Test
    void unitLengthLosesTheTermOfTheLengths() {
        var law = new GaussianEnergy(VARIANCE, unit(0, 2));
        assertEquals(Math.sqrt(2 / (2 * LOG_1000)), CondensationTime.UNIT_NORM.of(law, LOG_1000), 1e-15);
        var sphere = new SphericalEnergy(30, 1, Math.sqrt(2));
        assertEquals(CondensationTime.UNIT_NORM.of(sphere, 3), CondensationTime.PAPER.of(sphere, 3));
        assertEquals(CondensationTime.PAPER.of(sphere, 3), CondensationTime.PAPER_APPENDIX.of(sphere, 3));
    }

    @Test
    void nothingCondensesWhereAllEnergiesAreEqual() {
        var point = new GaussianEnergy(new double[5], new double[] {1, 2, 3, 4, 5});
        assertEquals(0, CondensationTime.DERIVED.of(point, 3));
        assertTrue(Double.isNaN(CondensationTimes.of(point, 3).derived()));
        assertEquals(0, CondensationTime.DERIVED.of(new SphericalEnergy(5, 1, 0), 3));
        PositionalRem rem = PositionalRem.of(point, 3);
        assertEquals(0, rem.participation(1e-9));
        assertEquals(Math.exp(3), EffectiveNumber.FULL.of(rem, 1e-9), 1e-12, "rounding of exp");
        assertEquals(Math.exp(-3), new FiniteRem(rem).at(0.1).participation(), 1e-15);
    }

    @Test
    void effectiveNumbersAgreeWithReference() {
        PositionalRem rem = PositionalRem.of(new GaussianEnergy(VARIANCE, new double[30]), LOG_1000);
        for (Golden golden : Golden.read("rem", "neff high-T")) {
            golden.check(EffectiveNumber.FULL.of(rem, golden.param("t")));
        }
        double critical = rem.condensationTime();
        assertEquals(4, EffectiveNumber.FULL.of(rem, 0.75 * critical), 1e-12, "1/(1 − 3/4)");
        assertEquals(4, EffectiveNumber.SEED_MIN.of(rem, 0.75 * critical), 1e-12, "1/(1 − 3/4)");
        assertEquals(1000, EffectiveNumber.SEED_MIN.of(rem, 1.01 * critical), 1e-9);
        assertEquals(1, EffectiveNumber.FULL.of(rem, critical), 1e-6, "the exponent starts from nothing");
        assertEquals(EffectiveNumber.FULL.log(rem, 2 * critical * (1 - 1e-12)), EffectiveNumber.FULL.log(rem, 2 * critical),
                1e-9, "its two forms meet at 2 t_c");
        assertEquals(0.25, rem.participation(0.75 * critical), 1e-12, "λ_c = t/t_c at fixed x");
    }

    @Test
    void freeEnergyIsContinuousAndItsEntropyVanishesAtCondensation() {
        PositionalRem rem = PositionalRem.of(new GaussianEnergy(VARIANCE, unit(3, 0.7)), LOG_1000);
        double critical = rem.condensationTime();
        assertEquals(rem.logPartition(critical * (1 - 1e-9)), rem.logPartition(critical * (1 + 1e-9)), 1e-6,
                "slope −leastEnergy/t on both sides");
        assertEquals(-rem.leastEnergy() / critical, rem.logPatterns() + rem.law().logMoment(1 / critical), 1e-12,
                "log N = KL(posterior ‖ prior)");
    }

    @Test
    void refusesWhatIsNoLaw() {
        assertThrows(IllegalArgumentException.class, () -> new GaussianEnergy(new double[] {-1}, new double[1]));
        assertThrows(IllegalArgumentException.class, () -> new GaussianEnergy(new double[2], new double[1]));
        assertThrows(IllegalArgumentException.class, () -> new GaussianEnergy(new double[1], new double[] {Double.NaN}));
        assertThrows(IllegalArgumentException.class, () -> new SphericalEnergy(1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> CondensationTime.DERIVED.of(new GaussianEnergy(ones(2), ones(2)), -1));
    }

    @Test
    void singlePatternHasAlwaysCondensed() {
        assertEquals(Double.POSITIVE_INFINITY, CondensationTime.DERIVED.of(new GaussianEnergy(ones(2), ones(2)), 0));
    }

    private static double[] twoPlusFive(double second) {
        double[] variances = new double[30];
        Arrays.fill(variances, 0, 2, 1);
        Arrays.fill(variances, 2, 7, second);
        return variances;
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double[] unit(int at, double square) {
        double[] squares = new double[30];
        squares[at] = square;
        return squares;
    }
}
