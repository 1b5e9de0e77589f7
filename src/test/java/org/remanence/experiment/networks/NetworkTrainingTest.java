package org.remanence.experiment.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.remanence.experiment.Asking.ask;
import static org.remanence.experiment.Asking.assertRefused;
import static org.remanence.experiment.Asking.assertSameBits;
import static org.remanence.experiment.Asking.assertSameForAnyThreads;
import static org.remanence.experiment.Asking.with;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.data.ImageShape;
import org.remanence.experiment.Answer;
import org.remanence.experiment.Schema;
import org.remanence.network.InputScale;
import org.remanence.network.Optimizer;
import org.remanence.network.Prediction;
import org.remanence.network.RateSchedule;
import org.remanence.network.StoredNetwork;
import org.remanence.network.TrainedNetworks;
import org.remanence.network.TrainingSettings;
import org.remanence.session.Cancelled;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.session.StoredParts;
import org.remanence.tensor.Matrix;

final class NetworkTrainingTest {
    private static final Map<String, String> SMALL = Map.of("data", "gaussian:d=3", "patterns", "20", "steps", "60",
            "width", "16", "samples", "20",
            "samplingSteps", "10", "states", "50", "heldOut", "30", "checkpoints", "0.1,0.5,1");

    /// Counts steps of trainings and samplers, and cancels a session when so many are done.
    private static final class Stop implements Progress {
        private final long after;
        private final AtomicLong done = new AtomicLong();
        private Session session;

        Stop(long after) {
            this.after = after;
        }

        @Override
        public void begin(String task, long total) { }

        @Override
        public void advance(long steps) {
            if (done.addAndGet(steps) >= after) {
                session.cancel();
            }
        }

        @Override
        public void end() { }
    }

    private static Answer<NetworkTraining.Result> run(Path out, Stop stop) {
        StoredParts parts = new StoredParts(out, SMALL);
        try (Session session = new Session(7, 2, stop, parts)) {
            stop.session = session;
            Answer<NetworkTraining.Result> answer = Schema.of(NetworkTraining.class).fill(SMALL).run(session);
            parts.delete();
            return answer;
        }
    }

    private static void write(Answer<?> answer, Path folder) throws IOException {
        Files.createDirectories(folder);
        answer.files().forEach((name, file) -> file.writer().accept(folder.resolve(name)));
    }

    /// Interrupted in the first stretch, while samples are made, between checkpoints, again and again: the files have
    /// the bits of a run that was not.
    @Test
    void interruptedTrainingsGoOnToTheSameBits(@TempDir Path folder) throws IOException {
        Stop never = new Stop(Long.MAX_VALUE);
        Answer<NetworkTraining.Result> whole = run(folder.resolve("whole"), never);
        write(whole, folder.resolve("files"));
        for (long[] stops : new long[][] {{3}, {8}, {30}, {7, 12, 25}}) {
            Path out = folder.resolve("stopped-" + stops[0]);
            for (long steps : stops) {
                assertThrows(Cancelled.class, () -> run(out, new Stop(steps)));
            }
            Stop rest = new Stop(Long.MAX_VALUE);
            Answer<NetworkTraining.Result> resumed = run(out, rest);
            assertTrue(rest.done.get() < never.done.get(), "nothing was saved");
            assertSameBits(whole.result(), resumed.result());
            write(resumed, out);
            for (String name : whole.files().keySet()) {
                assertArrayEquals(Files.readAllBytes(folder.resolve("files").resolve(name)),
                        Files.readAllBytes(out.resolve(name)), name);
            }
        }
    }

    /// The file is a network in the units of the data: digits from 0 to 16 become −1 to 1, by a factor of 1/8.
    @Test
    void theNetworkIsKeptInTheUnitsOfTheData(@TempDir Path folder) throws IOException {
        Answer<NetworkTraining.Result> answer = ask(NetworkTraining.class,
                Map.of("data", "digits", "patterns", "5", "steps", "3", "width", "8", "samples",
                "3", "samplingSteps", "3", "states", "5", "heldOut", "9", "checkpoints", "1"), 1, 1);
        write(answer, folder);
        StoredNetwork network = StoredNetwork.read(folder.resolve(TrainedNetworks.FILE), "{}");
        assertEquals(64, network.description().dimension());
        assertEquals(1.0 / 8, network.description().units().factor(), 1e-15);
        assertEquals(answer.result().parameters(), network.parameters().length);
        assertEquals(9, answer.result().heldOut());
    }

    /// Two directions of variance 1 leave 1/(1 + σ²) of the noise on patterns that were not seen. 2000 states of two
    /// squares have an error of √(2/4000) = 2.2 %, four of which are 9 %; what 600 steps leave and the sample of 5000
    /// are 5 %.
    @Test
    void lawsAreLearntWhereThereAreManyPatterns() {
        NetworkTraining.Result result = ask(NetworkTraining.class,
                with(SMALL, Map.of("data", "gaussian:d=2", "patterns", "5000", "heldOut", "2000", "steps",
                "600", "states", "2000", "noiseLevels", "0.5,2", "checkpoints", "0.01,1", "samples", "0")), 1, 2)
                .result();
        for (LevelLosses each : result.losses()) {
            double floor = 1 / (1 + each.sigma() * each.sigma());
            assertEquals(floor, each.heldOut().mean()[1], 0.14 * floor);
        }
        assertTrue(Double.isNaN(result.copiedFraction().mean()[0]));
    }

    @Test
    void changesReachTheNetwork() {
        Matrix patterns = Matrix.of(new double[][] {{1, 2}, {3, 4}});
        NetworkTraining question = Schema.of(NetworkTraining.class)
                .fill(with(SMALL, Map.of("network", "published", "prediction", "flow", "optimizer", "adamw",
                "learningRate", "0.01", "rateSchedule", "cosine")));
        TrainingSettings settings = question.changes().applied(question.training().settings(patterns, ImageShape.NONE),
                2);
        assertEquals(Prediction.FLOW, settings.meaning().prediction());
        assertEquals(InputScale.FLOW, settings.meaning().state());
        assertEquals(Optimizer.ADAMW, settings.optimizer());
        assertEquals(RateSchedule.COSINE, settings.schedule());
        assertEquals(0.01, settings.rate());
        assertEquals(16, settings.architecture().width());
        assertEquals(512, settings.architecture().timeWidth());
    }

    @Test
    void theAnswerDoesNotDependOnThreads() {
        assertSameForAnyThreads(NetworkTraining.class, SMALL);
    }

    @Test
    void nonsenseIsRefused() {
        assertRefused(NetworkTraining.class, with(SMALL, Map.of("data", "digits", "patterns", "5000")),
                "patterns must be at most");
        assertRefused(NetworkTraining.class, with(SMALL, Map.of("patterns", "0")), "n=1000");
        assertRefused(NetworkTraining.class, with(SMALL, Map.of("data", "digits", "scale", "standardize")), "standard");
    }
}
