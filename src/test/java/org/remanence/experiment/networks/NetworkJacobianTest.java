package org.remanence.experiment.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.remanence.experiment.Asking.ask;
import static org.remanence.experiment.Asking.assertRefused;
import static org.remanence.experiment.Asking.assertSameBits;
import static org.remanence.experiment.Asking.with;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.Slow;
import org.remanence.experiment.Answer;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.process.VarianceExploding;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.session.StoredParts;
import org.remanence.tensor.Matrix;

class NetworkJacobianTest {
    private static final Map<String, String> SMALL = Map.of("data", "manifold:d=6,variance=1x1+0.3x2", "sizes", "3,500",
            "steps", "1000",
            "noiseLevels", "0.03,0.1", "states", "3", "checkpoints", "0.5,1");
    private static final Map<String, String> QUICK = with(SMALL, Map.of("steps", "20", "sizes", "3,20", "batch", "8"));

    /// Differences of fourth order over 0.03 σ of the score itself against its Jacobian: the rounding of floats, 1e-7
    /// of |y|/σ = 10, is divided by 0.03, and the fourth power of the step is left.
    @Test
    void theJacobianOfATrainedScoreIsItsDerivative() {
        double sigma = 0.2;
        double step = 0.03 * sigma;
        int d = 4;
        try (Session session = Session.seeded(3)) {
            PatternPool pool = PatternPool.open(new DataChoice("manifold:d=4,variance=1x2", DataChoice.ScaleChoice.AUTO,
                    DataChoice.Centering.AUTO),
                    "sizes", 10, 1, session);
            TrainedSet set = TrainedSet.of(AxisValues.of(10), List.of(pool),
                    Schema.of(NetworkSettings.class).fill(Map.of("steps", "200")), session)
                    .getFirst();
            set.training().run(200);
            double[] state = pool.training(1).row(0);
            set.learned(new VarianceExploding(), score -> {
                Matrix jacobian = score.jacobian(state, sigma * sigma);
                double largest = IntStream.range(0, d * d).mapToDouble(i -> Math.abs(jacobian.get(i / d, i % d))).max()
                        .orElseThrow();
                for (int j = 0; j < d; j++) {
                    Matrix states = Matrix.zeros(4, d);
                    double[] shifts = {-2, -1, 1, 2};
                    for (int k = 0; k < 4; k++) {
                        double[] shifted = state.clone();
                        shifted[j] += shifts[k] * step;
                        states.setRow(k, shifted);
                    }
                    Matrix scores = Matrix.zeros(4, d);
                    score.score(states, sigma * sigma, scores);
                    for (int i = 0; i < d; i++) {
                        double derivative = (scores.get(0, i) - 8 * scores.get(1, i)
                                + 8 * scores.get(2, i) - scores.get(3, i)) / (12 * step);
                        assertEquals(derivative, jacobian.get(i, j), 2e-4 * largest);
                    }
                }
                return null;
            });
            set.training().close();
        }
    }

    /// A gap of three tangent directions at 500 patterns, none left at 3; limits far from what seeds scatter.
    @Test
    void fewPatternsLoseAllDirectionsAndManyNone() {
        NetworkJacobian.Result result = ask(NetworkJacobian.class, SMALL, 1, 2).result();
        assertEquals(3, result.trained().get("500").get("datum").commonGap()[1]);
        assertEquals(3, result.trained().get("500").get("fresh").commonGap()[1]);
        assertEquals(6, result.empirical().get("3").get("datum").commonGap()[1]);
        assertTrue(result.trained().get("3").get("datum").effectiveDimension().at(1).mean() < 1);
        assertTrue(result.trained().get("500").get("datum").effectiveDimension().at(1).mean() > 2);
        assertTrue(result.asymmetry().get("3").at(1).mean() > 0);
    }

    /// Both exact scores are known: σ²/(σ² + c) for the law, 1 in all directions at a lonely pattern.
    @Test
    void exactScoresStandBeside() {
        Answer<NetworkJacobian.Result> answer = ask(NetworkJacobian.class, QUICK, 1, 2);
        var theory = (NetworkJacobian.Theory) answer.theory();
        double[] law = {1, 1, 1, 0.01 / 0.31, 0.01 / 0.31, 0.01 / 1.01};
        theory.spectra().values().forEach(spectra -> assertArrayEquals(law, spectra.singularValues().row(1), 1e-12));
        assertEquals(List.of(3, 5), theory.gaps());
        assertArrayEquals(new double[] {1, 1, 1, 1, 1, 1},
                answer.result().empirical().get("3").get("datum").singularValues().row(0), 1e-6);
        double filled = 1 / 1.01 + 2 * 0.3 / 0.31;
        assertEquals(filled, theory.effectiveDimension().get("20").mean()[1], 1e-12);
        assertEquals(filled, theory.spectra().get("fresh").effectiveDimension().at(1).mean(), 1e-12);
    }

