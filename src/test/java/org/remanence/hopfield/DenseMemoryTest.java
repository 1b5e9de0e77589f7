package org.remanence.hopfield;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.remanence.Golden;
import org.remanence.data.PatternSet;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

/// Against an independent implementation, and against sums over all patterns.
class DenseMemoryTest {
    private static final Session SESSION = Session.seeded(2);
    private static final double[] STATE = {0.3, -0.2, 0.5, 0.1};

    /// Energy, gradient and image of a state among patterns of different lengths.
    @Test
    void energyOfAReference() {
        Golden golden = Golden.read("memories", "hopfield_energy").getFirst();
        DenseMemory.Recall recall = memory(patterns(5, 4)).recall(Matrix.of(new double[][] {STATE}), golden.param("lam"));
        double[] found = new double[9];
        found[0] = recall.energies()[0];
        for (int i = 0; i < 4; i++) {
            found[1 + i] = STATE[i] - recall.images().get(0, i);
            found[5 + i] = recall.images().get(0, i);
        }
        golden.check(found);
    }

    @Test
    void ownWeightsAreSoftmaxWeights() {
        double[][] patterns = patterns(40, 6);
        double[] own = memory(patterns).ownWeights(Matrix.of(patterns), 0.7);
        for (int mu = 0; mu < patterns.length; mu++) {
            double[] x = patterns[mu];
            double sum = Arrays.stream(patterns).mapToDouble(xi -> Math.exp(0.7 * (dot(xi, x) - dot(x, x)))).sum();
            assertEquals(1 / sum, own[mu], 1e-11);
        }
    }

    @Test
    void retrievalNeverRaisesTheEnergy() {
        double[][] patterns = patterns(30, 8);
        DenseMemory memory = memory(patterns);
        Matrix states = Matrix.of(Arrays.copyOf(patterns, 5));
        for (int step = 0; step < 10; step++) {
            DenseMemory.Recall before = memory.recall(states, 1.3);
            DenseMemory.Recall after = memory.recall(before.images(), 1.3);
            for (int i = 0; i < 5; i++) {
                assertTrue(after.energies()[i] <= before.energies()[i] + 1e-12);
            }
            states = before.images();
        }
        DenseMemory.Retrieved end = memory.retrieve(Matrix.of(Arrays.copyOf(patterns, 5)), 1.3, 0, 10);
        assertArrayEquals(states.row(3), end.states().row(3), 0.0);
    }

    /// Known coordinates stay; the others go to the image of the whole state, pattern by pattern as alone.
    @Test
    void knownCoordinatesKeepTheirValues() {
        DenseMemory memory = memory(patterns(30, 8));
        double[][] cues = Arrays.copyOf(patterns(30, 8), 3);
        boolean[][] known = new boolean[3][8];
        for (int i = 0; i < 3; i++) {
            for (int k = 4; k < 8; k++) {
                cues[i][k] = 0;
            }
            Arrays.fill(known[i], 0, 4, true);
        }
        Matrix end = memory.retrieve(Matrix.of(cues), known, 1.3, 1e-20, 200).states();
        DenseMemory.Recall there = memory.recall(end, 1.3);
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 8; k++) {
                assertEquals(k < 4 ? cues[i][k] : there.images().get(i, k), end.get(i, k), k < 4 ? 0 : 1e-8);
            }
            double[] alone = memory.retrieve(Matrix.of(new double[][] {cues[i]}), new boolean[][] {known[i]}, 1.3, 1e-20, 200)
                    .states().row(0);
            assertArrayEquals(alone, end.row(i), 0.0);
        }
    }

    private static DenseMemory memory(double[][] patterns) {
        return new DenseMemory(PatternSet.of(patterns), Precision.DOUBLE, SESSION);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    /// √2 cos(0.7 m i + 0.3 i² + 0.11 m²), from 1.
    private static double[][] patterns(int count, int dimension) {
        double[][] rows = new double[count][dimension];
        for (int m = 1; m <= count; m++) {
            for (int i = 1; i <= dimension; i++) {
                rows[m - 1][i - 1] = Math.sqrt(2) * Math.cos(0.7 * m * i + 0.3 * i * i + 0.11 * m * m);
            }
        }
        return rows;
    }
}
