package org.remanence.experiment.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.remanence.experiment.Asking.assertNear;
import static org.remanence.experiment.Asking.ask;
import static org.remanence.experiment.Asking.assertRefused;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.remanence.Slow;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Expected;
import org.remanence.random.RandomStream;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.theory.features.Activation;
import org.remanence.theory.features.FeatureLaw;
import org.remanence.theory.features.MixtureOutlier;
import org.remanence.theory.features.PopulationSpectrum;

class MixtureExperimentsTest {
    private static void assertWithin(Expected theory, Curve measured, int at, double finite) {
        double slack = 4 * measured.stderr()[at] + finite;
        assertEquals(theory.mean()[at], measured.mean()[at], slack, theory.of());
    }

    /// Within four standard errors, a false alarm once in 15 000 seeds, and O(1/d).
    @Test
    void outlierAndOverlapAreThoseOfTheLimit() {
        Answer<FeatureMixture.Result> answer = ask(FeatureMixture.class, Map.of("times", "0.1", "d", "30", "realizations", "12"),
                1, 2);
        var theory = (FeatureMixture.Theory) answer.theory();
        assertWithin(theory.overlap(), answer.result().overlap(), 0, 3.0 / 30);
        assertWithin(theory.dataOverlap(), answer.result().dataOverlap(), 0, 3.0 / 30);
        assertWithin(theory.outlier(), answer.result().outlier(), 0, 12.0 / 30);
        assertEquals(0.0140413, theory.lowOutliers().getFirst().eigenvalue(), 1e-7);
        assertEquals(2.7e-4, theory.lowOutliers().getFirst().overlapSquared(), 5e-6);
    }

    /// Outlier and overlap are those of the limit within four standard errors and O(1/d), once in 15 000 seeds each; the second
    /// eigenvalue lies below the edge by a distance that falls as d^{−2/3}, by 2.5 from d = 20 to d = 80.
    @Test
    @Slow
    void outlierAndOverlapApproachTheLimit() {
        double[] below = new double[2];
        for (int i = 0; i < 2; i++) {
            int d = i == 0 ? 20 : 80;
            Answer<FeatureMixture.Result> answer = ask(FeatureMixture.class, Map.of("times", "0.1,0.3,1.2", "d", "" + d,
                    "realizations", i == 0 ? "40" : "12"), 1, 2);
            var theory = (FeatureMixture.Theory) answer.theory();
            FeatureMixture.Result result = answer.result();
            for (int k = 0; k < 2; k++) {
                assertWithin(theory.overlap(), result.overlap(), k, 3.0 / d);
                assertWithin(theory.dataOverlap(), result.dataOverlap(), k, 3.0 / d);
                assertWithin(theory.outlier(), result.outlier(), k, 12.0 / d);
            }
            assertTrue(Double.isNaN(theory.outlier().mean()[2]) && theory.overlap().mean()[2] == 0, "none beyond the transition");
            below[i] = 1 - result.edge().mean()[0] / theory.edge().mean()[0];
            assertEquals(0.88512362, theory.bbpTime(), 1e-7);
            assertTrue(theory.snrThreshold().mean()[0] < 2 && theory.snrThreshold().mean()[2] > 2);
            if (i == 1) {
                assertEquals(theory.bbpTime(), result.bbpTime().mean(), 4 * result.bbpTime().stderr() + 0.04,
                        "a straight line is off by 0.01, and what is of order 1/d");
            }
        }
        assertTrue(below[0] > 0 && below[1] > 0, "below the edge");
        assertEquals(Math.pow(4, 2.0 / 3), below[0] / below[1], 1, Arrays.toString(below));
    }

