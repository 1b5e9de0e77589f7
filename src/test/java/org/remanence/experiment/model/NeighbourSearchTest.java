package org.remanence.experiment.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.remanence.experiment.Asking.ask;
import static org.remanence.experiment.Asking.assertRefused;
import static org.remanence.experiment.Asking.with;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.result.Npy;
import org.remanence.tensor.Matrix;

/// Four patterns at the corners of a square of side 2, states beside them.
class NeighbourSearchTest {
    @TempDir
    private Path folder;
    private Map<String, String> question;

    @BeforeEach
    void write() {
        Npy.write(folder.resolve("patterns.npy"), Matrix.of(new double[][] {{1, 1}, {-1, 1}, {-1, -1}, {1, -1}}));
        Npy.write(folder.resolve("states.npy"), Matrix.of(new double[][] {{0, 0}, {4, 5}, {-1, -1}}));
        question = Map.of("data", folder.resolve("patterns.npy").toString(), "at", folder.resolve("states.npy").toString(), "k", "3");
    }

    @Test
    void cornersAreFoundByDistanceThenByRow() {
        NeighbourSearch.Result result = ask(NeighbourSearch.class, question, 1, 2).result();
        assertArrayEquals(new long[][] {{0, 1, 2}, {0, 1, 3}, {2, 1, 3}}, result.nearest());
        assertArrayEquals(new double[] {Math.sqrt(2), Math.sqrt(2), Math.sqrt(2)}, result.distance()[0], 0);
        assertArrayEquals(new double[] {5, Math.sqrt(41), Math.sqrt(45)}, result.distance()[1], 0);
        assertArrayEquals(new double[] {0, 2, 2}, result.distance()[2], 0);
    }

    /// Divided by a length of √2 each, the corners lie on the unit circle, and so does a state.
    @Test
    void statesArePreparedAsPatterns() {
        NeighbourSearch.Result result = ask(NeighbourSearch.class, with(question, Map.of("scale", "unit-norm", "k", "1",
                "at", folder.resolve("patterns.npy").toString())), 1, 1).result();
        for (int b = 0; b < 4; b++) {
            assertEquals(b, result.nearest()[b][0]);
            assertEquals(0, result.distance()[b][0], 1e-15);
        }
    }

    @Test
    void whatCannotBeAskedIsRefused() {
        assertRefused(NeighbourSearch.class, with(question, Map.of("k", "5")), "k must be at most the number of patterns, 4, got 5");
        assertRefused(NeighbourSearch.class, with(question, Map.of("k", "0")), "k must be at least 1");
        assertRefused(NeighbourSearch.class, with(question, Map.of("at", "gaussian:d=3,n=2")), "dimension");
    }
}
