package org.remanence.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.remanence.kernel.simd.Lanes;
import org.remanence.tensor.Precision;

final class YardsticksTest {
    @Test
    void readingTouchesEveryNumberOnce() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(1 << 14, 64);
            long sum = 0;
            for (int i = 0; i < 2048; i++) {
                memory.setAtIndex(ValueLayout.JAVA_LONG, i, 31L * i * i - 7);
                sum += i >= 512 && i < 1536 ? 31L * i * i - 7 : 0;
            }
            assertEquals(sum, Read.sum(memory, 4096, 8192));
        }
    }

    /// Chains that a compiler had merged or cut short would not all end at the fixed point.
    @ParameterizedTest
    @EnumSource(Precision.class)
    void chainsEndAtTheirFixedPoint(Precision precision) {
        PeakBench bench = new PeakBench();
        bench.precision = precision;
        int lanes = precision == Precision.FLOAT ? Lanes.FLOAT.length() : Lanes.DOUBLE.length();
        assertEquals(20.0 * lanes, bench.chains(100), 1e-4);
    }
}
