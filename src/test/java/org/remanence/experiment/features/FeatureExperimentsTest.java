package org.remanence.experiment.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.remanence.experiment.Asking.ask;
import static org.remanence.experiment.Asking.assertRefused;
import static org.remanence.experiment.Asking.assertSameForAnyThreads;
import static org.remanence.experiment.Asking.with;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.remanence.experiment.Answer;
import org.remanence.result.Estimate;
import org.remanence.theory.features.Bulk;

class FeatureExperimentsTest {
    /// d eigenvalues generalize, n − d are noise, d memorize, and the rest lie at the atom: the counts are exact where gaps are
    /// wide, and upper edges are those of the limit up to the d^{−2/3} of a largest eigenvalue.
    @Test
    void eigenvaluesFillTheBulksOfTheLimit() {
        Answer<FeatureSpectrum.Result> answer = ask(FeatureSpectrum.class,
                Map.of("psiP", "64", "psiN", "8", "time", "0.01", "d", "40", "rows", "normalized"), 1, 2);
        var theory = (FeatureSpectrum.Theory) answer.theory();
        List<FeatureSpectrum.Part> parts = answer.result().parts();
        assertEquals(List.of("atom", "memorization", "noise", "generalization"), parts.stream().map(FeatureSpectrum.Part::name)
                .toList());
        assertEquals(1.0 / 64, parts.getLast().share(), 1e-12);
        assertEquals(7.0 / 64, parts.get(2).share(), 1e-12);
        assertEquals(56.0 / 64, parts.get(0).share() + parts.get(1).share(), 1e-12);
        double scatter = 3 * Math.pow(40, -2.0 / 3);
        Bulk top = theory.bulks().getLast();
        assertEquals(1, parts.getLast().lowest() / top.lower(), scatter);
        assertEquals(1, parts.getLast().highest() / top.upper(), scatter);
        assertEquals(1, parts.get(2).highest() / theory.bulks().get(1).upper(), scatter);
        assertEquals(55.0 / 64, theory.atom().mass(), 1e-15);
    }

    /// The Gaussian equivalent has as many eigenvalues in each part as the features themselves, and those of the atom lie at one
    /// place.
    @Test
    void gaussianEquivalentFillsTheSameBulks() {
        Answer<FeatureSpectrum.Result> answer = ask(FeatureSpectrum.class,
                Map.of("psiP", "64", "psiN", "8", "time", "0.01", "d", "40",
                "matrix", "gaussian-equivalent"), 1, 2);
        var theory = (FeatureSpectrum.Theory) answer.theory();
        List<FeatureSpectrum.Part> parts = answer.result().parts();
        assertEquals(List.of(55.0 / 64, 1.0 / 64, 7.0 / 64, 1.0 / 64), parts.stream()
                .map(each -> Math.rint(each.share() * 2560) / 2560).toList());
        assertEquals(theory.atom().position(), parts.getFirst().lowest(), 1e-12);
        assertEquals(theory.atom().position(), parts.getFirst().highest(), 1e-12);
        double scatter = 3 * Math.pow(40, -2.0 / 3);
        for (int i = 0; i < 3; i++) {
            assertEquals(1, parts.get(i + 1).lowest() / theory.bulks().get(i).lower(), scatter);
            assertEquals(1, parts.get(i + 1).highest() / theory.bulks().get(i).upper(), scatter);
        }
    }

    /// Random vectors see the shares of all eigenvalues: within five standard errors of a share f, √(2 f (1 − f)/(p R)), once in
    /// 10⁶ seeds.
    @Test
    void randomVectorsSeeTheSameShares() {
        for (String matrix : List.of("exact", "gaussian-equivalent")) {
            Map<String, String> question = Map.of("psiP", "16", "psiN", "4", "time", "0.05", "d", "40", "rows", "normalized",
                    "matrix", matrix);
            List<FeatureSpectrum.Part> all = ask(FeatureSpectrum.class, question, 1, 2).result().parts();
            List<FeatureSpectrum.Part> seen = ask(FeatureSpectrum.class,
                    with(question, Map.of("method", "lanczos", "probes", "16")), 1, 2).result().parts();
            assertEquals(all.size(), seen.size());
            for (int i = 0; i < all.size(); i++) {
                double share = all.get(i).share();
                assertEquals(share, seen.get(i).share(), 5 * Math.sqrt(2 * share * (1 - share) / (640 * 16)), matrix + " "
                        + all.get(i).name());
            }
            assertEquals(1, seen.getLast().highest() / all.getLast().highest(), 1e-6);
        }
    }

