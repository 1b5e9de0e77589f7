package org.remanence.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.remanence.score.TrackedScore;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

class PruningBenchTest {
    @Test
    void bothSidesEndAtTheSameData() {
        PruningBench bench = new PruningBench();
        bench.data = "mixture:d=20,n=8000,k=4";
        bench.end = 1e-4;
        bench.precision = Precision.DOUBLE;
        bench.batch = 5;
        bench.steps = 30;
        bench.threads = 2;
        bench.setUp();
        TrackedScore tracked = bench.score().tracked();
        Matrix pruned = bench.walk(tracked);
        Matrix plain = bench.walk(bench.score());
        bench.tearDown();
        assertTrue(tracked.prunedShare() > 0.1, () -> "pruned share %s".formatted(tracked.prunedShare()));
        for (int b = 0; b < 5; b++) {
            assertArrayEquals(plain.row(b), pruned.row(b), 1e-9);
        }
    }
}
