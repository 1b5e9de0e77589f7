package org.remanence.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.remanence.linalg.FloatMatrix;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.ShapeException;
import org.remanence.text.BadInput;

final class ResidualNetworkTest {
    private static final RandomStream NUMBERS = RandomStream.named(3, "network test");
    /// Float sums of up to 50 terms of order 1, and as many layers: some tens of 2⁻²⁴.
    private static final double ROUNDING = 4e-6;

    /// Widths below, at and beside a round of partial sums; no block, several.
    static Stream<ResidualArchitecture> architectures() {
        return Stream.of(TwinNetworkTest.TINY, new ResidualArchitecture(5, 32, 2, 8, 16, 1000), new ResidualArchitecture(130, 45, 3, 6, 33, 1),
                new ResidualArchitecture(2, 7, 0, 2, 3, 1));
    }

    private static float[] parameters(ResidualArchitecture architecture) {
        double[] values = new double[architecture.parameters()];
        NUMBERS.gaussians(0, 0, values, 0, values.length);
        float[] parameters = new float[values.length];
        for (ParameterTensor each : architecture.tensors()) {
            double scale = each.vector() ? 0.3 : 1 / Math.sqrt(each.columns());
            double shift = each.name().contains("norm") && each.name().endsWith("weight") ? 1 : 0;
            for (int i = each.offset(); i < each.offset() + each.size(); i++) {
                parameters[i] = (float) (shift + scale * values[i]);
            }
        }
        return parameters;
    }

    private static TwinNetwork twin(ResidualArchitecture architecture, float[] parameters) {
        double[] values = new double[parameters.length];
        Arrays.setAll(values, i -> parameters[i]);
        return new TwinNetwork(architecture, values);
    }

    private static float[] inputs(int rows, int columns) {
        float[] values = new float[rows * columns];
        NUMBERS.gaussians(1, 0, values, 0, values.length);
        return values;
    }

    private static double[] row(float[] values, int row, int columns) {
        double[] copy = new double[columns];
        Arrays.setAll(copy, i -> values[row * columns + i]);
        return copy;
    }

    private static float[] apply(ResidualNetwork network, float[] inputs, double reading) {
        int rows = inputs.length / network.dimension();
        FloatMatrix into = FloatMatrix.of(new float[inputs.length], rows, network.dimension());
        network.apply(FloatMatrix.of(inputs, rows, network.dimension()), reading, into);
        float[] outputs = new float[inputs.length];
        into.copy(0, rows, outputs, 0);
        return outputs;
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void answersAreThoseOfTheTwin(ResidualArchitecture architecture) {
        float[] parameters = parameters(architecture);
        int d = architecture.dimension();
        float[] inputs = inputs(7, d);
        try (ResidualNetwork network = new ResidualNetwork(architecture, parameters)) {
            float[] outputs = apply(network, inputs, 0.37);
            for (int b = 0; b < 7; b++) {
                assertArrayEquals(twin(architecture, parameters).forward(row(inputs, b, d), 0.37), row(outputs, b, d), ROUNDING);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void jacobiansAreThoseOfTheTwin(ResidualArchitecture architecture) {
        float[] parameters = parameters(architecture);
        int d = architecture.dimension();
        float[] input = inputs(1, d);
        try (ResidualNetwork network = new ResidualNetwork(architecture, parameters)) {
            Matrix jacobian = network.jacobian(input, 0.37);
            for (int i = 0; i < d; i++) {
                double[] unit = new double[d];
                unit[i] = 1;
                assertArrayEquals(twin(architecture, parameters).backward(row(input, 0, d), 0.37, unit), jacobian.row(i), ROUNDING);
            }
        }
    }

    /// Parameter gradients of a batch, each row with a reading of its own.
    @ParameterizedTest
    @MethodSource("architectures")
    void gradientsAreThoseOfTheTwin(ResidualArchitecture architecture) {
        float[] values = parameters(architecture);
        int d = architecture.dimension();
        int rows = 11;
        float[] inputs = inputs(rows, d);
        double[] readings = new double[rows];
        Arrays.setAll(readings, b -> 0.1 * b);
        try (Arena arena = Arena.ofConfined()) {
            ResidualParameters parameters = new ResidualParameters(architecture, arena);
            parameters.write(values);
            ResidualParameters gradient = new ResidualParameters(architecture, arena);
            ResidualPass pass = new ResidualPass(architecture, rows, rows, Arithmetic.get(), arena);
            TwinNetwork twin = twin(architecture, values);
            // Twice: what a pass leaves behind must not enter the next one.
            for (int repeat = 0; repeat < 2; repeat++) {
                pass.input.write(0, rows, inputs, 0);
                pass.outputGradient.write(0, rows, inputs, 0);
                pass.set(parameters, readings);
                pass.forward(parameters);
                pass.backward(parameters);
                pass.parameterGradient(parameters, gradient);
            }
            for (int b = 0; b < rows; b++) {
                twin.backward(row(inputs, b, d), readings[b], row(inputs, b, d));
            }
            float[] actual = gradient.toArray();
            double scale = Arrays.stream(twin.gradient).map(Math::abs).max().orElseThrow();
            for (int i = 0; i < actual.length; i++) {
                assertEquals(twin.gradient[i], actual[i], ROUNDING * scale);
            }
        }
    }

    /// The bits of a row depend on its place in a block of 128 alone.
    @Test
    void rowsDoNotDependOnTheBatch() {
        ResidualArchitecture architecture = new ResidualArchitecture(30, 64, 2, 8, 16, 1);
        float[] all = inputs(300, 30);
        try (ResidualNetwork network = new ResidualNetwork(architecture, parameters(architecture)); ResidualNetwork other = network.copy()) {
            float[] outputs = apply(network, all, 0.5);
            for (int rows : new int[] {1, 2, 127, 128, 129, 256, 299}) {
                assertArrayEquals(Arrays.copyOf(outputs, rows * 30), apply(other, Arrays.copyOf(all, rows * 30), 0.5));
            }
            assertArrayEquals(Arrays.copyOfRange(outputs, 128 * 30, 300 * 30), apply(other, Arrays.copyOfRange(all, 128 * 30, 300 * 30), 0.5));
        }
    }

    @Test
    void anotherDimensionIsRefused() {
        ResidualArchitecture tiny = TwinNetworkTest.TINY;
        assertThrows(ShapeException.class, () -> new ResidualNetwork(tiny, new float[173]));
        try (ResidualNetwork network = new ResidualNetwork(tiny, new float[174])) {
            FloatMatrix wrong = FloatMatrix.of(new float[4], 1, 4);
            assertThrows(ShapeException.class, () -> network.apply(wrong, 1, FloatMatrix.of(new float[4], 1, 4)));
            assertThrows(ShapeException.class, () -> network.jacobian(new float[4], 1));
        }
        assertThrows(BadInput.class, () -> new ResidualArchitecture(3, 4, 1, 5, 5, 1));
        assertThrows(BadInput.class, () -> new ResidualArchitecture(3, 100_000, 5, 4, 5, 1));
    }
}