    /// The score error after τ = 1000 lies below its limit by about 5 % at d = 100: the distance halves from d = 40 to d = 80.
    @Test
    void lossesApproachTheLimitAsOneOverTheDimension() {
        double[] distance = new double[2];
        double[] error = new double[2];
        for (int i = 0; i < 2; i++) {
            Answer<FeatureTraining.Result> answer = ask(FeatureTraining.class,
                    Map.of("trainingTimes", "1,1000", "d", i == 0 ? "40" : "80",
                    "realizations", i == 0 ? "16" : "6"), 1, 2);
            var theory = (FeatureTraining.Theory) answer.theory();
            Estimate measured = answer.result().scoreError().at(1);
            distance[i] = measured.mean() / theory.scoreError().mean()[1] - 1;
            error[i] = measured.stderr() / theory.scoreError().mean()[1];
            assertEquals(theory.trainLoss().mean()[0], answer.result().trainLoss().mean()[0], 0.1 / (40 * (i + 1)),
                    "early, nothing but O(1/d)");
        }
        // a false alarm once in 15 000 seeds; the seed is fixed
        double spread = 4 * Math.hypot(error[0] / 2, error[1]);
        assertTrue(distance[0] < -0.05, "finite size is seen at d = 40: " + distance[0]);
        assertEquals(distance[0] / 2, distance[1], spread + 0.02,
                "the next order in 1/d is up to a third of the first at d = 40");
    }

    /// The density of eigenvalues, smoothed, is that of the matrix Dyson equation up to O(1/d): what is off halves from d = 20
    /// to d = 40.
    @Test
    void spectrumOfANetworkOfAllTimesIsThatOfTheDysonEquation() {
        double[] off = new double[2];
        for (int i = 0; i < 2; i++) {
            Answer<FeatureTimeIntegrated.Result> answer = ask(FeatureTimeIntegrated.class,
                    with(Map.of("psiP", "4", "psiN", "2", "nodes", "3", "rows", "normalized",
                    "width", "0.5", "points", "8", "trainingTimes", "1,100", "samples", "2", "steps", "2"), i == 0
                    ? Map.of("d", "20", "realizations", "16")
                            : Map.of("d", "40", "realizations", "6")), 1, 2);
            var theory = (FeatureTimeIntegrated.Theory) answer.theory();
            for (int j = 0; j < 8; j++) {
                off[i] += Math.abs(answer.result().density().mean()[j] / theory.density().mean()[j] - 1) / 8;
            }
            // the mean of the features adds what is of order p, up to O(1); a false alarm once in 15 000 seeds
            assertEquals(theory.outlier(), answer.result().largest().mean(), 2 + 4 * answer.result().largest().stderr());
            assertTrue(answer.result().second().mean() < 0.4 * theory.outlier());
        }
        assertTrue(off[0] > 0.08, "finite size is seen at d = 20: " + off[0]);
        assertEquals(0.5, off[1] / off[0], 0.1, "the next order in 1/d, and the scatter of systems, 2 % of the lowest point");
    }

    /// With data of a known law the test loss is a mean over patterns held out: 300 of them, and the same law within 1/d.
    @Test
    void trainsOnDataThatAreNamed() {
        Answer<FeatureTraining.Result> answer = ask(FeatureTraining.class,
                Map.of("data", "gaussian:d=40,n=600,sigma=1.2", "features", "320",
                "heldOut", "0.5", "trainingTimes", "1,10,100,1e4", "realizations", "4"), 1, 2);
        FeatureTraining.Result result = answer.result();
        var theory = (FeatureTraining.Theory) answer.theory();
        assertEquals(List.of(320, 300, 300, 40), List.of(result.features(), result.patterns(), result.heldOut(),
                result.dimension()));
        assertEquals(1.44, result.meanVariance(), 1e-12, "of the law");
        for (int i = 0; i < 4; i++) {
            assertEquals(1, result.trainLoss().mean()[i] / theory.trainLoss().mean()[i], 0.05, "O(1/d)");
            assertEquals(theory.scoreError().mean()[i], result.scoreError().mean()[i], 0.15 * theory.scoreError().mean()[i],
                    "5 % at d = 100");
            assertTrue(result.testLoss().mean()[i] >= result.leastTestLoss().mean());
        }
        assertTrue(result.earlyStop().mean() > 1 && result.earlyStop().mean() < result.memorizationStart().mean());
        assertEquals(1600 * result.earlyStop().mean(), result.earlyStopSteps().mean(), 1e-9 * result.earlyStopSteps().mean(),
                "d²/η steps a unit of τ");
        assertEquals(320, result.groups().stream().mapToInt(SpectrumGroup::eigenvalues).sum());
        assertEquals(1 - result.trainLoss().mean()[3], result.groups().stream().mapToDouble(SpectrumGroup::lossShare).sum(),
                0.02, "scatter of systems");
    }

