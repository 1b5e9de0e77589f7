package org.remanence.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.remanence.tensor.Precision;

@Tag("lanes")
class FusedStepTwinTest {
    private static final int[] DIMENSIONS = {1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 31, 32, 33, 63, 64, 97, 127, 128, 129, 256, 997,
        2047, 2048, 2049, 4133};

    @ParameterizedTest
    @MethodSource("org.remanence.kernel.Kernels#all")
    void sameBitsAsTheDefinition(Kernels kernels) {
        for (Precision precision : Precision.values()) {
            for (int dimension : DIMENSIONS) {
                for (int directions = 1; directions <= 3; directions++) {
                    assertArrayEquals(walked(precision, dimension, directions, Kernels.scalar()),
                            walked(precision, dimension, directions, kernels), precision + " d=" + dimension);
                }
            }
        }
    }

    /// Against exact decimal arithmetic on the same normal numbers; every operation rounds once, and the overlap is a sum of d terms.
    /// One direction takes a way of its own, and 4133 coordinates take three strips of noise.
    @ParameterizedTest
    @EnumSource(Precision.class)
    void isTheFormula(Precision precision) {
        for (int d : new int[] {30, 2100, 4133}) {
            for (int directions = 1; directions <= 3; directions++) {
                isTheFormula(precision, d, directions);
            }
        }
    }

    private static void isTheFormula(Precision precision, int d, int count) {
        double[][] directions = new double[count][];
        Arrays.setAll(directions, j -> numbers(1 + j, d, precision));
        FusedStep steps = FusedStep.of(precision, directions, 1, Kernels.get());
        double[] pull = Arrays.copyOf(new double[] {0.25, -0.5, 0.125}, count);
        steps.begin(0, pull, 0.75, 5, 6, 7);
        double[] before = new double[d];
        steps.read(0, before);
        steps.step(0, 0.875, pull, 0.125, 5, 6, 7000);
        double[] after = new double[d];
        steps.read(0, after);
        double[] z = noise(5, 6, 7000, d, precision);
        double[] first = noise(5, 6, 7, d, precision);
        double ulp = 2 * precision.unitRoundoff();
        BigDecimal[] overlaps = new BigDecimal[count];
        Arrays.fill(overlaps, BigDecimal.ZERO);
        for (int k = 0; k < d; k++) {
            double begun = 0.75 * first[k];
            BigDecimal moved = exact(0.875, before[k]).add(exact(0.125, z[k]));
            for (int j = 0; j < count; j++) {
                begun += pull[j] * directions[j][k];
                moved = moved.add(exact(pull[j], directions[j][k]));
                overlaps[j] = overlaps[j].add(exact(after[k], directions[j][k]));
            }
            assertEquals(begun, before[k], 4 * ulp * 8, "up to four roundings of numbers below 8");
            assertEquals(moved.doubleValue(), after[k], 5 * ulp * 8, "up to five roundings of numbers below 8");
        }
        double rounding = precision.unitRoundoff() * 80 * d;
        for (int j = 0; j < count; j++) {
            assertEquals(overlaps[j].doubleValue(), steps.overlap(0, j), rounding, "chains of 64 terms, products of order one");
        }
    }

    /// Noise made ahead is the noise of the step, in whatever order steps, trajectories and keys come to a row.
    @Test
    void noiseBelongsToItsAddress() {
        for (int dimension : new int[] {1, 5, 30, 128, 300}) {
            for (int rows : new int[] {2, FusedStep.FEW + 1}) {
                double[][] direction = {new double[dimension]};
                FusedStep steps = FusedStep.of(Precision.DOUBLE, direction, rows, Kernels.get());
                for (long step : new long[] {0, 1, 2, 40, 3, 1000, 64, 63, 65, 511, 512, 513}) {
                    long block = step * steps.blocks();
                    for (int row = rows - 1; row >= 0; row--) {
                        for (long[] address : new long[][] {{9, 100 + row}, {9, 3}, {9, 4}, {10, 4}, {9, 100 + row}}) {
                            assertNoise(steps, dimension, row, address[0], address[1], block);
                        }
                        assertNoise(steps, dimension, row, 9, 100 + row, block + 1);
                    }
                }
            }
        }
    }

