package org.remanence.experiment.regimes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.remanence.experiment.Asking.ALARM;
import static org.remanence.experiment.Asking.ask;
import static org.remanence.experiment.Asking.assertHolds;
import static org.remanence.experiment.Asking.assertNear;
import static org.remanence.experiment.Asking.assertRefused;
import static org.remanence.experiment.Asking.assertSameForAnyThreads;
import static org.remanence.experiment.Asking.with;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.Golden;
import org.remanence.Slow;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.measure.LastChange;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.result.ResultJson;

class CollapseTest {
    private static final Map<String, String> SMALL = Map.of("data", "mixture:d=16,n=256,mu=1.5,sigma=1", "times", "0.8,0.5,0.3",
            "draws", "400", "pairs", "300", "paths", "40", "steps", "40");

    private static Answer<Collapse.Result> clusters;

    /// Two clusters in dimension 64: the reference simulation is one of other patterns.
    @BeforeAll
    static void watchTwoClusters() {
        clusters = collapse(Map.of("times", "0.543,0.698,0.776,0.853,1.008,1.241", "draws", "3000", "pairs", "200", "paths",
                "300"));
    }

    @Test
    void measuresWhatTheReferenceSimulationMeasured() {
        Golden.read("collapse", "E sum w^2").getFirst().check(clusters.result().posterior().sameNeighbour().mean());
        Golden.read("collapse", "f^e/alpha").getFirst().check(clusters.result().posterior().normalizedExcessEntropy().mean());
    }

    @ParameterizedTest
    @CsvSource({"50, 20000, 1, '0.5,0.6,0.7'", "100, 2000, 2, '0.9,1,1.1,1.2'"})
    void crossingsAreThoseOfTheReferenceSimulation(int dimension, int patterns, int which, String times) {
        Golden crossings = Golden.read("collapse", "phi_C=1/2").getFirst();
        Estimate crossing = collapse(Map.of("data", "mixture:d=%d,n=%d,mu=1,sigma=1".formatted(dimension, patterns), "times",
                times,
                "draws", "2000", "pairs", "0", "paths", "0")).result().crossing();
        assertEquals(crossings.value()[which], crossing.mean(), crossings.absolute(), crossing.toString());
    }

    @Test
    void halfOfTheClonesAgreeLaterThanTheoryForInfiniteDimensionSays() {
        Estimate crossing = clusters.result().crossing();
        assertEquals(0.807, crossing.mean(), 0.01, "the reference, and 2 errors of " + crossing);
        var beside = theory(clusters).crossing();
        assertEquals(0.7756, beside.collapseTime(), 1e-4, "n/2 patterns of one cluster");
        assertEquals(crossing.mean() / beside.collapseTime(), beside.ratio(), 1e-15, "measured over theory");
        assertEquals((crossing.mean() - beside.collapseTime()) / crossing.stderr(), beside.residual(), 1e-12, "rounding");
        assertTrue(beside.residual() > ALARM && beside.ratio() < 1.06, "the difference is seen, and small: " + beside);
    }

    /// A trajectory of 300 others, on another grid: mean 0.843 and standard deviation 0.250.
    @Test
    void lastChangesAreThoseOfTheReferenceSimulation() {
        LastChange.Summary change = clusters.result().paths().lastChange();
        assertNear(new Estimate(0.843, 0.250 / Math.sqrt(300), 300), change.mean());
        assertNear(new Estimate(0.250, 0.250 / Math.sqrt(600), 300), change.standardDeviation());
        assertNear(new Estimate(0.781, 0.018, 300), change.median());
        assertEquals(300, change.histogram().samples());
    }

    @Test
    void theoryKnowsTheClasses() {
        var theory = theory(collapse(Map.of("data", "mixture:d=256,n=20000,mu=1,sigma=1", "times", "2.12,1.728", "draws", "2",
                "pairs", "0",
                "paths", "0", "precision", "float")));
        assertEquals(1.298789686755865, theory.collapseTime().isotropic(), 1e-12, "closed form");
        assertEquals(1.3337, theory.collapseTime().perClass(), 5e-5, "four printed digits");
        Golden both = Golden.read("theory", "f/alpha(t=1.728,n=20000,d=256)").getFirst();
        both.check(theory.normalizedExcessEntropy().mean()[1], theory.withoutClasses().mean()[1]);
    }

    @Test
    void cloningAndReturningAreTheParticipation() {
        assertHolds(theory(clusters).cloning(), 6);
        assertHolds(theory(clusters).returning(), 6);
    }

    /// By Jensen the annealed curves bound the measured ones; beyond 1.45 t_C they are within 3 percent.
    @Test
    void annealedCurvesBoundWhatIsMeasured() {
        CollapsePredictions theory = theory(clusters);
        Curve measured = clusters.result().posterior().normalizedExcessEntropy();
        for (int i = 0; i < measured.size(); i++) {
            assertTrue(theory.annealed().residual()[i] < ALARM, "f^e at " + measured.x()[i]);
            assertTrue(theory.annealedSameNeighbour().residual()[i] > -ALARM, "φ_C at " + measured.x()[i]);
        }
        assertTrue(theory.annealed().residual()[0] < -ALARM && theory.annealedSameNeighbour().residual()[0] > ALARM,
                "strictly, early");
        assertEquals(measured.mean()[5], theory.annealed().mean()[5], 0.03 * measured.mean()[5], "finite size at 1.6 t_C");
    }

