package org.remanence.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HebbianBenchTest {
    @Test
    void bothSidesSettleAtTheSameState() {
        HebbianBench bench = new HebbianBench();
        bench.neurons = 300;
        bench.draw();
        assertTrue(bench.ours().overlap(0) > 0.9);
        for (int pattern = 0; pattern < 36; pattern++) {
            assertEquals(bench.scalar().overlap(pattern), bench.ours().overlap(pattern), 0.0);
        }
    }
}
