package org.remanence.experiment.memories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.remanence.experiment.Asking.ask;
import static org.remanence.experiment.Asking.assertRefused;
import static org.remanence.experiment.Asking.assertSameForAnyThreads;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.remanence.experiment.Answer;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;

class MemoryExperimentsTest {
    /// Far below α_1 = 0.6226 a pattern of the sphere outweighs all others, far above none does; at finite N the step is wide.
    @Test
    void patternsOfTheSphereAreRetrievedUpToTheLoad() {
        Answer<Retrieval.Result> answer = ask(Retrieval.class, Map.of("patterns", "sphere", "lambda", "1", "n", "16", "logLoads", "0.4,0.8",
                "instances", "3", "cues", "32"), 1, 2);
        Curve own = answer.result().ownWeight().getFirst().share();
        assertTrue(own.mean()[0] > 0.9 && own.mean()[1] < 0.1, own.mean()[0] + " " + own.mean()[1]);
        assertEquals(0.622572, ((Retrieval.Theory) answer.theory()).singlePattern(), 1e-6);
    }

    /// At λ → ∞ the share is known exactly in finite dimension; four standard errors, a false alarm once in 16 000.
    @Test
    void gaussianPatternsAtZeroTemperature() {
        Answer<Retrieval.Result> answer = ask(Retrieval.class, Map.of("lambda", "1e4", "n", "12", "logLoads", "0.4,0.6", "instances", "12", "cues", "64"), 1, 2);
        var theory = (Retrieval.Theory) answer.theory();
        for (int i = 0; i < 2; i++) {
            Estimate measured = answer.result().ownWeight().getFirst().share().at(i);
            assertEquals(theory.infiniteLambda().getFirst().share().mean()[i], measured.mean(), 4 * measured.stderr() + 1e-3);
        }
    }

    /// Below the capacity the overlap is that of theory, above it is lost; networks of 600 keep theirs a little longer.
    @Test
    void hopfieldNetworksForgetAtOnce() {
        Answer<HopfieldLoad.Result> answer = ask(HopfieldLoad.class, Map.of("n", "600", "loads", "0.05,0.1,0.25", "runs", "4"), 1, 2);
        double[] overlap = answer.result().overlap().mean();
        assertEquals(0.99999, overlap[0], 0.002);
        assertEquals(0.998, overlap[1], 0.01);
        assertTrue(overlap[2] < 0.6, "lost: " + overlap[2]);
    }

    /// At half the collapse time the own pattern has most of the weight, at twice little, and more so in higher dimension.
    @Test
    void ownWeightsCrossAtTheCollapse() {
        Answer<MemoryDiffusion.Result> answer = ask(MemoryDiffusion.class, Map.of("logLoad", "0.5", "n", "10,18", "ratios", "0.5,2", "instances", "3",
                "cues", "64", "paths", "8", "steps", "20"), 1, 2);
        Curve small = answer.result().ownWeight().getFirst().share();
        Curve large = answer.result().ownWeight().getLast().share();
        assertTrue(large.mean()[0] > 0.85 && large.mean()[1] < 0.3, "at 0.5: " + large.mean()[0] + ", at 2: " + large.mean()[1]);
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

    @Test
    void refusalsAndThreads() {
        assertRefused(Retrieval.class, Map.of("n", "60", "logLoads", "0.6"), "2e");
        assertRefused(Retrieval.class, Map.of("manifoldRatio", "0.3"), "manifold-ratio");
        assertSameForAnyThreads(Retrieval.class, Map.of("n", "6", "logLoads", "0.3", "instances", "2", "cues", "4"));
        assertSameForAnyThreads(HopfieldLoad.class, Map.of("n", "60", "loads", "0.1", "runs", "2"));
    }
}
