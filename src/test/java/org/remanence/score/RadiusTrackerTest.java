package org.remanence.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.remanence.data.GaussianModel;
import org.remanence.data.PatternSet;
import org.remanence.process.Diffusion;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.random.RandomStream;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

class RadiusTrackerTest {
    private static final Diffusion OU = new OrnsteinUhlenbeck();
    private static final int D = 5;
    private static final int N = 20_000;

    private final Session session = Session.seeded(4);
    private final PatternSet patterns = GaussianModel.isotropic(D, 1)
            .draw(N, RandomStream.named(4, "patterns"), Arena.ofAuto(), Precision.DOUBLE);

    @AfterEach
    void close() {
        session.close();
    }

    /// The first pass learns the radius: a score that has made one answers as a score that makes its first, to the bit, for
    /// times that products resolve, times that they do not, and the times between.
    @ParameterizedTest
    @EnumSource
    void theFirstAnswerIsTheSecond(Precision precision) {
        Rows outlier = withOutlier();
        for (Rows rows : new Rows[] {patterns, outlier, rounded(outlier)}) {
            for (double time : new double[] {1e-6, 1e-3, 0.05, 0.2, 0.5, 1, 2, 4}) {
                EmpiricalScore score = new EmpiricalScore(rows, OU, precision, session);
                Posterior first = score.posterior(states(), time);
                assertSame(first, score.posterior(states(), time));
                EmpiricalScore split = new EmpiricalScore(rows, OU, precision, session);
                assertEquals(first.errorBound()[7], split.moments(states().slice(7, 1), time).errorBound()[0]);
                assertEquals(first.logDensity()[3], split.moments(states().slice(3, 1), time).logDensity()[0]);
            }
        }
    }

    /// A pattern that the sample for the centre does not see leaves products to the nearest states alone, though all had hoped.
    @Test
    void aFirstPassWhoseHopeFailsForSomeIsMadeAgain() {
        Matrix rows = patterns.toMatrix(Arena.ofAuto());
        rows.set(N - 3, 1, 100);
        Matrix states = states();
        for (int b = 0; b < states.rows(); b++) {
            for (int k = 0; k < D; k++) {
                states.set(b, k, states.get(b, k) * (1 + b));
            }
        }
        for (double time : new double[] {0.1, 0.2, 0.4}) {
            EmpiricalScore score = new EmpiricalScore(rows, OU, Precision.DOUBLE, session);
            assertSame(score.posterior(states, time), score.posterior(states, time));
        }
    }

    /// 4096 patterns decide the centre; every other pattern is read once by a first pass that products resolve.
    @Test
    void aResolvedPassReadsEveryPatternOnce() {
        AtomicLong read = new AtomicLong();
        new EmpiricalScore(counting(patterns, read), OU, Precision.DOUBLE, session).moments(states(), 1);
        assertEquals(N + 2 * 4096, read.get());
    }

    @Test
    void knowsTheFarthestPattern() {
        Rows outlier = withOutlier();
        double[] point = {1, 0, 0, 0, 0};
        double expected = 0;
        double[] row = new double[D];
        for (int mu = 0; mu < N; mu++) {
            outlier.copy(mu, 1, row, 0);
            double square = 0;
            for (int k = 0; k < D; k++) {
                square += (row[k] - point[k]) * (row[k] - point[k]);
            }
            expected = Math.max(expected, Math.sqrt(square));
        }
        double radius = RadiusTracker.of(outlier, point, session);
        assertTrue(radius >= expected && radius <= expected * (1 + 1e-11), radius + " is not " + expected);
    }

    @Test
    void refusesWhatIsNotFinite() {
        Matrix rows = Matrix.zeros(N, D);
        rows.set(N - 10, 2, Double.NaN);
        EmpiricalScore score = new EmpiricalScore(rows, OU, Precision.DOUBLE, session);
        var refused = assertThrows(IllegalArgumentException.class, () -> score.moments(states(), 1));
        assertTrue(refused.getMessage().endsWith("in row " + (N - 10)), refused.getMessage());
    }

    /// One pattern that the sample for the centre does not see lies so far away that float resolves nothing any more.
    private Rows withOutlier() {
        Matrix rows = patterns.toMatrix(Arena.ofAuto());
        rows.set(N - 3, 1, 3000);
        return rows;
    }

    private static Rows rounded(Rows rows) {
        double[] values = new double[N * D];
        rows.copy(0, N, values, 0);
        Matrix floats = Matrix.zeros(N, D);
        for (int i = 0; i < N; i++) {
            for (int k = 0; k < D; k++) {
                floats.set(i, k, (float) values[i * D + k]);
            }
        }
        return new Declared(floats, Precision.FLOAT, new AtomicLong());
    }

    private static Rows counting(Rows rows, AtomicLong read) {
        return new Declared(rows, rows.precision(), read);
    }

    private record Declared(Rows rows0, Precision precision, AtomicLong read) implements Rows {
        @Override
        public long rows() {
            return rows0.rows();
        }

        @Override
        public int columns() {
            return rows0.columns();
        }

        @Override
        public void copy(long first, int count, double[] into, int offset) {
            read.addAndGet(count);
            rows0.copy(first, count, into, offset);
        }

        @Override
        public void copy(long first, int count, float[] into, int offset) {
            read.addAndGet(count);
            rows0.copy(first, count, into, offset);
        }
    }

    private Matrix states() {
        Matrix states = Matrix.zeros(20, D);
        double[] x = new double[D];
        for (int b = 0; b < 20; b++) {
            RandomStream.named(8, "states").gaussians(b, 0, x, 0, D);
            states.setRow(b, x);
        }
        return states;
    }

    private static void assertSame(Posterior a, Posterior b) {
        assertArrayEquals(a.logDensity(), b.logDensity());
        assertArrayEquals(a.errorBound(), b.errorBound());
        assertArrayEquals(a.entropy(), b.entropy());
        assertArrayEquals(a.nearest(), b.nearest());
        assertEquals(-1, a.score().segment().mismatch(b.score().segment()));
    }
}
