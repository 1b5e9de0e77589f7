package org.remanence.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.remanence.process.SigmaClock;
import org.remanence.session.Cancelled;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.ShapeException;
import org.remanence.text.BadInput;

final class TrainingTest {
    private static final double VARIANCE = 0.5;

    /// Small, and in every other way as for vectors.
    private static TrainingSettings settings(int dimension, long steps) {
        return TrainingSettings.vectors(dimension, Math.sqrt(VARIANCE), steps).with(new ResidualArchitecture(dimension, 32, 1, 16, 32, 1000));
    }

    private static Matrix gaussian(Session session, int n, int d) {
        Matrix patterns = Matrix.zeros(n, d);
        double[] row = new double[d];
        for (int i = 0; i < n; i++) {
            session.stream("patterns").gaussians(i, 0, row, 0, d);
            patterns.setRow(i, Arrays.stream(row).map(z -> Math.sqrt(VARIANCE) * z).toArray());
        }
        return patterns;
    }

    private static float[] trained(Session session, Matrix patterns, TrainingSettings settings, long steps) {
        try (Training training = Training.of(patterns, settings, session)) {
            training.run(steps);
            return training.state().average();
        }
    }

    /// Round Gaussian data have an exact loss at σ, c/(c + σ²); over the clock it averages to that of the trained network, whose average is
    /// within the error of 40 · 512 · 3 squares, 1 %, and of what 1500 steps leave, 2 %.
    @Test
    void gaussianDataAreLearntToTheirFloor() {
        try (Session session = new Session(1, 1, Progress.SILENT)) {
            Matrix patterns = gaussian(session, 4000, 3);
            try (Training training = Training.of(patterns, settings(3, 1500), session)) {
                training.run(1500);
                DenoisingLoss loss = new DenoisingLoss(gaussian(session.withSeed(2), 4000, 3), training.settings().meaning(), 1, session.stream("test"));
                try (ResidualNetwork network = training.network()) {
                    for (double sigma : new double[] {0.03, 0.3, 1, 3}) {
                        double floor = VARIANCE / (VARIANCE + sigma * sigma);
                        assertEquals(floor, loss.of(network, sigma)[0], 0.04 * floor, "at " + sigma);
                    }
                }
            }
        }
    }

    /// One pattern: the best denoiser answers it at every level, so the loss of its noise goes to nothing where the noise is large.
    @Test
    void aSinglePatternIsLearntByHeart() {
        try (Session session = new Session(1, 1, Progress.SILENT)) {
            Matrix pattern = Matrix.of(new double[][] {{0.5, -1, 0.25}});
            try (Training training = Training.of(pattern, settings(3, 600), session)) {
                training.run(600);
                DenoisingLoss loss = new DenoisingLoss(pattern, training.settings().meaning(), 500, session.stream("test"));
                try (ResidualNetwork network = training.network()) {
                    // A tenth of what a Gaussian of the same second moment would leave, 0.4375/1.4375 = 0.304 at σ = 1.
                    assertEquals(0, loss.of(network, 1)[0], 0.0304);
                }
            }
        }
    }

    @Test
    void resumesToTheSameBits() {
        for (MinibatchDraw draw : MinibatchDraw.values()) {
            try (Session session = new Session(4, 1, Progress.SILENT)) {
                Matrix patterns = gaussian(session, 10, 3);
                TrainingSettings settings = settings(3, 40).with(Optimizer.RADAM).with(draw, 16);
                TrainingState half;
                TrainingState whole;
                try (Training training = Training.of(patterns, settings, session)) {
                    training.run(13);
                    half = training.state();
                    training.run(40);
                    whole = training.state();
                }
                try (Training training = Training.of(patterns, settings, session)) {
                    training.restore(half);
                    training.run(40);
                    TrainingState again = training.state();
                    assertEquals(40, again.step());
                    assertArrayEquals(whole.parameters(), again.parameters());
                    assertArrayEquals(whole.first(), again.first());
                    assertArrayEquals(whole.second(), again.second());
                    assertArrayEquals(whole.average(), again.average());
                    assertEquals(whole.lossSum(), again.lossSum());
                }
                assertFalse(Arrays.equals(half.average(), whole.average()));
            }
        }
    }

    /// Interpreted, compiled, beside another one: repetitions of a training have the same bits.
    @Test
    void repetitionsBesideEachOtherHaveTheSameBits() {
        try (Session session = new Session(4, 2, Progress.SILENT)) {
            Matrix patterns = gaussian(session, 50, 3);
            TrainingSettings settings = settings(3, 300);
            float[] alone = trained(session, patterns, settings, 300);
            List<Training> trainings = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                trainings.add(Training.of(patterns, settings, session));
            }
            trainings.add(Training.of(patterns, settings, session.withSeed(5)));
            Training.all(session, trainings, new long[] {300}, _ -> { });
            for (Training each : trainings.subList(0, 3)) {
                assertArrayEquals(alone, each.state().average());
            }
            assertFalse(Arrays.equals(alone, trainings.getLast().state().average()));
            trainings.forEach(Training::close);
        }
    }

    @Test
    void observersSeeEveryCheckpoint() {
        try (Session session = new Session(4, 2, Progress.SILENT)) {
            Matrix patterns = gaussian(session, 5, 3);
            List<Training> trainings = List.of(Training.of(patterns, settings(3, 20), session), Training.of(patterns, settings(3, 20), session));
            var seen = new ConcurrentHashMap<Training, List<Long>>();
            long[] checkpoints = {0, 1, 5, 20};
            Training.all(session, trainings, checkpoints, each -> {
                seen.computeIfAbsent(each, _ -> new ArrayList<>()).add(each.step());
                assertEquals(each.step() == 0, Double.isNaN(each.loss()));
            });
            trainings.forEach(each -> assertEquals(List.of(0L, 1L, 5L, 20L), seen.get(each)));
            trainings.forEach(Training::close);
        }
    }

    @Test
    void cancellationStopsBetweenSteps() {
        try (Session session = new Session(4, 1, Progress.SILENT); Training training = Training.of(gaussian(session, 5, 3), settings(3, 20), session)) {
            session.cancel();
            assertThrows(Cancelled.class, () -> training.run(20));
            assertEquals(0, training.step());
        }
    }

    @Test
    void nonsenseIsRefused() {
        try (Session session = new Session(4, 1, Progress.SILENT)) {
            Matrix patterns = gaussian(session, 5, 3);
            assertThrows(ShapeException.class, () -> Training.of(patterns, settings(4, 20), session));
            assertThrows(BadInput.class, () -> settings(3, 0));
            TrainingSettings wild = settings(3, 100).with(new Parameterization(Prediction.EPSILON, InputScale.VE, ClockReading.SIGMA,
                    new NoiseSchedule.Geometric(new SigmaClock()), 1)).with(1e30, RateSchedule.CONSTANT);
            try (Training training = Training.of(patterns, wild, session)) {
                assertThrows(BadInput.class, () -> training.run(100));
            }
        }
    }
}