    /// The reverse SDE itself, with its discretisation: 60 steps of second order.
    @Test
    void clonesOfTheReverseSdeAgreeAsTheParticipationSays() {
        CollapsePredictions theory = theory(collapse(with(SMALL, Map.of("sampler", "ei-heun", "steps", "60", "paths", "0"))));
        assertHolds(theory.cloning(), 3);
        assertHolds(theory.returning(), 3);
    }

    @Test
    void estimatorsAgreeAndTheDefaultIsNeverNegative() {
        Collapse.Result result = collapse(Map.of("times", "0.2,0.5,1", "draws", "2000", "pairs", "0", "paths", "0")).result();
        for (int i = 0; i < 3; i++) {
            assertNear(result.posterior().normalizedExcessEntropy().at(i), result.posterior().byInformationDensity().at(i));
            assertNear(result.posterior().normalizedExcessEntropy().at(i), result.posterior().plain().at(i));
            assertTrue(result.posterior().normalizedExcessEntropy().mean()[i] >= 0);
        }
    }

    @Test
    void drawingEndsWhenTheErrorSuffices() {
        Map<String, String> question = Map.of("times", "2,1", "draws", "4000", "pairs", "0", "paths", "0", "error", "0.003");
        Curve measured = collapse(question).result().posterior().normalizedExcessEntropy();
        assertEquals(512, measured.count()[0], "far from the collapse draws differ little");
        assertTrue(measured.count()[1] > 512 && measured.count()[1] < 4000 && measured.count()[1] % 512 == 0);
        assertTrue(measured.stderr()[0] <= 0.003 && measured.stderr()[1] <= 0.003);
    }

    @Test
    void whatIsLeftOutHasNoNumbers() {
        Collapse.Result result = collapse(Map.of("times", "1.2,1.4", "draws", "20", "pairs", "0", "paths", "0")).result();
        assertEquals(0, result.paths().sameNeighbourByCloning().size());
        assertTrue(Double.isNaN(result.paths().lastChange().median().mean()));
        assertTrue(Double.isNaN(result.crossing().mean()), "φ_C does not cross ½ there");
        assertTrue(ResultJson.compact(result).contains("\"crossing\":{\"mean\":null"));
    }

    /// Digits carry classes, but no law; the Gaussian of their spectrum bounds their collapse.
    @Test
    void watchesDataOfUnknownLaw() {
        Answer<Collapse.Result> digits = collapse(Map.of("data", "digits", "times", "0.1:0.5:0.1", "pairs", "0", "paths", "0"));
        assertEquals(0.29115, theory(digits).crossing().collapseTime(), 5e-6, "five printed digits");
        assertTrue(digits.result().crossing().mean() < 0.29115);
        assertEquals(10, digits.result().classes());
    }

    /// Two points, each drawn many times: copies are never told apart, which words and null say.
    @Test
    void clustersWithoutSpreadNeverCollapse() {
        Answer<Collapse.Result> points = collapse(Map.of("data", "mixture:d=4,n=20,mu=1,sigma=0", "times", "0.5,1", "draws", "20",
                "pairs", "10", "paths", "10", "steps", "10"));
        assertTrue(Double.isNaN(theory(points).collapseTime().isotropic()));
        assertEquals(18, points.result().duplicates());
        assertTrue(points.findings().getFirst().contains("theory has no collapse"), points.findings().getFirst());
        assertTrue(points.findings().getLast().startsWith("18 patterns are copies"), points.findings().getLast());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "data | gaussian:d=8,n=1 | at least 2",
        "data | gaussian:d=3,n=9,sigma=0 | all 9 of gaussian are the same",
        "times | 1,2,1.5 | times must increase or decrease all the way, got 1.5 after 2.0",
        "times | 0.5,0.5 | times must increase or decrease all the way",
        "sampler | ddim | none",
        "error | -1 | error must be at least 0"})
    void refusesWhatCannotBeAsked(String name, String value, String message) {
        assertRefused(Collapse.class, with(SMALL, Map.of(name, value)), message);
    }

    @Test
    void sameNumbersForAnyThreads() {
        assertSameForAnyThreads(Collapse.class, SMALL);
    }

    /// The figure as published, d = 256: 250 000 draws of other patterns, read off with an error of 0.008.
    @Test
    @Slow
    void measuresWhatWasPublished() {
        Golden published = Golden.read("theory", "published f^e/alpha").getFirst();
        double[] times = new double[20];
        Arrays.setAll(times, i -> 8 * (1 - 0.98 * i / 20));
        Map<String, String> question = Map.of("data", "mixture:d=256,n=20000,mu=1,sigma=1", "times", AxisValues.of(times).toString(),
                "draws", "20000", "error", "0.001", "pairs", "0", "paths", "0", "precision", "float", "tolerance", "0.01");
        published.check(collapse(question).result().posterior().normalizedExcessEntropy().mean());
    }

    private static CollapsePredictions theory(Answer<Collapse.Result> answer) {
        return (CollapsePredictions) answer.theory();
    }

    private static Answer<Collapse.Result> collapse(Map<String, String> question) {
        return ask(Collapse.class, question, 2, 2);
    }
}
