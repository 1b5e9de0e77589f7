package org.remanence.experiment.memories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.remanence.experiment.Asking.ask;
import static org.remanence.experiment.Asking.assertRefused;
import static org.remanence.experiment.Asking.assertSameBits;
import static org.remanence.experiment.Asking.assertSameForAnyThreads;
import static org.remanence.experiment.Asking.with;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.remanence.data.DataSource;
import org.remanence.data.PatternSet;
import org.remanence.experiment.Answer;
import org.remanence.hopfield.DenseMemory;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.tensor.Precision;

class MemoryExperimentsTest {
    /// Far below α_1 = 0.6226 a pattern of the sphere outweighs all others, far above none does; at finite N the step is wide.
    @Test
    void patternsOfTheSphereAreRetrievedUpToTheLoad() {
        Answer<Retrieval.Result> answer = ask(Retrieval.class,
                Map.of("patterns", "sphere", "lambda", "1", "n", "16", "logLoads", "0.4,0.8",
                "instances", "3", "cues", "32"), 1, 2);
        Curve own = answer.result().ownWeight().getFirst().share();
        assertTrue(own.mean()[0] > 0.9 && own.mean()[1] < 0.1, own.mean()[0] + " " + own.mean()[1]);
        assertEquals(0.622572, ((Retrieval.Theory) answer.theory()).singlePattern(), 1e-6);
    }

    /// At λ → ∞ the share is known exactly in finite dimension; four standard errors, a false alarm once in 16 000.
    @Test
    void gaussianPatternsAtZeroTemperature() {
        Answer<Retrieval.Result> answer = ask(Retrieval.class,
                Map.of("lambda", "1e4", "n", "12", "logLoads", "0.4,0.6", "instances", "12", "cues", "64"), 1, 2);
        var theory = (Retrieval.Theory) answer.theory();
        for (int i = 0; i < 2; i++) {
            Estimate measured = answer.result().ownWeight().getFirst().share().at(i);
            assertEquals(theory.infiniteLambda().getFirst().share().mean()[i], measured.mean(), 4 * measured.stderr() + 1e-3);
        }
    }

    /// Below the capacity the overlap is that of theory, above it is lost; networks of 600 keep theirs a little longer.
    @Test
    void hopfieldNetworksForgetAtOnce() {
        Answer<HopfieldLoad.Result> answer = ask(HopfieldLoad.class, Map.of("n", "600", "loads", "0.05,0.1,0.25", "runs", "4"),
                1, 2);
        double[] overlap = answer.result().overlap().mean();
        assertEquals(0.99999, overlap[0], 0.002);
        assertEquals(0.998, overlap[1], 0.01);
        assertTrue(overlap[2] < 0.6, "lost: " + overlap[2]);
    }

    /// At half the collapse time the own pattern has most of the weight, at twice little, and more so in higher dimension.
    @Test
    void ownWeightsCrossAtTheCollapse() {
        Answer<MemoryDiffusion.Result> answer = ask(MemoryDiffusion.class,
                Map.of("logLoad", "0.5", "n", "10,18", "ratios", "0.5,2", "instances", "3",
                "cues", "64", "paths", "8", "steps", "20"), 1, 2);
        Curve small = answer.result().ownWeight().getFirst().share();
        Curve large = answer.result().ownWeight().getLast().share();
        assertTrue(large.mean()[0] > 0.85 && large.mean()[1] < 0.3,
                "at 0.5: " + large.mean()[0] + ", at 2: " + large.mean()[1]);
        assertTrue(large.mean()[0] > small.mean()[0] && large.mean()[1] < small.mean()[1]);
        assertEquals(0.5819767, ((MemoryDiffusion.Theory) answer.theory()).collapse(), 1e-7);
    }

    @Test
    void phasesOfGaussianPatterns() {
        var theory = (MemoryPhaseDiagram.Theory) ask(MemoryPhaseDiagram.class, Map.of("lambdas", "0.5,1,2"), 1, 2).theory();
        assertEquals(0.375, theory.singlePattern().mean()[0], 1e-12);
        assertEquals(0.5, theory.singlePattern().mean()[2], 1e-12);
        assertEquals(2, theory.condensation().mean()[2], 1e-12);
        assertTrue(Double.isNaN(theory.condensation().mean()[0]));
    }

