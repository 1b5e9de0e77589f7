package org.remanence.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("lanes")
class GaussiansTwinTest {
    private static final int[] BLOCKS = {0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 31, 250, 1009};

    @ParameterizedTest
    @MethodSource("org.remanence.kernel.Kernels#all")
    void sameBitsAsTheDefinition(Kernels kernels) {
        for (int blocks : BLOCKS) {
            long block = 0xFFFFFFFFL - 5;
            double[] expected = new double[4 * blocks + 3];
            double[] actual = new double[4 * blocks + 3];
            Gaussians.SCALAR.into(7, -3, block, expected, 2, blocks);
            kernels.gaussians().into(7, -3, block, actual, 2, blocks);
            assertArrayEquals(expected, actual);
            float[] expectedFloats = new float[4 * blocks + 3];
            float[] actualFloats = new float[4 * blocks + 3];
            Gaussians.SCALAR.into(7, -3, block, expectedFloats, 2, blocks);
            kernels.gaussians().into(7, -3, block, actualFloats, 2, blocks);
            assertArrayEquals(expectedFloats, actualFloats);
        }
    }

    /// Rows of any length: shorter than a vector, as long, longer, of many vectors; and many rows.
    @ParameterizedTest
    @MethodSource("org.remanence.kernel.Kernels#all")
    void rowsAreTheFirstBlocksOfConsecutiveIndices(Kernels kernels) {
        for (int blocks : new int[] {1, 2, 3, 4, 5, 7, 8, 9, 10, 16, 17, 250, 1009}) {
            for (int rows : new int[] {0, 1, 2, 3, 7, 40, 601}) {
                long first = 0xFFFFFFFFL - 3;
                double[] expected = new double[4 * blocks * rows + 3];
                float[] expectedFloats = new float[4 * blocks * rows + 3];
                for (int i = 0; i < rows; i++) {
                    Gaussians.SCALAR.into(7, first + i, 0, expected, 2 + 4 * blocks * i, blocks);
                    Gaussians.SCALAR.into(7, first + i, 0, expectedFloats, 2 + 4 * blocks * i, blocks);
                }
                double[] actual = new double[expected.length];
                float[] actualFloats = new float[expected.length];
                kernels.gaussians().rows(7, first, rows, blocks, actual, 2);
                kernels.gaussians().rows(7, first, rows, blocks, actualFloats, 2);
                assertArrayEquals(expected, actual);
                assertArrayEquals(expectedFloats, actualFloats);
            }
        }
    }

    /// Truncated series, and roundings of logarithm, root, sine and product: a few ulps of numbers up to 6.66.
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 0x123456789abcdefL})
    void isTheTransformOfTheWords(long key) {
        int[] words = new int[4];
        double[] actual = new double[4];
        float[] floats = new float[4];
        for (long block = 0; block < 100_000; block++) {
            Philox.block(key, 11, block, words);
            Gaussians.SCALAR.into(key, 11, block, actual, 0, 1);
            Gaussians.SCALAR.into(key, 11, block, floats, 0, 1);
            for (int pair = 0; pair < 4; pair += 2) {
                double u = ((words[pair] >>> 1) + 0.5) / 0x1p31;
                double phi = ((words[pair + 1] >>> 1) - 0x1p30 + 0.5) * Math.PI / 0x1p32;
                double r = Math.sqrt(-2 * Math.log(u)) * ((words[pair] & 1) == 0 ? 1 : -1);
                double cos = r * Math.cos(phi);
                double sin = r * Math.sin(phi);
                boolean swap = (words[pair + 1] & 1) != 0;
                assertEquals(swap ? sin : cos, actual[pair], 4e-15);
                assertEquals(swap ? cos : sin, actual[pair + 1], 4e-15);
                assertEquals(swap ? sin : cos, floats[pair], 3e-6);
                assertEquals(swap ? cos : sin, floats[pair + 1], 3e-6);
            }
        }
    }

    @Test
    void vectorsAreTestedWhereTheyExist() {
        assertTrue(Kernels.all().stream().anyMatch(each -> each.name().startsWith("simd")));
    }
}