    private static void assertNoise(FusedStep steps, int dimension, int row, long key, long index, long block) {
        double[] state = new double[dimension];
        steps.step(row, 0, new double[1], 1, key, index, block);
        steps.read(row, state);
        assertArrayEquals(noise(key, index, block, state.length, Precision.DOUBLE), state);
    }

    @Test
    void noiseOfSeveralStepsIsMadeWhereItFits() {
        assertEquals(512, NoiseBuffer.window(256, FusedStep.FEW));
        assertEquals(0, NoiseBuffer.window(257, FusedStep.FEW));
        assertEquals(64, NoiseBuffer.window(32, FusedStep.FEW + 1));
        assertEquals(0, NoiseBuffer.window(33, FusedStep.FEW + 1));
        NoiseBuffer buffer = new NoiseBuffer(40, 10);
        assertFalse(buffer.holds(0, 0, 0, 1), "nothing yet");
        buffer.filled(1, 2, 100);
        assertTrue(buffer.holds(1, 2, 100, 10));
        assertTrue(buffer.holds(1, 2, 109, 1));
        assertFalse(buffer.holds(1, 2, 100, 11));
        assertFalse(buffer.holds(1, 2, 109, 2));
        assertFalse(buffer.holds(1, 2, 99, 1));
        assertFalse(buffer.holds(1, 3, 100, 1));
        assertFalse(buffer.holds(2, 2, 100, 1));
        assertEquals(40 + 4 * 9, buffer.at(109));
    }

    @Test
    void aCopyGoesOnAsItsOriginal() {
        double[][] directions = {numbers(1, 77, Precision.DOUBLE)};
        FusedStep steps = FusedStep.of(Precision.FLOAT, directions, 3, Kernels.get());
        steps.begin(0, new double[] {1}, 1, 1, 2, 3);
        steps.copy(0, 2);
        assertEquals(steps.overlap(0, 0), steps.overlap(2, 0));
        for (int row : new int[] {0, 2}) {
            steps.step(row, 0.5, new double[] {steps.overlap(row, 0)}, 1, 4, 5, 6);
        }
        double[][] states = new double[2][77];
        steps.read(0, states[0]);
        steps.read(2, states[1]);
        assertArrayEquals(states[0], states[1]);
        assertTrue(Arrays.stream(states[0]).anyMatch(each -> each != 0));
    }

    private static double[] walked(Precision precision, int dimension, int directions, Kernels kernels) {
        double[][] u = new double[directions][];
        Arrays.setAll(u, j -> numbers(j, dimension, precision));
        FusedStep steps = FusedStep.of(precision, u, 2, kernels);
        double[] pull = new double[directions];
        steps.begin(1, pull, 1, 1, 2, 3);
        double[] state = new double[dimension + directions];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < directions; j++) {
                pull[j] = 1e-3 * steps.overlap(1, j);
            }
            steps.step(1, 0.9, pull, 0.3, 1, 2, 1000 + (long) i * steps.blocks());
        }
        steps.read(1, state);
        for (int j = 0; j < directions; j++) {
            state[dimension + j] = steps.overlap(1, j);
        }
        return state;
    }

    private static double[] numbers(long index, int count, Precision precision) {
        return noise(77, index, 0, count, precision);
    }

    private static double[] noise(long key, long index, long block, int count, Precision precision) {
        int blocks = Math.ceilDiv(count, 4);
        double[] values = new double[4 * blocks];
        switch (precision) {
            case DOUBLE -> Gaussians.SCALAR.into(key, index, block, values, 0, blocks);
            case FLOAT -> {
                float[] floats = new float[4 * blocks];
                Gaussians.SCALAR.into(key, index, block, floats, 0, blocks);
                Arrays.setAll(values, i -> floats[i]);
            }
        }
        return Arrays.copyOf(values, count);
    }

    private static BigDecimal exact(double a, double b) {
        return new BigDecimal(a).multiply(new BigDecimal(b));
    }
}