    /// The patterns of a data set, each followed by plain sums over all of them.
    @Test
    void thievesOfADataSet() {
        String data = "gaussian:d=5,n=40";
        StoredData found = ask(Retrieval.class, Map.of("data", data, "lambda", "1.5", "lambdas", "0.5,1.5", "steps", "40"), 1,
                2).result().data();
        double[][] patterns = new double[40][];
        try (Session session = new Session(1, 1, Progress.SILENT); Arena arena = Arena.ofShared()) {
            PatternSet set = DataSource.open(data, session.stream("patterns"), Precision.DOUBLE, arena);
            Arrays.setAll(patterns, set::row);
        }
        double variance = Arrays.stream(patterns).mapToDouble(DenseMemory::squaredLength).sum() / 200;
        int minima = 0;
        int lost = 0;
        for (int i = 0; i < 40; i++) {
            double[] state = patterns[i];
            double[] weights = new double[40];
            double own = 0;
            for (int step = 0; step < 40; step++) {
                weights = weights(patterns, state, 1.5 / variance);
                own = step == 0 ? weights[i] : own;
                double[] next = new double[5];
                for (int mu = 0; mu < 40; mu++) {
                    for (int k = 0; k < 5; k++) {
                        next[k] += weights[mu] * patterns[mu][k];
                    }
                }
                state = next;
            }
            if (DenseMemory.squaredDistance(state, patterns[i]) < 0.1 * 5 * variance) {
                minima++;
            } else {
                StoredData.Stolen stolen = found.stolen().get(lost++);
                int thief = 0;
                for (int mu = 1; mu < 40; mu++) {
                    thief = weights[mu] > weights[thief] ? mu : thief;
                }
                assertEquals(i, stolen.pattern());
                assertEquals(thief, stolen.thief());
                assertEquals(own, stolen.ownWeight(), 1e-9);
                assertEquals(weights[thief], stolen.thiefWeight(), 1e-3, "steps end where states hardly move");
            }
        }
        assertEquals(minima, found.minima());
        assertTrue(minima > 0 && lost > 0, minima + " of 40");
        assertEquals(minima / 40.0, found.retrieved().mean()[1], 1e-12);
    }

    private static double[] weights(double[][] patterns, double[] state, double lambda) {
        double[] weights = Arrays.stream(patterns).mapToDouble(xi -> IntStream.range(0, xi.length)
                .mapToDouble(k -> lambda * xi[k] * state[k]).sum()).toArray();
        double top = Arrays.stream(weights).max().orElseThrow();
        double sum = Arrays.stream(weights).map(each -> Math.exp(each - top)).sum();
        return Arrays.stream(weights).map(each -> Math.exp(each - top) / sum).toArray();
    }

    /// Digits are told from each other when they are equally long and cold enough; half of a digit brings back the rest.
    @Test
    void digitsFromHalfOfTheirPixels() {
        Map<String, String> question = Map.of("data", "digits", "scale", "unit-norm", "lambda", "100", "lambdas", "100",
                "looked", "50", "masked", "0.3");
        StoredData free = ask(Retrieval.class, question, 1, 2).result().data();
        StoredData kept = ask(Retrieval.class, with(question, Map.of("known", "kept")), 1, 2).result().data();
        assertTrue(free.minima() > 25 && kept.minima() >= free.minima() - 2, free.minima() + " and " + kept.minima());
    }

    /// A noised cue halves the load that one step retrieves from: 1/(2 (1 + r)) for Gaussian patterns. Below it cues are
    /// retrieved more often in higher dimension, above it less often.
    @Test
    void noiseOnTheCueCostsLoad() {
        Map<String, String> question = Map.of("lambda", "2", "n", "10,24", "logLoads", "0.1,0.4", "instances", "4", "cueNoise",
                "1");
        Answer<Retrieval.Result> answer = ask(Retrieval.class, question, 1, 2);
        assertEquals(0.25, ((Retrieval.Theory) answer.theory()).cueLoad(), 1e-9);
        double[] small = answer.result().retrieved().getFirst().share().mean();
        double[] large = answer.result().retrieved().getLast().share().mean();
        assertTrue(large[0] > 0.85 && large[1] < 0.4, large[0] + " " + large[1]);
        assertTrue(large[1] < small[1], large[1] + " " + small[1]);
    }

    @Test
    void storageDoesNotChangeBits() {
        Map<String, String> question = Map.of("n", "9", "logLoads", "0.5", "instances", "2", "cueNoise", "0.3", "masked",
                "0.2");
        assertSameBits(ask(Retrieval.class, question, 1, 2).result(),
                ask(Retrieval.class, with(question, Map.of("storage", "generated")), 1, 2).result());
    }

