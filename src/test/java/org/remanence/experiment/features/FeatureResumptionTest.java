package org.remanence.experiment.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.experiment.Experiment;
import org.remanence.experiment.Schema;
import org.remanence.result.ResultJson;
import org.remanence.session.Cancelled;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.session.StoredParts;

/// An interrupted training goes on from its finished systems, to the same bits.
class FeatureResumptionTest {
    private static final String TIMES = "1,100,1e4";

    @TempDir
    Path folder;

    @Test
    void trainingGoesOn() {
        goesOn(FeatureTraining.class, Map.of("d", "8", "trainingTimes", TIMES, "realizations", "3"), 3);
    }

    @Test
    void trainingOnDataGoesOn() {
        goesOn(FeatureTraining.class, Map.of("data", "mixture:d=5,n=30,mu=1,sigma=1", "features", "20", "trainingTimes", TIMES,
                "realizations", "3"), 3);
    }

    @Test
    void trainingOfANetworkForAllTimesGoesOn() {
        goesOn(FeatureTimeIntegrated.class, Map.of("d", "6", "psiP", "4", "nodes", "2", "trainingTimes", TIMES,
                "realizations", "3", "points", "3", "samples", "10", "steps", "3"), 3);
    }

    @Test
    void trainingOfANetworkForAllTimesOnDataGoesOn() {
        goesOn(FeatureTimeIntegrated.class, Map.of("data", "sphere:d=5,n=30,radius=2", "features", "20", "nodes", "2",
                "trainingTimes", TIMES, "realizations", "3", "points", "3", "samples", "10", "steps", "3"), 3);
    }

    /// Cancels as soon as a task begins after the second part was kept.
    private <E extends Record & Experiment<?>> void goesOn(Class<E> type, Map<String, String> question, int count) {
        StoredParts parts = new StoredParts(folder.resolve("out"), question);
        AtomicReference<Session> running = new AtomicReference<>();
        Progress impatient = new Progress() {
            @Override
            public void begin(String task, long total) {
                if (parts.count() == 2) {
                    running.get().cancel();
                }
            }

            @Override
            public void advance(long steps) { }

            @Override
            public void end() { }
        };
        E ask = Schema.of(type).fill(question);
        try (Session session = new Session(5, 2, impatient, parts)) {
            running.set(session);
            assertThrows(Cancelled.class, () -> ask.run(session));
        }
        assertEquals(2, parts.count(), "two systems were finished, the third was not");
        StoredParts again = new StoredParts(folder.resolve("out"), question);
        try (Session session = new Session(5, 1, Progress.SILENT, again); Session other = new Session(5, 2, Progress.SILENT)) {
            assertEquals(ResultJson.hash(ask.run(other).result()), ResultJson.hash(ask.run(session).result()));
        }
        assertEquals(count, again.count());
    }
}
