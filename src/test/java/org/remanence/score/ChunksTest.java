package org.remanence.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.remanence.kernel.Tiling;
import org.remanence.process.VarianceExploding;
import org.remanence.random.RandomStream;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

/// What patterns of different chunks are to each other.
class ChunksTest {
    private static final VarianceExploding VE = new VarianceExploding();

    private final Session session = Session.seeded(2);

    @AfterEach
    void close() {
        session.close();
    }

    /// Two patterns, weights 1 : e⁻¹, first and last of two chunks, the heavier in either; all others weigh nothing: e⁻²⁰⁰ where
    /// products resolve them in double, and where nothing does, e^(−500000).
    @ParameterizedTest
    @CsvSource({"DOUBLE, 20, true", "DOUBLE, 20, false", "DOUBLE, 1000, true", "DOUBLE, 1000, false", "FLOAT, 20, true", "FLOAT, 20, false"})
    void twoPatternsOfTwoChunksShareTheWeight(Precision precision, double far, boolean heavyFirst) {
        int last = Math.toIntExact(Tiling.of(2, precision).chunk());
        Matrix patterns = Matrix.zeros(last + 1L, 2);
        for (int mu = 0; mu <= last; mu++) {
            patterns.set(mu, 0, far);
        }
        patterns.set(0, 0, heavyFirst ? 0 : Math.sqrt(2));
        patterns.set(last, 0, heavyFirst ? Math.sqrt(2) : 0);
        Posterior at = new EmpiricalScore(patterns, VE, precision, session).posterior(Matrix.zeros(1, 2), 1);
        double light = 1 / (1 + Math.E);
        double heavy = 1 - light;
        // The tolerance of 1e-10 nat in double; what float does not resolve is scored in double.
        assertEquals(Math.log1p(1 / Math.E) + light, at.entropy()[0], 1e-9);
        assertEquals(light * light + heavy * heavy, at.participation()[0], 1e-9);
        assertEquals(heavy, at.largest()[0], 1e-9);
        assertEquals(light, at.remainder()[0], 1e-9);
        assertEquals(heavyFirst ? 0 : last, at.nearest()[0]);
        assertEquals(2 * light * heavy, at.traceCovariance()[0], 1e-9);
        assertEquals(Math.sqrt(2) * light, at.denoiser().get(0, 0), 1e-9);
        assertEquals(Math.log1p(1 / Math.E) - Math.log(last + 1.0) - Math.log(2 * Math.PI), at.logDensity()[0], 1e-9);
    }

    /// The lowest index among equals, whichever way the state goes: products, screens, lists.
    @ParameterizedTest
    @EnumSource
    void tiesGoToTheLowestIndex(Precision precision) {
        int chunk = Math.toIntExact(Tiling.of(3, precision).chunk());
        int[] equal = {17, 18, chunk - 1, chunk, 2 * chunk + 5};
        Matrix patterns = Matrix.zeros(2L * chunk + 50, 3);
        double[] row = new double[3];
        for (int mu = 0; mu < patterns.rows(); mu++) {
            RandomStream.named(2, "patterns").gaussians(mu, 0, row, 0, 3);
            patterns.setRow(mu, row);
        }
        for (int mu : equal) {
            patterns.setRow(mu, new double[] {4, 4, 4});
        }
        EmpiricalScore score = new EmpiricalScore(patterns, VE, precision, session);
        TrackedScore tracked = score.tracked();
        Matrix state = Matrix.of(new double[][] {{4.1, 4, 4}, {3.9, 4, 4.1}});
        for (double time : new double[] {0.3, 0.1, 0.03, 0.01, 0.009, 1e-3, 1e-6}) {
            for (Posterior at : new Posterior[] {score.posterior(state, time), tracked.posterior(state, time)}) {
                assertEquals(17, at.nearest()[0], "time " + time);
                assertEquals(17, at.nearest()[1], "time " + time);
            }
        }
        assertTrue(tracked.prunedShare() > 0.2, () -> "pruned share %s".formatted(tracked.prunedShare()));
    }
}