    /// At a quarter of the largest noise nearly all cues are retrieved, at twice it fewer, and still fewer in higher dimension.
    @Test
    void basinsEndWhereOneStepFails() {
        Answer<Basin.Result> answer = ask(Basin.class, Map.of("n", "16,40", "logLoads", "0.2", "noises", "0.375,3", "overlaps",
                "0.2,0.9", "instances", "4"), 1, 2);
        double[] small = answer.result().byNoise().getFirst().share().mean();
        double[] large = answer.result().byNoise().getLast().share().mean();
        double[] overlap = answer.result().byOverlap().getLast().share().mean();
        assertTrue(large[0] > 0.9 && large[1] < 0.4 && large[1] < small[1], large[0] + " " + large[1] + " " + small[1]);
        assertTrue(overlap[0] < 0.1 && overlap[1] > 0.85, overlap[0] + " " + overlap[1]);
        Basin.BasinEdge edge = ((Basin.Theory) answer.theory()).edges().getFirst();
        assertEquals(1.5, edge.largestNoise(), 1e-9);
        assertEquals(Math.sqrt(0.4), edge.leastOverlap(), 1e-9);
    }

    /// A trap holds what begins well inside; the diffusion is never nearer to the law than in high dimension.
    @Test
    void trapsAndDivergence() {
        Answer<MemoryDiffusion.Result> answer = ask(MemoryDiffusion.class,
                Map.of("n", "24", "ratios", "0.3,0.5,0.7,1", "instances", "3", "cues", "48",
                "paths", "8", "steps", "20"), 1, 2);
        double[] trapped = answer.result().trapped().mean();
        assertTrue(trapped[0] > 0.6 && trapped[trapped.length - 1] < 0.4 * trapped[0],
                trapped[0] + " " + trapped[trapped.length - 1]);
        var theory = (MemoryDiffusion.Theory) answer.theory();
        assertEquals(0.056, theory.leastDivergence(), 5e-4);
        for (double each : answer.result().divergence().getFirst().share().mean()) {
            assertTrue(each > theory.leastDivergence(), "divergence " + each);
        }
        assertEquals(theory.bestGeneralization(), answer.result().nearestSquare().mean()[0], 0.15);
    }

    @Test
    void hiddenPatternsSaturate() {
        var theory = (MemoryPhaseDiagram.Theory) ask(MemoryPhaseDiagram.class,
                Map.of("patterns", "hidden", "function", "identity", "lambdas", "0.2,1"), 1, 2).theory();
        assertEquals(1.0 / 3, theory.saturation(), 1e-12);
        assertEquals(1.0 / 6, theory.singlePattern().mean()[1], 1e-12);
    }

    /// Where theory has no criterion, a finding does not give one.
    @Test
    void findingsOfHiddenPatternsGiveNoNumberThatIsNotKnown() {
        Map<String, String> hidden = Map.of("patterns", "hidden", "n", "6", "logLoads", "0.2", "instances", "2", "cues", "4");
        for (String each : ask(Basin.class, hidden, 1, 1).findings()) {
            assertFalse(each.contains("NaN"), each);
        }
        for (String each : ask(Retrieval.class, with(hidden, Map.of("cueNoise", "0.1")), 1, 1).findings()) {
            assertFalse(each.contains("NaN"), each);
        }
    }

    @Test
    void refusalsAndThreads() {
        assertRefused(Retrieval.class, Map.of("lambdas", "1"), "lambdas has no effect without data");
        assertRefused(Retrieval.class, Map.of("data", "digits", "patterns", "sphere"), "patterns has no effect beside data");
        assertRefused(Retrieval.class, Map.of("known", "kept"), "known");
        assertRefused(Basin.class, Map.of("n", "200"), "2e");
        assertRefused(Retrieval.class, Map.of("n", "100", "logLoads", "0.21"), "--storage generated");
        assertRefused(Retrieval.class, Map.of("n", "60", "logLoads", "0.6"), "2e");
        assertRefused(Retrieval.class, Map.of("manifoldRatio", "0.3"), "manifold-ratio");
        assertSameForAnyThreads(Retrieval.class, Map.of("n", "6", "logLoads", "0.3", "instances", "2", "cues", "4"));
        assertSameForAnyThreads(HopfieldLoad.class, Map.of("n", "60", "loads", "0.1", "runs", "2"));
    }
}
