package org.remanence.experiment.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.remanence.experiment.Asking.ALARM;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.experiment.measure.DataChoice;
import org.remanence.result.Npy;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

class EnsembleTest {
    private static final int ROWS = 12;

    @TempDir
    private Path folder;

    private Ensemble numbers(Session session, Arena arena) {
        Matrix numbers = Matrix.zeros(ROWS, 1);
        for (int i = 0; i < ROWS; i++) {
            numbers.set(i, 0, i);
        }
        Path file = folder.resolve("numbers.npy");
        Npy.write(file, numbers);
        return new Ensemble(new DataChoice(file.toString(), DataChoice.ScaleChoice.NONE, DataChoice.Centering.OFF), session,
                arena);
    }

    /// 3000 subsets of 4 from 12: no row twice, and each row as often in each place as any other. χ² with 11 degrees of freedom
    /// exceeds 40 once in 28 000 times.
    @Test
    void subsetsAreWithoutRepeatsAndUnbiased() {
        int draws = 3000;
        int[][] seen = new int[4][ROWS];
        int neighbours = 0;
        try (Session session = Session.seeded(6); Arena arena = Arena.ofShared()) {
            Ensemble ensemble = numbers(session, arena);
            for (int r = 0; r < draws; r++) {
                Matrix subset = ensemble.draw(4, r);
                assertEquals(4, subset.rows());
                assertEquals(4, Arrays.stream(subset.toArray()).mapToDouble(row -> row[0]).distinct().count());
                for (int i = 0; i < 4; i++) {
                    seen[i][(int) subset.get(i, 0)]++;
                }
                neighbours += subset.get(0, 0) < subset.get(1, 0) ? 1 : 0;
            }
        }
        double expected = draws / (double) ROWS;
        for (int[] place : seen) {
            assertTrue(Arrays.stream(place).mapToDouble(each -> Math.pow(each - expected, 2) / expected).sum() < 40,
                    Arrays.toString(place));
        }
        assertEquals(0.5, neighbours / (double) draws, ALARM * 0.5 / Math.sqrt(draws), "either of two rows comes first as often");
    }

    @Test
    void subsetsHangOnSizeAndNumberAlone() {
        try (Session session = Session.seeded(6); Session again = Session.seeded(6); Arena arena = Arena.ofShared()) {
            Ensemble one = numbers(session, arena);
            Ensemble other = numbers(again, arena);
            assertArrayEquals(one.draw(5, 3).toArray(), other.draw(5, 3).toArray());
            assertFalse(Arrays.deepEquals(one.draw(5, 3).toArray(), one.draw(5, 4).toArray()));
            double[][] all = one.draw(ROWS, 0).toArray();
            assertArrayEquals(one.whole().toMatrix(arena).toArray(), all, "all rows, in their order");
        }
    }

    /// Realization 0 of a model at its own number is the patterns as named; others are other draws.
    @Test
    void drawsOfAModelAreFresh() {
        DataChoice choice = new DataChoice("gaussian:d=3,n=20", DataChoice.ScaleChoice.AUTO, DataChoice.Centering.AUTO);
        try (Session session = Session.seeded(6); Arena arena = Arena.ofShared()) {
            Ensemble ensemble = new Ensemble(choice, session, arena);
            assertArrayEquals(ensemble.whole().toMatrix(arena).toArray(), ensemble.draw(20, 0).toArray());
            double[][] second = ensemble.draw(20, 1).toArray();
            double[][] larger = ensemble.draw(40, 0).toArray();
            assertEquals(40, larger.length);
            assertTrue(second[0][0] != ensemble.whole().row(0)[0] && larger[0][0] != second[0][0]
                    && larger[0][0] != ensemble.whole().row(0)[0]);
        }
    }
}