    /// The test loss of a mixture over its law is that over many patterns held out: the same features in both, and so many
    /// patterns that their scatter is a tenth of that of features.
    @Test
    void testLossOfAMixtureIsThatOfItsLaw() {
        Map<String, String> same = Map.of("features", "60", "trainingTimes", "1,10,100", "realizations", "4");
        FeatureTraining.Result exact = ask(FeatureTraining.class,
                with(same, Map.of("data", "mixture:d=10,n=500,mu=1,sigma=0.7", "heldOut", "0")), 1, 2).result();
        FeatureTraining.Result heldOut = ask(FeatureTraining.class,
                with(same, Map.of("data", "mixture:d=10,n=1000,mu=1,sigma=0.7", "heldOut", "0.5")), 1, 2).result();
        assertEquals(List.of(500, 0, 500, 500),
                List.of(exact.patterns(), exact.heldOut(), heldOut.patterns(), heldOut.heldOut()));
        for (int i = 0; i < 3; i++) {
            assertEquals(heldOut.testLoss().mean()[i], exact.testLoss().mean()[i], 0.018 * exact.testLoss().mean()[i],
                    "four times 0.1/√500, the scatter of patterns");
            assertTrue(exact.scoreError().mean()[i] > 0);
        }
        assertRefused(FeatureTraining.class, Map.of("data", "sphere:d=5,n=20", "heldOut", "0"),
                "heldOut may be 0 for data drawn from round clusters");
    }

    /// A law that is not known has no score to be compared with.
    @Test
    void scoreErrorNeedsALaw() {
        Answer<FeatureTraining.Result> answer = ask(FeatureTraining.class,
                Map.of("data", "sphere:d=10,n=50,radius=3", "features", "40",
                "trainingTimes", "1,1e3", "realizations", "2"), 1, 2);
        assertEquals(0, answer.result().scoreError().size());
        assertEquals(List.of(40, 10), List.of(answer.result().patterns(), answer.result().heldOut()));
    }

    @Test
    void sameNumbersForAnyThreads() {
        assertSameForAnyThreads(FeatureTraining.class, Map.of("trainingTimes", "1,1000", "d", "20", "realizations", "2"));
        assertSameForAnyThreads(FeatureTraining.class, Map.of("data", "mixture:d=10,n=40,mu=1,sigma=1", "features", "30",
                "trainingTimes", "1,1000",
                "realizations", "2"));
        assertSameForAnyThreads(FeatureTimeIntegrated.class,
                Map.of("d", "10", "psiP", "4", "nodes", "2", "preconditioning", "full", "trainingTimes", "1,100",
                "realizations", "2", "points", "3", "samples", "70", "steps", "3"));
        assertSameForAnyThreads(FeatureSpectrum.class, Map.of("d", "20"));
    }

    @Test
    void refusesWhatHasNoAnswer() {
        assertRefused(FeatureSpectrum.class, Map.of("psiP", "0"), "psiP must be above 0");
        assertRefused(FeatureSpectrum.class, Map.of("time", "0"), "time must be above 0");
        assertRefused(FeatureSpectrum.class, Map.of("psiP", "0.001"), "features p = psi-p · d must round");
        assertRefused(FeatureSpectrum.class, Map.of("psiP", "1e5", "d", "10"),
                "U of 1000000 features, and as large a matrix beside it, need 14");
        assertRefused(FeatureSpectrum.class, Map.of("method", "dense", "probes", "4"), "probes");
        assertRefused(FeatureSpectrum.class, Map.of("activation", "identity"), "activation must bend");
        assertRefused(FeatureTraining.class, Map.of("data", "digits", "psiP", "4"), "psiP has no effect beside data");
        assertRefused(FeatureTraining.class, Map.of("features", "100"), "features has no effect without data");
        assertRefused(FeatureTraining.class, Map.of("data", "gaussian:d=5,n=2", "heldOut", "0.1"), "heldOut must leave patterns");
        assertRefused(FeatureTraining.class, Map.of("data", "sphere:d=5,n=20", "scale", "none", "features", "0"),
                "features must be at least 1");
        assertRefused(FeatureTimeIntegrated.class, Map.of("earliest", "3", "latest", "1"),
                "the earliest time must lie between 0 and the latest");
        assertRefused(FeatureTimeIntegrated.class, Map.of("psiN", "0.001"), "patterns n = psi-n · d must round");
        assertRefused(FeatureTraining.class, Map.of("trainingTimes", "0"), "each of trainingTimes must be above 0");
    }
}
