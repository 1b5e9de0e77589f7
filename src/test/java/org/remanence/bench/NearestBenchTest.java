package org.remanence.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.remanence.tensor.Matrix;

final class NearestBenchTest {
    /// What is timed finds the patterns that a sort of all distances puts first.
    @Test
    void findsTheNearest() {
        NearestBench bench = new NearestBench();
        bench.shape = "500x20x7";
        bench.wanted = 5;
        bench.threads = 2;
        bench.setUp();
        bench.search();
        Matrix patterns = bench.patterns();
        for (int b = 0; b < 7; b++) {
            double[] x = bench.states().row(b);
            int[] order = IntStream.range(0, 500).boxed().sorted(Comparator.comparingDouble(i -> IntStream.range(0, 20)
                    .mapToDouble(k -> Math.pow(x[k] - patterns.get(i, k), 2)).sum())).mapToInt(Integer::intValue).toArray();
            for (int i = 0; i < 5; i++) {
                assertEquals(order[i], bench.found().pattern(b, i));
            }
        }
        bench.tearDown();
    }
}
