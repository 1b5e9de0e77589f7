package org.remanence.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.remanence.kernel.Gaussians;
import org.remanence.kernel.Kernels;
import org.remanence.tensor.Precision;

final class GaussianBenchTest {
    /// What is timed leaves the numbers of the definition behind.
    @ParameterizedTest
    @EnumSource(Precision.class)
    void timesTheNumbersOfTheDefinition(Precision precision) {
        GaussianBench bench = new GaussianBench();
        bench.precision = precision;
        bench.threads = 2;
        bench.setUp();
        bench.fill(3, Kernels.get().gaussians());
        double[] actual = bench.last(3);
        bench.fill(3, Gaussians.SCALAR);
        assertArrayEquals(bench.last(3), actual);
        bench.tearDown();
    }
}
