package org.remanence.kernel;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("lanes")
class LayerPassTwinTest {
    private static final int[] COLUMNS = {1, 3, 4, 15, 16, 17, 31, 32, 33, 64, 128, 130};
    private static final int ROWS = 5;

    private final Arena arena = Arena.ofAuto();

    private MemorySegment numbers(long index, int count) {
        float[] values = new float[4 * Math.ceilDiv(count, 4)];
        Gaussians.SCALAR.into(5, index, 0, values, 0, values.length / 4);
        MemorySegment segment = arena.allocate((long) Float.BYTES * count, 64);
        MemorySegment.copy(values, 0, segment, JAVA_FLOAT, 0, count);
        return segment;
    }

    private MemorySegment zeros(int count) {
        return arena.allocate((long) Float.BYTES * count, 64);
    }

    private static float[] floats(MemorySegment segment) {
        return segment.toArray(JAVA_FLOAT);
    }

    /// All outputs of one set of kernels for a layer of that width.
    private float[][] outputs(LayerPass layers, int columns) {
        int count = ROWS * columns;
        MemorySegment x = numbers(0, count);
        MemorySegment gradient = numbers(1, count);
        MemorySegment weight = numbers(2, columns);
        MemorySegment bias = numbers(3, columns);
        MemorySegment sums = zeros(columns);
        layers.columnSums(x, ROWS, columns, sums);
        MemorySegment added = zeros(count);
        layers.addRow(x, bias, ROWS, columns, added);
        MemorySegment active = zeros(count);
        layers.silu(x, count, active);
        MemorySegment slopes = zeros(count);
        layers.siluGradient(x, gradient, count, slopes);
        MemorySegment moments = zeros(2 * ROWS);
        MemorySegment normed = zeros(count);
        layers.normSilu(x, ROWS, columns, weight, bias, moments, normed);
        MemorySegment into = numbers(4, count);
        MemorySegment atWeight = numbers(5, columns);
        MemorySegment atBias = numbers(6, columns);
        layers.normSiluGradient(x, ROWS, columns, weight, bias, moments, gradient, into, atWeight, atBias);
        MemorySegment parameters = numbers(7, count);
        MemorySegment first = numbers(8, count);
        MemorySegment second = zeros(count);
        MemorySegment average = numbers(9, count);
        ParameterUpdate step = new ParameterUpdate(0.999, 0.9, 0.1, 0.99, 0.01, 1e-2, 1.3, 1e-3, 0.2);
        layers.update(parameters, first, second, average, x, count, step);
        return new float[][] {floats(sums), floats(added), floats(active), floats(slopes), floats(moments), floats(normed), floats(into),
            floats(atWeight), floats(atBias), floats(parameters), floats(first), floats(second), floats(average)};
    }

    @ParameterizedTest
    @MethodSource("org.remanence.kernel.Kernels#all")
    void sameBitsAsTheDefinition(Kernels kernels) {
        for (int columns : COLUMNS) {
            float[][] expected = outputs(LayerPass.SCALAR, columns);
            float[][] actual = outputs(kernels.layers(), columns);
            for (int i = 0; i < expected.length; i++) {
                assertArrayEquals(expected[i], actual[i], 0, "output " + i + " at " + columns + " columns");
            }
        }
    }

    /// Far on both sides, where the exponential ends, at zero; NaN stays.
    @ParameterizedTest
    @MethodSource("org.remanence.kernel.Kernels#all")
    void activationsAreRightEverywhere(Kernels kernels) {
        int count = 4001;
        MemorySegment x = zeros(count);
        for (int i = 0; i < count; i++) {
            x.setAtIndex(JAVA_FLOAT, i, (i - 2000) / 20f);
        }
        x.setAtIndex(JAVA_FLOAT, 7, Float.NEGATIVE_INFINITY);
        x.setAtIndex(JAVA_FLOAT, 8, Float.POSITIVE_INFINITY);
        x.setAtIndex(JAVA_FLOAT, 9, Float.NaN);
        MemorySegment ones = zeros(count);
        for (int i = 0; i < count; i++) {
            ones.setAtIndex(JAVA_FLOAT, i, 1);
        }
        MemorySegment active = zeros(count);
        MemorySegment slope = zeros(count);
        kernels.layers().silu(x, count, active);
        kernels.layers().siluGradient(x, ones, count, slope);
        for (int i = 10; i < count; i++) {
            double z = x.getAtIndex(JAVA_FLOAT, i);
            double s = 1 / (1 + Math.exp(-z));
            // Rounding of the sigmoid, a few units of float; below −64 the exponential is cut.
            assertEquals(z * s, active.getAtIndex(JAVA_FLOAT, i), 4e-7 * Math.abs(z * s) + 1e-25);
            assertEquals(s * (1 + z * (1 - s)), slope.getAtIndex(JAVA_FLOAT, i), 4e-7 * Math.max(1, Math.abs(z)) * s + 1e-25);
        }
        assertEquals(Float.POSITIVE_INFINITY, active.getAtIndex(JAVA_FLOAT, 8));
        assertTrue(Float.isNaN(active.getAtIndex(JAVA_FLOAT, 9)));
        assertTrue(Float.isNaN(slope.getAtIndex(JAVA_FLOAT, 9)));
    }

    /// Two rows by hand: (1, 3) has mean 2 and scale 1/√(1 + 10⁻⁵).
    @Test
    void normsHaveTheirMoments() {
        MemorySegment x = zeros(2);
        x.setAtIndex(JAVA_FLOAT, 0, 1);
        x.setAtIndex(JAVA_FLOAT, 1, 3);
        MemorySegment moments = zeros(2);
        MemorySegment into = zeros(2);
        MemorySegment weight = zeros(2);
        weight.setAtIndex(JAVA_FLOAT, 1, 2);
        LayerPass.SCALAR.normSilu(x, 1, 2, weight, zeros(2), moments, into);
        double scale = 1 / Math.sqrt(1 + 1e-5);
        assertEquals(2, moments.getAtIndex(JAVA_FLOAT, 0));
        assertEquals(scale, moments.getAtIndex(JAVA_FLOAT, 1), 1e-7);
        assertEquals(2 * scale / (1 + Math.exp(-2 * scale)), into.getAtIndex(JAVA_FLOAT, 1), 3e-7);
    }
}