    /// |m| = √d: the outlier is of order p, its eigenvector the mean of the features; what is missing of the overlap falls as
    /// 1/d.
    @Test
    @Slow
    void separatedClustersMakeAnOutlierOfOrderP() {
        double[] missing = new double[2];
        for (int i = 0; i < 2; i++) {
            int d = i == 0 ? 20 : 60;
            Answer<FeatureMixture.Result> answer = ask(FeatureMixture.class,
                    Map.of("mu", "1", "psiP", "4", "psiN", "3", "times", "0.3", "d", "" + d,
                    "realizations", i == 0 ? "60" : "20"), 1, 2);
            var theory = (FeatureMixture.Theory) answer.theory();
            FeatureMixture.Result result = answer.result();
            assertWithin(theory.outlier(), result.outlier(), 0, 0.5);
            assertEquals(theory.edge().mean()[0], result.edge().mean()[0], 3 * Math.pow(d, -2.0 / 3) * theory.edge().mean()[0]);
            assertTrue(result.edge().mean()[0] < theory.edge().mean()[0]);
            missing[i] = theory.overlap().mean()[0] - result.overlap().mean()[0];
            assertTrue(Double.isNaN(theory.bbpTime()) && Double.isNaN(result.bbpTime().mean()));
        }
        assertTrue(missing[0] > 0 && missing[1] > 0, Arrays.toString(missing));
        assertEquals(3, missing[0] / missing[1], 1.5, Arrays.toString(missing));
    }

    /// Where theory itself gives the largest eigenvalue and the edge, and the next eigenvalues lie at their mean places, the line
    /// through √(outlier − edge) meets zero within 0.02 of the transition; without a later time at which the outlier is lost
    /// nothing is told.
    @Test
    void transitionIsReadOffTheLimit() {
        double width = 0.01;
        double[] axis = {1.2, 0.1, 0.5, 0.3};
        double[] depth = {1.2065336, 3.2624, 4.8263, 6.1630};
        List<Leading> run = Arrays.stream(axis).mapToObj(time -> {
            FeatureLaw law = FeatureLaw.of(Activation.TANH, time, 8, 4, PopulationSpectrum.isotropic(1));
            MixtureOutlier limit = MixtureOutlier.of(law, 2);
            double[] below = Arrays.stream(depth).map(each -> limit.edge() - width * each).toArray();
            double largest = Double.isNaN(limit.eigenvalue()) ? limit.edge() : limit.eigenvalue();
            return new Leading(largest, below, limit.overlapSquared(), 0);
        }).toList();
        Estimate found = DetachedOutlier.vanishing(AxisValues.of(axis), List.of(run, run));
        assertEquals(0.88512362, found.mean(), 0.02, "the line is not quite straight");
        assertEquals(0, found.stderr(), 1e-12, "two equal systems");
        assertTrue(Double.isNaN(DetachedOutlier.vanishing(AxisValues.of(0.1, 0.5, 0.3),
                List.of(run.subList(1, 4), run.subList(1, 4))).mean()), "never lost");
        assertTrue(Double.isNaN(DetachedOutlier.vanishing(AxisValues.of(1.2, 0.1),
                List.of(run.subList(0, 2), run.subList(0, 2))).mean()), "clear once");
    }

    /// Copies are as many as among fresh draws after little training, more with long training, and come later for more patterns.
    @Test
    void copiesComeWithTrainingAndLaterForMorePatterns() {
        FeatureMemorization.Result result = ask(FeatureMemorization.class, Map.of("d", "4", "features", "80", "patterns", "6,24",
                "trainingTimes", "10,100,1000,10000,100000,1000000", "steps", "25", "samples", "500"), 1, 2).result();
        for (FeatureMemorization.Memorized each : result.memorized()) {
            double early = each.copies().mean()[0];
            assertTrue(early < each.baseline().mean() + 4 * Math.sqrt(each.baseline().mean() / 500) + 4.0 / 500, each.toString());
            assertTrue(each.minimiser().mean() > each.baseline().mean() + 8 * each.minimiser().stderr(), each.toString());
            for (int k = 0; k < each.copies().size(); k++) {
                assertTrue(each.lower()[k] <= each.copies().mean()[k] && each.copies().mean()[k] <= each.upper()[k]);
            }
        }
        assertTrue(result.onset().mean()[1] > 2 * result.onset().mean()[0], result.onset().toString());
        assertTrue(result.growth().exponent().mean() > 0);
    }

