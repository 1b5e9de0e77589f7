package org.remanence.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.lang.foreign.Arena;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.remanence.data.DataSource;
import org.remanence.data.PatternSet;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Precision;

final class PatternBenchTest {
    /// What is timed leaves the patterns behind that are stored under the same seed.
    @ParameterizedTest
    @EnumSource(Precision.class)
    void timesThePatternsOfTheStoredSet(Precision precision) {
        PatternBench bench = new PatternBench();
        bench.data = "mixture:d=40";
        bench.precision = precision;
        bench.threads = 2;
        bench.setUp();
        bench.generate(3);
        int height = bench.height();
        PatternSet stored = DataSource.open("mixture:d=40,n=" + 32 * height, RandomStream.named(1, "patterns"), precision, Arena.ofAuto());
        double[] expected = new double[height * 40];
        stored.copy(31L * height, height, expected, 0);
        assertArrayEquals(expected, Arrays.copyOf(bench.last(3), expected.length));
        bench.tearDown();
    }
}
