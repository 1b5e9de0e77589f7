package org.remanence.experiment.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.remanence.experiment.Asking.assertNear;

import org.junit.jupiter.api.Test;
import org.remanence.random.RandomStream;
import org.remanence.result.Estimate;
import org.remanence.tensor.Matrix;

class NoisedStatesTest {
    private static final RandomStream STREAM = RandomStream.named(1, "states");

    private static Matrix normal(int rows, int columns, String purpose) {
        Matrix matrix = Matrix.zeros(rows, columns);
        double[] row = new double[columns];
        for (int i = 0; i < rows; i++) {
            RandomStream.named(1, purpose).gaussians(i, 0, row, 0, columns);
            matrix.setRow(i, row);
        }
        return matrix;
    }

    private static Matrix mixed(Matrix a, double share, Matrix b) {
        Matrix mixed = Matrix.zeros(a.rows(), a.columns());
        for (int i = 0; i < a.rows(); i++) {
            for (int k = 0; k < a.columns(); k++) {
                mixed.set(i, k, a.get(i, k) + share * (b.get(i, k) - a.get(i, k)));
            }
        }
        return mixed;
    }

    /// Whoever says a share of the way from the law to the patterns has that overlap, to rounding, in any direction and
    /// without error.
    @Test
    void overlapIsTheShareOfTheWay() {
        Matrix law = normal(50, 7, "law");
        Matrix patterns = normal(50, 7, "patterns");
        for (double share : new double[] {0, 0.3, 1, -0.5}) {
            Estimate overlap = NoisedStates.overlap(mixed(law, share, patterns), law, patterns);
            assertEquals(share, overlap.mean(), 1e-14);
            assertEquals(0, overlap.stderr(), 1e-14);
        }
    }

    /// What is said beside the way does not count, within the error that is told: false alarm 6e-5.
    @Test
    void noiseBesideTheWayGivesItsError() {
        Matrix law = normal(4000, 5, "law");
        Matrix patterns = normal(4000, 5, "patterns");
        Matrix said = mixed(mixed(law, 0.3, patterns), 0.2, normal(4000, 5, "beside"));
        // (1 − 0.2) · 0.3 of the way from mixing, and 0.2 · 1/2: law and way have −|law|² = −|way|²/2 in common
        Estimate overlap = NoisedStates.overlap(said, law, patterns);
        assertNear(0.8 * 0.3 + 0.2 * 0.5, overlap);
        assertTrue(overlap.stderr() < 0.01);
    }

    @Test
    void statesAreTheSameDrawsAtEveryLevel() {
        Matrix patterns = normal(3, 4, "patterns");
        NoisedStates weak = NoisedStates.of(patterns, 8, 0.1, STREAM);
        NoisedStates strong = NoisedStates.of(patterns, 5, 2, STREAM);
        for (int i = 0; i < 5; i++) {
            assertArrayEquals(weak.noise().row(i), strong.noise().row(i));
            for (int k = 0; k < 4; k++) {
                assertEquals(patterns.get(i % 3, k) + 2 * strong.noise().get(i, k), strong.states().get(i, k), 1e-15);
            }
        }
        assertEquals(0, weak.loss(weak.noise()).mean());
        assertEquals(new Estimate(1, 0, 8).mean(), weak.loss(mixed(weak.noise(), 1, ones(weak.noise()))).mean(), 1e-14);
    }

    /// Noise plus one.
    private static Matrix ones(Matrix noise) {
        Matrix moved = Matrix.zeros(noise.rows(), noise.columns());
        for (int i = 0; i < noise.rows(); i++) {
            for (int k = 0; k < noise.columns(); k++) {
                moved.set(i, k, noise.get(i, k) + 1);
            }
        }
        return moved;
    }
}
