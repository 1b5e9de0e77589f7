package org.remanence.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.text.BadInput;

/// Shares do every run once, and have equally much to do.
final class SweepShareTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 40})
    void everyRunIsInOneShare(int of) {
        List<SweepRun> runs = IntStream.rangeClosed(1, 23).mapToObj(i -> run(i, OptionalDouble.of(1 + i % 5))).toList();
        List<SweepRun> together = new ArrayList<>();
        for (int i = 1; i <= of; i++) {
            together.addAll(SweepShare.parse(i + "/" + of).of(runs));
        }
        together.sort(Comparator.comparingInt(SweepRun::number));
        assertEquals(runs, together);
    }

    /// The longest-first rule keeps the fullest share within 4/3 of the best (Graham 1969).
    @Test
    void theLoadIsEven() {
        List<SweepRun> runs = IntStream.rangeClosed(1, 16).mapToObj(i -> run(i, OptionalDouble.of(i % 2 == 0 ? 10 : 1)))
                .toList();
        for (int i = 1; i <= 2; i++) {
            double load = new SweepShare(i, 2).of(runs).stream().mapToDouble(run -> run.seconds().orElseThrow()).sum();
            assertEquals(44, load, 1e-12, "half of 88");
        }
        List<SweepRun> unknown = IntStream.rangeClosed(1, 5).mapToObj(i -> run(i, OptionalDouble.empty())).toList();
        assertEquals(3, new SweepShare(1, 2).of(unknown).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/2", "3/2", "1/0", "x", "1", "-1/2", "1/2/3", ""})
    void badSharesAreRefused(String text) {
        String said = assertThrows(BadInput.class, () -> SweepShare.parse(text)).getMessage();
        assertTrue(said.startsWith("share must "), said);
    }

    private static SweepRun run(int number, OptionalDouble seconds) {
        return new SweepRun(number, "run-" + number, new LinkedHashMap<>(), new LinkedHashMap<>(),
                new LinkedHashMap<>(), 1, "id" + number, seconds);
    }
}
