package org.remanence.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.remanence.kernel.Kernels;
import org.remanence.tensor.Precision;

class FusedStepBenchTest {
    @ParameterizedTest
    @EnumSource(Precision.class)
    void measuresTheStepsOfTheDefinition(Precision precision) {
        assertArrayEquals(after(precision, Kernels.scalar()), after(precision, Kernels.all().getLast()));
    }

    private static double[] after(Precision precision, Kernels kernels) {
        FusedStepBench bench = new FusedStepBench();
        bench.precision = precision;
        bench.dimension = 256;
        bench.begin(kernels, 5);
        for (int i = 0; i < 3; i++) {
            bench.stepAll();
        }
        return bench.state(4);
    }
}
