package org.remanence.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Patterns absorbed one by one and parts merged anywhere, against the definition: plain sums over all patterns.
class MomentsTest {
    private static final int PATTERNS = 24;
    private static final int WIDTH = 2;
    /// Rounding of some 24 additions and products of positive terms.
    private static final double ROUNDING = 1e-14;

    /// Log-weights by pattern, named: ties in any place, and gaps from nothing to where the lighter weights underflow to zero.
    record Logs(String name, IntToDoubleFunction of) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Logs> logs() {
        return List.of(new Logs("all equal", _ -> -7), new Logs("equal in threes", i -> i / 3), new Logs("three heaviest", i -> i % 8 == 5 ? 1 : -0.5),
                new Logs("rising", i -> 0.7 * i), new Logs("falling", i -> -0.7 * i), new Logs("waves", i -> 3 * Math.sin(2.3 * i)),
                new Logs("far above", i -> i == 13 ? 2000 : 0.1 * i), new Logs("far below", i -> i < 12 ? 0 : -2000),
                new Logs("just not lost", i -> i == 4 ? 0 : -700), new Logs("steps up", i -> 400.0 * (i / 6)));
    }

    @ParameterizedTest
    @MethodSource("logs")
    void absorbedOneByOneAreTheSums(Logs logs) {
        check(logs, absorbed(logs, 0, PATTERNS), 0);
    }

    /// Also parts of one pattern, and parts of nothing.
    @ParameterizedTest
    @MethodSource("logs")
    void partsMergeToTheWhole(Logs logs) {
        for (int first = 0; first <= PATTERNS; first++) {
            for (int second = first; second <= PATTERNS; second++) {
                Moments fromTheLeft = absorbed(logs, 0, first);
                fromTheLeft.merge(absorbed(logs, first, second), 0);
                fromTheLeft.merge(absorbed(logs, second, PATTERNS), 0);
                check(logs, fromTheLeft, 0);
                Moments fromTheRight = absorbed(logs, first, second);
                fromTheRight.merge(absorbed(logs, second, PATTERNS), 0);
                Moments all = absorbed(logs, 0, first);
                all.merge(fromTheRight, 0);
                check(logs, all, 0);
            }
        }
    }

    /// Moments of some states merge into their place among more states; the others stay.
    @ParameterizedTest
    @MethodSource("logs")
    void statesMergeIntoTheirPlace(Logs logs) {
        Moments many = Moments.neutral(3, WIDTH);
        many.merge(absorbed(logs, 0, 9), 1);
        many.merge(absorbed(logs, 9, PATTERNS), 1);
        check(logs, many, 1);
        for (int other : new int[] {0, 2}) {
            assertEquals(Double.NEGATIVE_INFINITY, many.largest()[other]);
            assertEquals(0, many.rest()[other] + many.norms()[other] + many.vector()[other * WIDTH]);
        }
    }

    @ParameterizedTest
    @MethodSource("logs")
    void clearedStartAnew(Logs logs) {
        Moments moments = absorbed(new Logs("other", i -> 5000 + i), 0, 3);
        moments.clear();
        absorb(logs, 0, PATTERNS, moments, true);
        check(logs, moments, 0);
    }

    @Test
    void refusesMoreNumbersThanAnArrayHolds() {
        assertThrows(ArithmeticException.class, () -> Moments.neutral(1 << 16, 1 << 16));
    }

    private static Moments absorbed(Logs logs, int from, int to) {
        Moments moments = Moments.neutral(1, WIDTH);
        absorb(logs, from, to, moments, false);
        return moments;
    }

    /// @param stale whether vectors hold what does not count
    private static void absorb(Logs logs, int from, int to, Moments moments, boolean stale) {
        for (int i = from; i < to; i++) {
            double log = logs.of.applyAsDouble(i);
            double factor = moments.absorb(0, i, log, norm(i));
            for (int k = 0; k < WIDTH; k++) {
                double before = stale && i == from ? 0 : factor * moments.vector()[k];
                moments.vector()[k] = before + moments.weight(0, log) * vector(i, k);
            }
        }
    }

    private static void check(Logs logs, Moments actual, int b) {
        int nearest = 0;
        for (int i = 0; i < PATTERNS; i++) {
            nearest = logs.of.applyAsDouble(i) > logs.of.applyAsDouble(nearest) ? i : nearest;
        }
        double largest = logs.of.applyAsDouble(nearest);
        double rest = 0;
        double squares = 0;
        double spread = 0;
        double norms = 0;
        double[] vector = new double[WIDTH];
        for (int i = 0; i < PATTERNS; i++) {
            double gap = largest - logs.of.applyAsDouble(i);
            double e = Math.exp(-gap);
            rest += i == nearest ? 0 : e;
            squares += i == nearest ? 0 : e * e;
            spread += e * gap;
            norms += e * norm(i);
            for (int k = 0; k < WIDTH; k++) {
                vector[k] += e * vector(i, k);
            }
        }
        assertEquals(largest, actual.largest()[b]);
        assertEquals(nearest, actual.nearest()[b], "the lowest index among equals");
        assertEquals(rest, actual.rest()[b], ROUNDING * rest);
        assertEquals(squares, actual.squares()[b], 2 * ROUNDING * squares);
        assertEquals(spread, actual.spread()[b], 2 * ROUNDING * spread);
        assertEquals(norms, actual.norms()[b], ROUNDING * norms);
        for (int k = 0; k < WIDTH; k++) {
            assertEquals(vector[k], actual.vector()[b * WIDTH + k], ROUNDING * vector[k]);
        }
    }

    private static double norm(int i) {
        return 1 + i % 5;
    }

    /// Positive, so that no sum cancels.
    private static double vector(int i, int k) {
        return 1 + (7 * i + k) % 11;
    }
}
