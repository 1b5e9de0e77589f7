package org.remanence.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AnnealingBenchTest {
    /// At a low energy few flips are likely: the plain sweep tells the expected number of them.
    @Test
    void plainSweepTellsHowManyFlipsAreLikely() {
        AnnealingBench bench = new AnnealingBench();
        bench.shape = "40x12";
        bench.count = 2;
        bench.draw();
        double flips = bench.plainSweep();
        assertTrue(flips > 0 && flips <= 40, "expected flips " + flips);
        assertEquals(flips, bench.plainSweep(), 0.0, "nothing moves");
        bench.tearDown();
    }
}
