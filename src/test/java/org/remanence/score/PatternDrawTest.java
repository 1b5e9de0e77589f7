package org.remanence.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.GTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.remanence.kernel.Kernels;
import org.remanence.process.Diffusion;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.random.RandomStream;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

class PatternDrawTest {
    private static final Diffusion OU = new OrnsteinUhlenbeck();
    private static final RandomStream STREAM = RandomStream.named(9, "draw");

    private final Session session = Session.seeded(9);

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void frequenciesAreTheResponsibilities() {
        // 300 patterns fall into five blocks, the last one short; fixed seed, a false alarm once in 10⁴ seeds
        Matrix patterns = patterns(300, 3);
        int draws = 60_000;
        double[] x = {0.3, -0.2, 0.5};
        Matrix states = Matrix.zeros(draws, 3);
        for (int b = 0; b < draws; b++) {
            states.setRow(b, x);
        }
        double time = 0.4;
        long[] drawn = new EmpiricalScore(patterns, OU, Precision.DOUBLE, session).drawPatterns(states, time, STREAM, 0, 4);
        double[] expected = new double[300];
        long[] counts = new long[300];
        for (int mu = 0; mu < 300; mu++) {
            double distance = 0;
            for (int k = 0; k < 3; k++) {
                distance += Math.pow(x[k] - OU.scale(time) * patterns.get(mu, k), 2);
            }
            expected[mu] = Math.exp(-distance / (2 * OU.variance(time)));
        }
        for (long each : drawn) {
            counts[(int) each]++;
        }
        double total = Arrays.stream(expected).sum();
        int[] likely = IntStream.range(0, 300).filter(mu -> expected[mu] / total * draws > 10).toArray();
        double[] often = Arrays.stream(likely).mapToDouble(mu -> expected[mu]).toArray();
        long[] seen = Arrays.stream(likely).mapToLong(mu -> counts[mu]).toArray();
        assertTrue(likely.length > 100);
        assertTrue(GTest.withDefaults().test(often, seen).getPValue() > 1e-4);
    }

    @Test
    void drawsDoNotDependOnBatchOrThreads() {
        Matrix patterns = patterns(1000, 5);
        Matrix states = patterns(200, 5).slice(0, 200);
        long[] together = new EmpiricalScore(patterns, OU, Precision.DOUBLE, session).drawPatterns(states, 0.3, STREAM, 50, 8);
        try (Session alone = new Session(9, 1, Progress.SILENT)) {
            var score = new EmpiricalScore(patterns, OU, Precision.DOUBLE, alone);
            assertArrayEquals(Arrays.copyOfRange(together, 0, 7), score.drawPatterns(states.slice(0, 7), 0.3, STREAM, 50, 8));
            assertArrayEquals(Arrays.copyOfRange(together, 7, 200), score.drawPatterns(states.slice(7, 193), 0.3, STREAM, 57, 8));
        }
    }

    /// States come in groups, as many at once as memory holds: no draw depends on how many.
    @Test
    void groupsOfStatesChangeNothing() {
        Matrix patterns = patterns(1000, 5);
        Matrix states = patterns(200, 5);
        var score = new EmpiricalScore(patterns, OU, Precision.DOUBLE, session);
        long[] together = score.drawPatterns(states, 0.3, STREAM, 50, 8);
        for (int held : new int[] {1, 16 * 7, 16 * 150}) {
            var groups = new PatternDraw(patterns, OU, block -> new EmpiricalScore(block, OU, Precision.DOUBLE, session), Kernels.get().distance(),
                    session, held);
            assertArrayEquals(together, groups.choose(states, 0.3, STREAM, 50, 8));
        }
    }

    @Test
    void drawsTheNearestPatternWhereNoiseVanishes() {
        Matrix patterns = patterns(500, 4);
        for (Precision precision : Precision.values()) {
            var score = new EmpiricalScore(patterns, OU, precision, session);
            Matrix data = Matrix.zeros(500, 4);
            score.draw(patterns, 1e-9, STREAM, 0, 0, data);
            assertEquals(-1, patterns.segment().mismatch(data.segment()));
        }
    }

    private static Matrix patterns(int n, int d) {
        Matrix patterns = Matrix.zeros(n, d);
        double[] row = new double[d];
        for (int mu = 0; mu < n; mu++) {
            RandomStream.named(9, "patterns").gaussians(mu, 0, row, 0, d);
            patterns.setRow(mu, row);
        }
        return patterns;
    }
}
