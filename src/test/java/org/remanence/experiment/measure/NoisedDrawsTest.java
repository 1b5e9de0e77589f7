package org.remanence.experiment.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.remanence.process.VarianceExploding;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

class NoisedDrawsTest {
    private static final int DRAWS = 10_000;

    private final Session session = Session.seeded(7);
    private final Matrix patterns = Matrix.of(new double[][] {{0}, {1000}});
    private final NoisedDraws draws = new NoisedDraws(patterns, new VarianceExploding(), session);

    @AfterEach
    void close() {
        session.close();
    }

    /// Mean and mean square of the noise on each of two patterns, within five standard errors: 1/√5000, √2/√5000, and of the
    /// choice. Fixed seed, a false alarm once in 3·10⁵ seeds.
    @Test
    void theNoiseKnowsNothingOfThePattern() {
        Matrix states = Matrix.zeros(DRAWS, 1);
        double[] squares = draws.states(0, 1, states);
        double[] count = new double[2];
        double[] mean = new double[2];
        double[] square = new double[2];
        for (int i = 0; i < DRAWS; i++) {
            int mu = (int) draws.pattern(i);
            double z = states.get(i, 0) - patterns.get(mu, 0);
            assertEquals(squares[i], z * z, 1e-10);
            count[mu]++;
            mean[mu] += z;
            square[mu] += z * z;
        }
        assertEquals(DRAWS / 2.0, count[0], 5 * Math.sqrt(DRAWS) / 2);
        for (int mu = 0; mu < 2; mu++) {
            assertEquals(0, mean[mu] / count[mu], 5 / Math.sqrt(count[mu]));
            assertEquals(1, square[mu] / count[mu], 5 * Math.sqrt(2 / count[mu]));
        }
    }

    @Test
    void blocksAndTimesChangeNeitherPatternNorNoise() {
        Matrix whole = Matrix.zeros(1500, 1);
        double[] squares = draws.states(0, 4, whole);
        Matrix part = Matrix.zeros(300, 1);
        assertArrayEquals(Arrays.copyOfRange(squares, 1100, 1400), draws.states(1100, 4, part));
        assertEquals(-1, whole.slice(1100, 300).segment().mismatch(part.segment()));
        assertArrayEquals(Arrays.copyOfRange(squares, 1100, 1400), draws.states(1100, 0.25, part));
        for (int i = 0; i < 300; i++) {
            double pattern = patterns.get((int) draws.pattern(1100 + i), 0);
            // rounding of numbers near 1000
            assertEquals((whole.get(1100 + i, 0) - pattern) / 4, part.get(i, 0) - pattern, 1e-12);
        }
    }
}
