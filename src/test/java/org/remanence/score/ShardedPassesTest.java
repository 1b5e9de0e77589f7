package org.remanence.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.data.DataSource;
import org.remanence.data.PatternOrigin;
import org.remanence.data.PatternSet;
import org.remanence.data.Preparation;
import org.remanence.process.Diffusion;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.result.Npy;
import org.remanence.session.PretendedCluster;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

/// Machines that hold ranges of the patterns give the bits of one machine, whatever the ranges, the precision and the storage.
class ShardedPassesTest {
    private static final Diffusion OU = new OrnsteinUhlenbeck();
    private static final int N = 21_000;
    private static final int D = 14;
    private static final int BATCH = 9;

    @TempDir
    private Path folder;
    private final Session session = Session.seeded(6);
    private final Random random = new Random(6);

    @AfterEach
    void close() {
        session.close();
    }

    /// Early times screen after a look ahead, late ones take products, times between both, and some states are crowded.
    @ParameterizedTest
    @CsvSource({"DOUBLE, generated:", "FLOAT, generated:", "FLOAT, ''"})
    void drawnPatternsGiveTheBitsOfOneMachine(Precision precision, String storage) {
        check(storage + "mixture:d=" + D + ",n=" + N + ",mu=1,sigma=0.5", precision, 1e-7, 1e-3, 0.05, 0.3, 1.5);
    }

    @Test
    void storedPatternsGiveTheBitsOfOneMachine() {
        double[][] patterns = BruteForce.adversarial(session, N, D);
        Path file = folder.resolve("patterns.npy");
        Npy.write(file, Matrix.of(patterns));
        check(file.toString(), Precision.FLOAT, 1e-4, 0.05, 2);
        check(file.toString(), Precision.DOUBLE, 1e-6, 1);
    }

    private void check(String data, Precision precision, double... times) {
        PatternOrigin origin = PatternOrigin.of(DataSource.parse(data), Preparation.NONE, session.stream("patterns"), precision);
        try (Arena arena = Arena.ofShared()) {
            PatternSet patterns = DataSource.open(data, session.stream("patterns"), precision, arena);
            double tolerance = EmpiricalScore.defaultTolerance(D, precision);
            ScoreRecipe recipe = new ScoreRecipe(origin, OU, precision, tolerance, true);
            for (double time : times) {
                Matrix states = states(patterns, time);
                var here = new EmpiricalScore(patterns, OU, precision, session);
                Posterior expected = here.posterior(states, time);
                for (int slots : new int[] {1, 2 + random.nextInt(4), 8}) {
                    PretendedCluster cluster = new PretendedCluster(slots, random.nextLong());
                    EmpiricalScore there = new EmpiricalScore(patterns, OU, precision, session).on(cluster, recipe);
                    assertSame(expected, there.posterior(states, time), data + " at " + time + " on " + slots);
                    assertArrayEquals(here.moments(states, time).logDensity(), there.moments(states, time).logDensity());
                    assertTrue(cluster.asked().get("ShardTask") >= 2, cluster.asked()::toString);
                }
            }
        }
    }

    /// Some on their way from patterns, some far from all of them.
    private Matrix states(PatternSet patterns, double time) {
        double[][] origins = IntStream.range(0, BATCH).mapToObj(b -> patterns.row((long) b * patterns.rows() / BATCH)).toArray(double[][]::new);
        Matrix states = BruteForce.noised(session, origins, IntStream.range(0, BATCH).toArray(), OU, time);
        states.set(BATCH - 1, 0, 40);
        return states;
    }

    @Test
    void rangesCoverAllChunksOnce() {
        for (int chunks : new int[] {1, 2, 7, 100}) {
            for (int wanted : new int[] {1, 3, 7, 200}) {
                int[] covered = ChunkRange.split(chunks, wanted).stream().flatMapToInt(range -> IntStream.range(range.from(), range.to())).toArray();
                assertArrayEquals(IntStream.range(0, chunks).toArray(), covered);
                assertEquals(Math.min(chunks, wanted), ChunkRange.split(chunks, wanted).size());
            }
        }
    }

    /// A range of 14 000 chunks could leave 2 log₂ 14 000 = 27 nodes.
    @Test
    void rangesLeaveFewNodes() {
        for (ChunkRange range : ChunkRange.split(100_003, 7).subList(0, 6)) {
            assertEquals(100_003 / 7.0, range.chunks(), 100_003 / 7.0 / 4);
            int nodes = 0;
            for (int chunk = range.from(); chunk < range.to(); nodes++) {
                chunk += Math.min(Integer.lowestOneBit(chunk == 0 ? 1 << 30 : chunk), Integer.highestOneBit(range.to() - chunk));
            }
            assertTrue(nodes <= 8, range + " leaves " + nodes);
        }
    }

    private static void assertSame(Posterior expected, Posterior actual, String where) {
        assertArrayEquals(expected.nearest(), actual.nearest(), where);
        for (double[][] each : new double[][][] {
                {expected.logDensity(), actual.logDensity()}, {expected.participation(), actual.participation()},
                {expected.entropy(), actual.entropy()}, {expected.largest(), actual.largest()}, {expected.remainder(), actual.remainder()},
                {expected.errorBound(), actual.errorBound()}, {expected.skipped(), actual.skipped()},
                {expected.traceCovariance(), actual.traceCovariance()}}) {
            assertArrayEquals(each[0], each[1], where);
        }
        assertTrue(Arrays.deepEquals(expected.score().toArray(), actual.score().toArray()), where);
        assertTrue(Arrays.deepEquals(expected.denoiser().toArray(), actual.denoiser().toArray()), where);
    }
}