    @Test
    void dataOfAnUnknownLawHaveNoTheory() {
        Answer<NetworkJacobian.Result> answer = ask(NetworkJacobian.class,
                with(QUICK, Map.of("data", "digits", "sizes", "20,1797", "steps", "2")), 1, 2);
        var theory = (NetworkJacobian.Theory) answer.theory();
        assertEquals(Map.of(), theory.spectra());
        assertEquals(List.of(), theory.gaps());
        assertEquals(List.of("datum", "origin"), List.copyOf(answer.result().trained().get("1797").keySet()),
                "nothing is held out");
        assertEquals(List.of("datum", "fresh", "origin"), List.copyOf(answer.result().trained().get("20").keySet()));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertRefused(NetworkJacobian.class, with(QUICK, Map.of("noiseLevels", "0.1,0.1")),
                "noiseLevels must increase");
        assertRefused(NetworkJacobian.class, with(QUICK, Map.of("sizes", "20,3")), "sizes must increase");
        assertRefused(NetworkJacobian.class, with(QUICK, Map.of("threshold", "3")),
                "threshold has no effect unless criterion is first-spike");
        assertRefused(NetworkJacobian.class, with(QUICK, Map.of("data", "digits", "sizes", "3,5000")), "5000");
        assertRefused(NetworkJacobian.class, with(QUICK, Map.of("discard", "4")), "discard");
    }

    /// A run that stops in the middle leaves parts; the next one reads them and ends with the same bits as one that
    /// never stopped.
    @Test
    void anInterruptedRunGoesOnToTheSameBits(@TempDir Path folder) {
        NetworkJacobian question = Schema.of(NetworkJacobian.class).fill(QUICK);
        NetworkJacobian.Result whole;
        try (Session session = new Session(7, 2, Progress.SILENT)) {
            whole = question.run(session).result();
        }
        var failing = new AtomicInteger();
        var parts = new StoredParts(folder.resolve("out"), "question", () -> {
            if (failing.incrementAndGet() == 4) {
                throw new IllegalStateException("interrupted");
            }
        });
        try (Session session = new Session(7, 2, Progress.SILENT, parts)) {
            question.run(session);
        } catch (IllegalStateException interrupted) {
            assertEquals(3, parts.count());
        }
        try (Session session = new Session(7, 1, Progress.SILENT, new StoredParts(folder.resolve("out"), "question"))) {
            assertSameBits(whole, question.run(session).result());
        }
    }

    /// Trained long on many patterns, the network has the true score's spectrum: the gap after 23 values, of height
    /// 0.96 for one seed, and singular values within 0.1. Of 20 patterns nothing is left; of 100, relative lengths go
    /// high variance first. Limits leave the scatter of seeds.
    @Test
    @Slow
    void longTrainingsOnTheManifold() {
        NetworkJacobian.Result result = ask(NetworkJacobian.class, Map.of("sizes", "20,100,1000", "steps", "40000"), 1,
                2)
                .result();
        NetworkSpectra many = result.trained().get("1000").get("datum");
        int reading = 2;
        assertEquals(23, many.commonGap()[reading]);
        assertEquals(0.96, many.gapHeight().at(reading).mean(), 0.06);
        double[] values = many.singularValues().row(reading);
        for (int k = 0; k < values.length; k++) {
            double law = k < 23 ? 1 : k < 28 ? 0.01 / 0.31 : 0.01 / 1.01;
            assertEquals(law, values[k], 0.1, "singular value " + k);
        }
        assertEquals(30, result.trained().get("20").get("datum").commonGap()[reading]);
        List<NetworkSpectra.Direction> some = result.trained().get("100").get("datum").directions();
        assertTrue(some.get(0).ratio().at(reading + 1).mean() > 1.5 * some.get(1).ratio().at(reading + 1).mean());
    }
}
