package org.remanence.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.Slow;
import org.remanence.kernel.Kernels;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.random.RandomStream;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;
import org.remanence.text.BadInput;

/// Processes that see a share of the patterns each, cut anywhere, say together what one says alone, to the bit.
final class SharedEvaluationTest {
    private static final int PARTS = 64;
    private static final int BATCH = 5;

    /// Late times are resolved by products, early ones screened; a state far away is resolved at any time.
    @ParameterizedTest
    @CsvSource({"DOUBLE, 20, 20000, 1e-6, 1e6, 2", "DOUBLE, 20, 20000, 0.3, 1, 1", "FLOAT, 20, 20000, 2, 1, 1"})
    void anySplitOnAnyThreadsGivesTheBitsOfOne(Precision precision, int d, long n, double time, double far,
            int groups) {
        check(precision, d, n, time, far, groups, 2);
    }

    @Slow
    @ParameterizedTest
    @CsvSource({"DOUBLE, 3, 40000, 0.5, 1, 1", "DOUBLE, 3, 40000, 1e-7, 1, 1", "DOUBLE, 20, 30000, 0.3, 1, 1",
            "DOUBLE, 20, 30000, 1e-5, 1, 1",
        "DOUBLE, 20, 30000, 1e-9, 1, 1", "DOUBLE, 20, 1000, 0.3, 1, 1", "FLOAT, 20, 30000, 2, 1, 1",
        "DOUBLE, 200, 30000, 1e-4, 1, 1",
        "DOUBLE, 200, 30000, 1, 1, 1", "FLOAT, 200, 30000, 3, 1, 1"})
    void manySplitsToo(Precision precision, int d, long n, double time, double far, int groups) {
        check(precision, d, n, time, far, groups, 12);
    }

    private static void check(Precision precision, int d, long n, double time, double far, int groups, int splits) {
        Matrix patterns = normals("patterns", n, d);
        Matrix states = normals("states", BATCH, d);
        double[] away = states.row(0);
        away[0] *= far;
        states.setRow(0, away);
        Posterior whole;
        try (Session session = new Session(1, 2, Progress.SILENT)) {
            whole = score(patterns, precision, session).posterior(states, time);
        }
        for (int split = 0; split < splits; split++) {
            RandomStream random = RandomStream.named(7, "split " + split);
            int cuts = split + 2;
            int[] ends = IntStream.concat(IntStream.range(0, cuts).map(i -> 1 + random.below(i, 0, PARTS - 1)),
                    IntStream.of(PARTS)).sorted()
                    .distinct().toArray();
            List<List<MomentGroup>> shares = new ArrayList<>();
            for (int i = 0; i < ends.length; i++) {
                // A process of its own, with other threads, whose patterns lie in memory or are read row by row.
                try (Session session = new Session(1, 1 + i % 3, Progress.SILENT)) {
                    Rows stored = i % 2 == 0 ? patterns : new RowRange(patterns, 0, n);
                    shares.add(score(stored, precision, session)
                            .partial(states, time, new PatternShare(i == 0 ? 0 : ends[i - 1], ends[i], PARTS)));
                }
            }
            assertEquals(groups, shares.getFirst().size());
            Collections.reverse(shares);
            try (Session session = new Session(1, 3, Progress.SILENT)) {
                assertSame(whole, score(patterns, precision, session).merged(states, time, shares), "cuts at "
                        + Arrays.toString(ends));
            }
        }
    }

    @Test
    void floatThatWouldScreenIsRefused() {
        Matrix patterns = normals("patterns", 5000, 20);
        try (Session session = Session.seeded(1)) {
            String said = assertThrows(BadInput.class, () -> score(patterns, Precision.FLOAT, session)
                    .partial(normals("states", 2, 20), 1e-6, new PatternShare(0, 1, 2))).getMessage();
            assertTrue(said.contains("take --precision double"), said);
        }
    }

    @Test
    void sharesCoverTheChunksOnce() {
        for (int chunks : new int[] {1, 2, 7, 64, 65, 1000}) {
            int end = 0;
            for (int i = 0; i < 5; i++) {
                PatternShare share = new PatternShare(i, i + 1, 5);
                assertEquals(end, share.first(chunks));
                end = share.end(chunks);
            }
            assertEquals(chunks, end);
        }
        assertThrows(IllegalArgumentException.class, () -> new PatternShare(2, 2, 4));
        assertThrows(IllegalArgumentException.class, () -> new PatternShare(3, 5, 4));
    }

    private static EmpiricalScore score(Rows patterns, Precision precision, Session session) {
        return new EmpiricalScore(patterns, new OrnsteinUhlenbeck(), precision,
                EmpiricalScore.defaultTolerance(patterns.columns(), precision), Kernels.get(), session);
    }

    private static Matrix normals(String purpose, long rows, int columns) {
        Matrix matrix = Matrix.zeros(rows, columns);
        double[] row = new double[columns];
        for (long i = 0; i < rows; i++) {
            RandomStream.named(3, purpose).gaussians(i, 0, row, 0, columns);
            matrix.write(i, 1, row, 0);
        }
        return matrix;
    }

    private static void assertSame(Posterior expected, Posterior actual, String split) {
        assertArrayEquals(expected.nearest(), actual.nearest(), split);
        assertArrayEquals(expected.logDensity(), actual.logDensity(), split);
        assertArrayEquals(expected.entropy(), actual.entropy(), split);
        assertArrayEquals(expected.participation(), actual.participation(), split);
        assertArrayEquals(expected.largest(), actual.largest(), split);
        assertArrayEquals(expected.remainder(), actual.remainder(), split);
        assertArrayEquals(expected.errorBound(), actual.errorBound(), split);
        assertArrayEquals(expected.skipped(), actual.skipped(), split);
        assertArrayEquals(expected.traceCovariance(), actual.traceCovariance(), split);
        for (int b = 0; b < BATCH; b++) {
            assertArrayEquals(expected.score().row(b), actual.score().row(b), split);
            assertArrayEquals(expected.denoiser().row(b), actual.denoiser().row(b), split);
        }
    }
}
