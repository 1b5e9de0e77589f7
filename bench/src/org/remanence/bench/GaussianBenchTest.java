package org.remanence.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.kernel.Gaussians;

class GaussianBenchTest {
    @ParameterizedTest
    @ValueSource(strings = {"scalar", "simd"})
    void measuresTheNumbersOfTheDefinition(String kernels) {
        GaussianBench bench = new GaussianBench();
        bench.kernels = kernels;
        bench.choose();
        double[] expected = new double[GaussianBench.COUNT];
        Gaussians.SCALAR.into(1, 2, 0, expected, 0, GaussianBench.COUNT / 4);
        assertArrayEquals(expected, bench.doubles());
        float[] floats = bench.floats();
        Gaussians.SCALAR.into(1, 2, GaussianBench.COUNT / 4, expected, 0, GaussianBench.COUNT / 4);
        for (int i = 0; i < floats.length; i++) {
            assertEquals(expected[i], floats[i], 3e-6, "float arithmetic");
        }
    }
}
