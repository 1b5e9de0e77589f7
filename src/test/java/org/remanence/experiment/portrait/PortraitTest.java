package org.remanence.experiment.portrait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.remanence.experiment.Asking.ALARM;
import static org.remanence.experiment.Asking.ask;
import static org.remanence.experiment.Asking.assertHolds;
import static org.remanence.experiment.Asking.assertNear;
import static org.remanence.experiment.Asking.assertSameForAnyThreads;
import static org.remanence.experiment.Asking.with;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;

class PortraitTest {
    private static final Map<String, String> FEW = Map.of("data", "gaussian:d=6,n=30", "times", "0.4,1", "draws", "4",
            "cloneTimes", "0.5",
            "pairs", "5", "paths", "5", "steps", "5");

    private static Answer<PortraitResult> digits;

    @BeforeAll
    static void sitForDigits() {
        digits = ask(Portrait.class, Map.of("times", "0.1,0.2,0.3,0.5,1.5", "cloneTimes", "0.2,0.5", "pairs", "100", "paths",
                "100",
                "steps", "40"), 2, 2);
    }

    @Test
    void spectrumAndTheoryOfDigitsAreTheReference() {
        var theory = (PortraitTheory) digits.theory();
        assertEquals(2.79543, digits.result().spectrum().largest(), 5e-6, "five printed digits");
        assertEquals(0.51399, theory.speciationTime().logLambda(), 5e-6, "five printed digits");
        assertEquals(0.5 * Math.log(64), theory.speciationTime().scaling(), 1e-14, "rounding");
        assertEquals(0.29115, theory.collapseTime().anisotropic(), 5e-6, "five printed digits");
    }

    @Test
    void excessEntropyOfDigitsIsTheReference() {
        Curve measured = digits.result().posterior().normalizedExcessEntropy();
        assertNear(new Estimate(0.1351, 0.0004, 1), measured.at(1));
        assertNear(new Estimate(0.5063, 0.0004, 1), measured.at(3));
        assertNear(new Estimate(0.93678, 0.0001, 1), measured.at(4));
    }

    @Test
    void cloningAndParticipationAgree() {
        assertHolds(((PortraitTheory) digits.theory()).participation(), 2);
    }

    /// The claim of the portrait: three measures of the collapse agree within a factor of two, below the Gaussian bound.
    @Test
    void collapseIsSeenThreeWays() {
        PortraitResult.Collapse collapse = digits.result().collapse();
        double bound = ((PortraitTheory) digits.theory()).collapseTime().anisotropic();
        double[] times = {collapse.sameNeighbour().mean(), collapse.lastChange().mean(), collapse.excessEntropy().mean()};
        Arrays.sort(times);
        assertTrue(times[2] < 2 * times[0] && times[2] < bound, Arrays.toString(times));
    }

    @Test
    void effectiveDimensionIsTheTraceOfTheSpectrumOfJacobians() {
        double collapse = ((PortraitTheory) ask(Portrait.class, FEW, 2, 2).theory()).collapseTime().anisotropic();
        AxisValues times = AxisValues.of(collapse / 2, collapse, 1.5 * collapse);
        PortraitResult there = ask(Portrait.class, with(FEW, Map.of("times", times.toString())), 2, 2).result();
        assertEquals(3, there.jacobianSpectra().size());
        for (int i = 0; i < 3; i++) {
            Curve eigenvalues = there.jacobianSpectra().get(i).eigenvalues();
            assertEquals(there.effectiveDimension().x()[i], there.jacobianSpectra().get(i).time());
            assertEquals(there.effectiveDimension().mean()[i], Arrays.stream(eigenvalues.mean()).sum(), 1e-10,
                    "over the same four draws");
            assertTrue(Arrays.stream(eigenvalues.mean()).min().orElseThrow() > -1e-12, "a covariance has no negative eigenvalue");
        }
    }

    @Test
    void imagesAndArraysAreThere() {
        assertTrue(digits.report().html().contains("From noise to a copy"));
        assertEquals(List.of("samples", "eigenvalues", "last-change"), List.copyOf(digits.arrays().keySet()));
        assertEquals(2, digits.findings().size());
    }

    /// A Gaussian has no classes, no images, and here no speciation; its collapse follows the annealed law.
    @Test
    void sitsForAModelWithoutClassesAndImages() {
        Answer<PortraitResult> answer = ask(Portrait.class, Map.of("data", "gaussian:d=16,n=64,sigma=1", "times", "0.4,1.5",
                "draws", "400",
                "cloneTimes", "0.5", "pairs", "20", "paths", "20", "steps", "20"), 2, 2);
        assertEquals(0, answer.result().sameClass().size());
        assertTrue(Double.isNaN(answer.result().speciation().mean()));
        var annealed = ((PortraitTheory) answer.theory()).annealed();
        assertTrue(annealed.residual()[0] > -ALARM && annealed.residual()[1] > -ALARM, "a lower bound");
        assertEquals(annealed.mean()[1], answer.result().posterior().sameNeighbour().mean()[1], 0.1 * annealed.mean()[1],
                "good to 10 percent at 1.5 t_C");
    }

    @Test
    void sameNumbersForAnyThreads() {
        assertSameForAnyThreads(Portrait.class, Map.of("data", "mixture:d=8,n=40", "times", "0.3,1", "draws", "30",
                "cloneTimes", "0.5",
                "pairs", "10", "paths", "10", "steps", "10"));
    }
}
