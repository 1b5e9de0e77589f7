package org.remanence.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.remanence.kernel.Gaussians;
import org.remanence.kernel.Kernels;
import org.remanence.tensor.Precision;

final class FillTest {
    /// What is timed leaves the numbers of the definition behind.
    @ParameterizedTest
    @EnumSource(Precision.class)
    void timesTheNumbersOfTheDefinition(Precision precision) {
        Fill fill = new Fill(precision);
        fill.fill(3, Kernels.get().gaussians());
        double[] actual = fill.last(3);
        fill.fill(3, Gaussians.SCALAR);
        assertArrayEquals(fill.last(3), actual);
    }
}
