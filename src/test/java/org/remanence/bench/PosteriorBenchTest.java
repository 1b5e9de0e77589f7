package org.remanence.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.remanence.score.Posterior;
import org.remanence.tensor.Precision;

final class PosteriorBenchTest {
    /// What is timed returns the bits of the scalar twin.
    @ParameterizedTest
    @EnumSource(Precision.class)
    void timesTheRightAnswer(Precision precision) {
        MomentsBench bench = new MomentsBench();
        bench.precision = precision;
        bench.threads = 2;
        bench.setUp(new Shape(300, 130, 20));
        Posterior expected = bench.twin();
        Posterior actual = bench.ours();
        assertArrayEquals(expected.logDensity(), actual.logDensity());
        assertArrayEquals(expected.score().toArray(), actual.score().toArray());
        bench.tearDown();
    }

    /// Both yardsticks run, and count what the shape says.
    @ParameterizedTest
    @CsvSource({"products, 0.001008", "gemm, 7.247757312"})
    void countsTheOperationsOfItsYardsticks(String yardstick, double gigaflop) {
        ManyStatesBench bench = new ManyStatesBench();
        bench.precision = Precision.FLOAT;
        bench.threads = 1;
        bench.yardstick = yardstick;
        bench.setUp(new Shape(30, 120, 70));
        assertEquals(0.001008, bench.gigaflop(), 1e-15);
        assertEquals(30 * 120 * 4, bench.bytes());
        assertEquals(gigaflop, bench.side().amount(), 1e-12 * gigaflop);
        bench.side().work().run();
        bench.tearDown();
    }
}
