package org.remanence.theory.regimes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.remanence.Golden;
import org.remanence.theory.SpeciationTime;
import org.remanence.theory.SpeciationTimes;

class SpeciationOracleTest {
    private static final double ROUNDING = 1e-14;

    @Test
    void publishedEigenvaluesGiveThePublishedTimes() {
        for (Golden golden : Golden.read("theory", "speciation_index")) {
            SpeciationTimes times = SpeciationTimes.of(golden.param("Lambda"), 1);
            assertEquals(golden.value()[2], times.logLambda(), golden.relative(), golden.name());
            assertEquals(golden.value()[3], times.exactCrossing(), golden.relative(), golden.name());
        }
    }

    @Test
    void publishedTableOfDataSetsIsReproduced() {
        double[][] published = {{7.66, 1.018}, {16.72, 1.412}, {3.05, 0.558}, {12.11, 1.252}, {60.52, 2.052}};
        for (double[] row : published) {
            assertEquals(row[1], SpeciationTime.of(row[0]), 5e-3, "Λ = " + row[0] + ": the table steps by the DDPM index");
        }
    }

    @Test
    void conventionsAgreeWithTheirDefinitions() {
        SpeciationTimes times = SpeciationTimes.of(2.79543, 64);
        assertEquals(0.5 * Math.log(64), times.scaling(), ROUNDING);
        assertEquals(0.51399, times.logLambda(), 5e-6, "five printed digits");
        assertEquals(-Math.expm1(-2 * times.exactCrossing()), 2.79543 * Math.exp(-2 * times.exactCrossing()), ROUNDING);
        assertEquals(times.logLambda(), SpeciationTime.of(2.79543), 0);
    }

    @Test
    void weakDirectionsDoNotSpeciate() {
        assertTrue(Double.isNaN(SpeciationTime.of(1)));
        assertTrue(Double.isNaN(SpeciationTime.of(0.3)));
        assertTrue(Double.isNaN(SpeciationTimes.of(0, 3).exactCrossing()));
        assertEquals(0.5 * Math.log(2), SpeciationTimes.of(1, 3).exactCrossing(), ROUNDING);
    }

    @Test
    void refusesWhatIsNoEigenvalue() {
        assertThrows(IllegalArgumentException.class, () -> SpeciationTime.of(-1));
        assertThrows(IllegalArgumentException.class, () -> SpeciationTime.of(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> SpeciationTimes.of(2, 0));
    }

    @Test
    void otherClocksShowTheSameNoise() {
        SpeciationTimes exploding = SpeciationTimes.of(5, 16).onClock(tau -> tau);
        assertEquals(15, exploding.scaling(), 15 * ROUNDING);
        assertEquals(4, exploding.logLambda(), 4 * ROUNDING);
        assertEquals(5, exploding.exactCrossing(), 5 * ROUNDING);
        assertTrue(Double.isNaN(SpeciationTimes.of(0.5, 16).onClock(tau -> tau).logLambda()));
    }

    @Test
    void potentialSplitsWhereTheReferenceSays() {
        Golden golden = Golden.read("theory", "V single->double").getFirst();
        golden.check(new SpeciationPotential((int) golden.param("d"), golden.param("mu"), 1).doubleWellTime());
    }

    @Test
    void wellsLieWhereTheReferenceSays() {
        for (Golden golden : Golden.read("theory", "V minimum")) {
            var potential = new SpeciationPotential((int) golden.param("d"), golden.param("mu"), 1);
            golden.check(potential.minimum(golden.param("t")), potential.barrier(golden.param("t")));
        }
    }

    @Test
    void wellIsStationaryAndOpensAtTheDoubleWellTime() {
        for (double sigma : new double[] {0.3, 1, 1.3}) {
            var potential = new SpeciationPotential(256, 0.7, sigma);
            double open = potential.doubleWellTime();
            assertEquals(0, potential.minimum(open + 1e-9), "one well just above");
            assertTrue(potential.minimum(open - 1e-6) > 0, "two wells just below");
            double q = potential.minimum(open - 0.5);
            double slope = (potential.value(q + 1e-4, open - 0.5) - potential.value(q - 1e-4, open - 0.5)) / 2e-4;
            assertEquals(0, slope, 1e-6, "central difference of V at its minimum, third derivative times 1e-8");
            assertTrue(potential.barrier(open - 0.5) > 0);
        }
    }

    @Test
    void wideClustersConfineNothingAtSmallTimes() {
        var potential = new SpeciationPotential(4, 0.1, 2);
        assertTrue(Double.isNaN(potential.minimum(0.1)));
        assertTrue(Double.isNaN(potential.barrier(0.1)));
        assertEquals(0, potential.minimum(4));
    }
}
