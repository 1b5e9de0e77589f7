package org.remanence.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.remanence.linalg.SymmetricEigen;
import org.remanence.tensor.Precision;

class EigenBenchTest {
    /// Tolerance: some p roundoffs of the largest |λ|, which is 16.
    @ParameterizedTest
    @EnumSource(Precision.class)
    void bothSidesFindTheEigenvalues(Precision precision) {
        EigenBench bench = new EigenBench();
        bench.order = 61;
        bench.precision = precision;
        bench.threads = 1;
        bench.draw();
        double[] expected = SymmetricEigen.values(bench.matrix());
        double tolerance = 8 * 61 * 16 * precision.unitRoundoff();
        assertArrayEquals(expected, bench.solve(), tolerance);
        assertArrayEquals(expected, bench.lapack(), tolerance);
    }
}
