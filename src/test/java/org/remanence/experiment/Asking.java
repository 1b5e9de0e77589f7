package org.remanence.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.result.ResultJson;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.text.BadInput;

/// How tests of experiments ask, and when they call a measured number wrong.
public final class Asking {
    /// Distance in standard errors beyond which a measured number is wrong. A right one lies beyond it, on either side, once in
    /// 15 800 times, 2 Φ(−4) = 6.3e-5; seeds are fixed, so an alarm stays until something is mended.
    public static final double ALARM = 4;

    private Asking() { }

    /// The answer to a question written as on the command line, defaults for the rest.
    public static <R extends Record, E extends Record & Experiment<R>> Answer<R> ask(Class<E> type, Map<String, String> question,
                                                                                   long seed, int threads) {
        try (Session session = new Session(seed, threads, Progress.SILENT)) {
            return Schema.of(type).fill(question).run(session);
        }
    }

    /// The same of an experiment whose result is of some type.
    public static <E extends Record & Experiment<?>> Answer<?> answer(Class<E> type, Map<String, String> question, long seed,
            int threads) {
        try (Session session = new Session(seed, threads, Progress.SILENT)) {
            return Schema.of(type).fill(question).run(session);
        }
    }

    /// One question with some parameters changed.
    public static Map<String, String> with(Map<String, String> question, Map<String, String> changes) {
        Map<String, String> both = new HashMap<>(question);
        both.putAll(changes);
        return both;
    }

    /// Fails unless a user is refused in these words: as bad input, not as a fault of ours.
    public static <E extends Record & Experiment<?>> void assertRefused(Class<E> type, Map<String, String> question,
            String words) {
        String said = assertThrows(BadInput.class, () -> answer(type, question, 1, 1)).getMessage();
        assertTrue(said.contains(words), said);
    }

    /// Fails unless one thread and three give the same bits of everything that is told: result, theory and findings.
    public static <E extends Record & Experiment<?>> void assertSameForAnyThreads(Class<E> type, Map<String, String> question) {
        Answer<?> alone = answer(type, question, 5, 1);
        Answer<?> together = answer(type, question, 5, 3);
        assertSameBits(alone.result(), together.result());
        assertSameBits(alone.theory(), together.theory());
        assertEquals(alone.findings(), together.findings());
    }

    /// Fails unless two records are equal to the bit; the message shows both.
    public static void assertSameBits(Record expected, Record actual) {
        assertEquals(ResultJson.compact(expected), ResultJson.compact(actual));
    }

    /// Fails if a measured number is not what theory says.
    public static void assertNear(double expected, Estimate measured) {
        assertNear(new Estimate(expected, 0, 0), measured);
    }

    /// Fails if two independent measurements differ.
    public static void assertNear(Estimate expected, Estimate measured) {
        double residual = measured.residual(expected);
        assertTrue(Math.abs(residual) < ALARM,
                () -> "%s differs from %s by %.1f standard errors".formatted(measured, expected, residual));
    }

    /// Fails if a point of a measured curve is not what theory says, or if there is no point.
    public static void assertNear(double[] expected, Curve measured) {
        assertEquals(expected.length, measured.size());
        assertTrue(expected.length > 0, "a curve without points");
        for (int i = 0; i < expected.length; i++) {
            assertNear(expected[i], measured.at(i));
        }
    }

    /// Fails if a point lies off the theory beside it, or if there is no point.
    /// @param points how many there are
    public static void assertHolds(Expected theory, int points) {
        assertEquals(points, theory.residual().length, theory.of());
        for (int i = 0; i < points; i++) {
            int at = i;
            assertTrue(Math.abs(theory.residual()[i]) < ALARM,
                    () -> "%s at %s is off by %.1f standard errors".formatted(theory.of(), theory.x()[at],
                            theory.residual()[at]));
        }
    }
}
