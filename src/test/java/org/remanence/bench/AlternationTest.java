package org.remanence.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AlternationTest {
    @Test
    void sidesTakeTurnsAfterUntimedRuns() {
        List<String> calls = new ArrayList<>();
        Rates rates = new Rates();
        new Alternation(3, 0, 0, 0).run(new Alternation.Side(() -> calls.add("ours"), 2),
                new Alternation.Side(() -> calls.add("yardstick"), 1), 2, rates);
        // One run warms up, one measures how often to repeat, and each section is an untimed run before a timed one.
        List<String> expected = new ArrayList<>(List.of("ours", "yardstick", "ours", "yardstick"));
        for (int i = 0; i < 3; i++) {
            expected.addAll(List.of("yardstick", "yardstick", "ours", "ours"));
        }
        assertEquals(expected, calls);
        assertEquals(3, rates.clean);
        assertTrue(rates.ours > 0 && rates.yardstick > 0);
        assertTrue(rates.low <= rates.percent && rates.percent <= rates.high, () -> rates.low + " " + rates.percent + " " + rates.high);
    }

    /// A side that sleeps has no core while it is timed: no round counts, twice as many are tried, and the rates say so.
    @Test
    void roundsWithoutACoreDoNotCount() {
        Rates rates = new Rates();
        new Alternation(2, 0, 0, 0).run(new Alternation.Side(AlternationTest::sleep, 1),
                new Alternation.Side(() -> Math.sqrt(2), 1), 1, rates);
        assertEquals(0, rates.clean);
        assertTrue(rates.waited > 0.5, () -> "waited " + rates.waited);
    }

    @Test
    void countsTheTimeOfOthers() {
        ProcessorTime before = ProcessorTime.of("cpu  100 0 50 800 50 0 0 0 0 0\ncpu0 1 1 1 1", 0.5);
        ProcessorTime after = ProcessorTime.of("cpu  180 0 60 850 60 0 0 50 7 0\ncpu0 1 1 1 1", 0.9);
        // 2 s of time on all cores passed, 1.4 s of them busy or stolen, 0.4 s our own.
        assertEquals(0.5, after.takenByOthers(before), 1e-12);
        assertTrue(Double.isNaN(before.takenByOthers(before)));
    }

    private static void sleep() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
