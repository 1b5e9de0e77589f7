package org.remanence.experiment.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.remanence.experiment.Asking.ask;
import static org.remanence.experiment.Asking.assertRefused;
import static org.remanence.experiment.Asking.assertSameForAnyThreads;
import static org.remanence.experiment.Asking.with;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Asking;
import org.remanence.experiment.geometry.Dimension;
import org.remanence.experiment.geometry.Jacobian;
import org.remanence.experiment.geometry.JacobianSpectra;
import org.remanence.experiment.model.Sampling;
import org.remanence.experiment.model.Scoring;
import org.remanence.experiment.portrait.Portrait;
import org.remanence.experiment.portrait.PortraitResult;
import org.remanence.experiment.regimes.CloneAgreement;
import org.remanence.experiment.regimes.Collapse;
import org.remanence.experiment.regimes.Speciation;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.tensor.Matrix;
import org.remanence.theory.SameClass;

/// Experiments under the score of a network that was trained on two clusters at ±(1, 1, 1, 1) of width 0.5, 2000 patterns, for
/// 2500 steps.
final class TrainedScoresTest {
    private static final String CLUSTERS = "mixture:d=4,n=2000,mu=1,sigma=0.5";
    private static final long SEED = 2;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void train() throws IOException {
        Files.createDirectories(folder.resolve("net"));
        TrainedFolder.write(folder.resolve("net"), CLUSTERS, 2500, SEED);
    }

    private static Map<String, String> under(String... more) {
        Map<String, String> question = Map.of("data", CLUSTERS, "score", folder.resolve("net").toString());
        for (int i = 0; i < more.length; i += 2) {
            question = with(question, Map.of(more[i], more[i + 1]));
        }
        return question;
    }

    /// Mean squares 1 + 0.25, and half of the samples on each side: limits are four standard errors and 5 % for what training
    /// leaves.
    @Test
    void samplesHaveTheLawOfTheData() {
        Matrix samples = ask(Sampling.class, under("count", "1000", "steps", "40"), SEED, 2).result().samples();
        double square = 0;
        int above = 0;
        for (int i = 0; i < 1000; i++) {
            double sum = 0;
            for (double each : samples.row(i)) {
                square += each * each / 4000;
                sum += each;
            }
            above += sum > 0 ? 1 : 0;
        }
        assertEquals(1.25, square, 0.05 * 1.25 + 4 * Math.sqrt((2 * Math.pow(0.5, 4) + 4 * 0.25) / 4000));
        assertEquals(500, above, 4 * Math.sqrt(250) + 25);
    }

    /// The class is decided as by the true score, up to 0.05 for what training leaves.
    @Test
    void clonesDecideTheClassAtTheTimeOfTheLaw() {
        CloneAgreement.Result clones = ask(CloneAgreement.class, under("times", "0.5,1,1.6", "pairs", "200", "steps", "20"), SEED,
                2).result();
        assertDecided(clones.sameClass());
        Answer<Speciation.Result> speciation = ask(Speciation.class, under("times", "0.5,1,1.5", "pairs", "200", "returns", "200",
                "steps", "24",
                "horizon", "6", "sampler", "ei-heun"), SEED, 2);
        assertDecided(speciation.result().sameClass());
        assertDecided(speciation.result().sameClassByReturn());
        assertTrue(speciation.findings().getLast().startsWith("Paths follow the network"), speciation.findings().toString());
    }

    private static void assertDecided(Curve sameClass) {
        for (int i = 0; i < sameClass.size(); i++) {
            double expected = SameClass.balanced(SameClass.separation(Math.expm1(2 * sameClass.x()[i]), 4, 1, 0.5));
            assertEquals(expected, sameClass.mean()[i], Asking.ALARM * sameClass.stderr()[i] + 0.05);
        }
    }

    /// Clones of the network part where those of the empirical score end at one pattern; it has seen each pattern 160 times.
    @Test
    void networkCollapsesLess() {
        Answer<Collapse.Result> answer = ask(Collapse.class, under("times", "0.001", "draws", "200", "pairs", "100", "paths",
                "10", "sampler",
                "ei-heun", "steps", "20"), SEED, 2);
        Collapse.Result result = answer.result();
        Estimate exact = result.posterior().sameNeighbour().at(0);
        Estimate clones = result.paths().sameNeighbourByCloning().at(0);
        assertTrue(clones.mean() + 5 * clones.stderr() < exact.mean(), clones + " of " + exact);
        assertTrue(answer.findings().stream().anyMatch(each -> each.startsWith("Trajectories follow the score of the network")));
    }