    /// Close clusters are sampled as one Gaussian, wide along m: an excess kurtosis of 0, four standard errors and O(1/d), and
    /// far from
    /// that of the data; clusters √d away as two.
    @Test
    void farClustersAreSampledAndCloseOnesAreNot() {
        FeatureMixtureSampling.Result close = ask(FeatureMixtureSampling.class,
                Map.of("d", "16", "trainingTimes", "30", "samples", "1000", "steps", "20"),
                1, 2).result();
        Estimate kurtosis = close.excessKurtosis().at(0);
        assertEquals(0, kurtosis.mean(), 4 * kurtosis.stderr() + 0.2);
        assertTrue(kurtosis.mean() > -1.28 + 0.8);
        assertTrue(close.varianceAlong().mean()[0] > 3 * close.varianceAcross().mean()[0]);
        Answer<FeatureMixtureSampling.Result> far = ask(FeatureMixtureSampling.class,
                Map.of("mu", "1.5", "d", "16", "psiP", "8", "psiN", "10",
                "trainingTimes", "1000", "samples", "1000", "steps", "20"), 1, 2);
        assertTrue(far.result().minimiser().between().mean() < 0.15, "a Gaussian as wide would have 0.38: " + far.result()
                .minimiser());
        assertEquals(-2 * 36.0 * 36 / (37 * 37), ((FeatureMixtureSampling.Theory) far.theory()).excessKurtosis(), 1e-12);
    }

    /// Two points have kurtosis 1; a Gaussian 3, its variance an error of √(2/n), its kurtosis one of √(24/n), seen to 10 %.
    @Test
    void shapesOfSamples() {
        SampleShape points = SampleShape.of(1, -1, 1, -1, 1, -1);
        assertEquals(-2, points.excessKurtosis().mean(), 1e-14);
        assertEquals(6.0 / 5, points.variance().mean(), 1e-14);
        double[] normal = new double[20_000];
        RandomStream.named(1, "shape").gaussians(0, 0, normal, 0, normal.length);
        SampleShape shape = SampleShape.of(Arrays.stream(normal).map(x -> 5 + 2 * x).toArray());
        assertNear(4, shape.variance());
        assertNear(0, shape.excessKurtosis());
        assertEquals(4 * Math.sqrt(2.0 / normal.length), shape.variance().stderr(), 0.1 * 4 * Math.sqrt(2.0 / normal.length));
        assertEquals(Math.sqrt(24.0 / normal.length), shape.excessKurtosis().stderr(), 0.1 * Math.sqrt(24.0 / normal.length));
    }

    @Test
    void refusesWhatHasNoAnswer() {
        assertRefused(FeatureMixture.class, Map.of("snr", "0"), "snr must be above 0");
        assertRefused(FeatureMixture.class, Map.of("activation", "relu"), "activation must be odd");
        assertRefused(FeatureMixture.class, Map.of("activation", "identity"), "activation must bend");
        assertRefused(FeatureMixture.class, Map.of("mu", "1", "snr", "3"), "snr has no effect where mu sets");
        assertRefused(FeatureMixture.class, Map.of("times", "0"), "each of times must be above 0");
        assertRefused(FeatureMixture.class, Map.of("psiN", "0.001"), "patterns n = psi-n · d must round");
        assertRefused(FeatureMemorization.class, Map.of("patterns", "4.5"), "each of patterns must be a whole number");
        assertRefused(FeatureMemorization.class, Map.of("patterns", "1"), "each of patterns must be at least 2");
        assertRefused(FeatureMemorization.class, Map.of("end", "4"), "end must lie below start");
        assertRefused(FeatureMixtureSampling.class, Map.of("snr", "0.5"), "|m|² must be above 1");
        assertRefused(FeatureMixtureSampling.class, Map.of("sampler", "ancestral", "d", "4", "steps", "2"),
                "sampler ancestral needs a score");
    }
}