    /// The network's curves stand beside the exact ones: the class as the law has it, the pattern later.
    @Test
    void aPortraitDrawsTheNetworkBeside() {
        Map<String, String> question = under("times", "0.1,1", "draws", "50", "cloneTimes", "0.001,0.5,1,1.6", "pairs", "200",
                "paths", "100", "steps", "30");
        Answer<PortraitResult> answer = ask(Portrait.class, question, SEED, 2);
        RegimeCurves network = answer.result().network();
        assertDecided(network.sameClass());
        Estimate exact = answer.result().sameNeighbourByCloning().at(0);
        Estimate clones = network.sameNeighbour().at(0);
        assertTrue(clones.mean() + 5 * clones.stderr() < exact.mean(), clones + " of " + exact);
        assertTrue(network.lastChange().median().mean() < answer.result().lastChange().median().mean());
        Answer<PortraitResult> alone = ask(Portrait.class, with(question, Map.of("score", "empirical")), SEED, 2);
        assertEquals(0, alone.result().network().sameNeighbour().size());
    }

    /// At a cluster's mean the exact Jacobian is −I/(σ² + v) up to what the other cluster adds; the same by differences over the
    /// noise.
    @Test
    void jacobianIsThatOfTheLaw() {
        for (String method : new String[] {"exact", "central"}) {
            Answer<Jacobian.Result> answer = ask(Jacobian.class, under("times", "0.01,0.05", "realizations", "4", "at", "datum",
                    "control", "16",
                    "method", method), SEED, 2);
            JacobianSpectra spectra = answer.result().spectra();
            for (int t = 0; t < 2; t++) {
                double time = spectra.times()[t];
                for (double each : spectra.singularValues().row(t)) {
                    assertEquals(time / (0.25 + time), each, 0.06);
                }
                assertTrue(spectra.asymmetry().mean()[t] > 1e-6 && spectra.asymmetry().mean()[t] < 0.3,
                        spectra.asymmetry().toString());
                assertEquals(4 * 0.25 / (0.25 + time), spectra.effectiveDimension().mean()[t], 0.15);
            }
            assertEquals(0, answer.result().eigenvalues().rows());
        }
        Dimension.Result dimension = ask(Dimension.class, under("times", "0.01,0.05,0.25", "realizations", "4", "at", "noised",
                "discard", "0"), SEED, 2).result();
        assertEquals(3.85, dimension.effective().getFirst().dimension().mean()[0], 0.15);
    }

    @Test
    void scoreComesBesideTheExactOne() {
        Scoring.Result result = ask(Scoring.class, under("at", "mixture:d=4,n=50,mu=1,sigma=0.5", "time", "0.3"), SEED,
                2).result();
        Scoring.Result exact = ask(Scoring.class, with(under("at", "mixture:d=4,n=50,mu=1,sigma=0.5", "time", "0.3"),
                Map.of("score", "empirical")), SEED, 2).result();
        double off = 0;
        double whole = 0;
        for (int i = 0; i < 50; i++) {
            for (int k = 0; k < 4; k++) {
                off += Math.pow(result.score().get(i, k) - exact.score().get(i, k), 2);
                whole += Math.pow(exact.score().get(i, k), 2);
            }
        }
        assertTrue(off < 0.02 * whole, off + " of " + whole);
        assertTrue(Double.isNaN(result.logDensity()[0]));
    }

    @Test
    void bitsDoNotDependOnThreads() {
        assertSameForAnyThreads(Sampling.class, under("count", "300", "steps", "5"));
    }

    @Test
    void nonsenseIsRefused() throws IOException {
        assertRefused(Sampling.class, under("count", "5", "data", "gaussian:d=3,n=9"),
                "takes 4 numbers, but a pattern of gaussian has 3");
        assertRefused(Sampling.class, under("count", "5", "sampler", "ancestral"), "choose ei-heun");
        assertRefused(Sampling.class, under("count", "5", "prune", "off"), "prune has no effect");
        assertRefused(Sampling.class, under("count", "5", "features", "30"), "features has no effect on a trained network");
        assertRefused(Sampling.class, under("count", "5", "scale", "standardize"), "choose another --scale than standardize");
        assertRefused(Sampling.class, under("count", "5", "description", "{\"prediction\":\"noise\"}"),
                "prediction must be one of");
        assertRefused(Sampling.class, under("count", "5", "score", "emprical"), "did you mean empirical?");
        assertRefused(Sampling.class, under("count", "5", "score", "empirical", "description", "{}"),
                "description has no effect");
        assertRefused(Sampling.class, under("count", "5", "score", folder.toString()), "there is no trained network");
        assertRefused(Dimension.class, under("patterns", "10,20"), "patterns has no effect");
        assertRefused(Jacobian.class, under("control", "4", "realizations", "1"), "control has no effect");
        Path onnx = Files.writeString(folder.resolve("net.onnx"), "x");
        assertRefused(Sampling.class, under("count", "5", "score", onnx.toString()), "./mvnw -Ponnx");
        Path cut = folder.resolve("cut.safetensors");
        byte[] whole = Files.readAllBytes(folder.resolve("net/net.safetensors"));
        Files.write(cut, Arrays.copyOf(whole, whole.length - 1));
        assertRefused(Sampling.class, under("count", "5", "score", cut.toString()), "damaged");
        Path network = folder.resolve("net/net.safetensors");
        assertRefused(Sampling.class, Map.of("data", network.toString(), "count", "5"),
                "holds no patterns: give it as --score");
        assertRefused(Sampling.class, Map.of("data", cut.toString(), "count", "5"), "damaged");
    }
}
