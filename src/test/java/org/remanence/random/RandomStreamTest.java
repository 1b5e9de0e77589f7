package org.remanence.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
    private static final RandomStream STREAM = RandomStream.named(3, "test");

    @Test
    void fillsAreTheNumbersAtTheirAddresses() {
        for (int position = 0; position < 9; position++) {
            for (int count : new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 63, 64, 65, 130}) {
                double[] gaussians = new double[count + 2];
                float[] floats = new float[count + 2];
                double[] uniforms = new double[count + 2];
                STREAM.gaussians(5, position, gaussians, 1, count);
                STREAM.gaussians(5, position, floats, 1, count);
                STREAM.uniforms(5, position, uniforms, 1, count);
                for (int i = 0; i < count; i++) {
                    assertEquals(STREAM.gaussian(5, position + i), gaussians[i + 1]);
                    assertEquals(STREAM.gaussian(5, position + i), floats[i + 1], 3e-6, "float arithmetic");
                    assertEquals(STREAM.uniform(5, position + i), uniforms[i + 1]);
                }
                assertEquals(0, gaussians[0] + gaussians[count + 1] + uniforms[0] + uniforms[count + 1]);
                assertEquals(0, floats[0] + floats[count + 1]);
            }
        }
    }

    @Test
    void floatFillsDoNotDependOnTheSplit() {
        float[] whole = new float[1000];
        STREAM.gaussians(1, 2, whole, 0, 1000);
        for (int piece : new int[] {1, 3, 4, 7, 64, 333}) {
            float[] parts = new float[1000];
            for (int at = 0; at < 1000; at += piece) {
                STREAM.gaussians(1, 2 + at, parts, at, Math.min(piece, 1000 - at));
            }
            for (int i = 0; i < 1000; i++) {
                assertEquals(whole[i], parts[i]);
            }
        }
    }

    @Test
    void rowsAreTheNumbersOfConsecutiveIndices() {
        for (int columns : new int[] {1, 3, 4, 5, 8, 40, 1023, 5000}) {
            for (int rows : new int[] {0, 1, 2, 9}) {
                for (int stride : new int[] {columns, columns + 3}) {
                    double[] doubles = new double[rows * stride + 2];
                    float[] floats = new float[rows * stride + 2];
                    double[] row = new double[columns];
                    float[] floatRow = new float[columns];
                    STREAM.gaussianRows(1L << 33, rows, columns, doubles, 1, stride);
                    STREAM.gaussianRows(1L << 33, rows, columns, floats, 1, stride);
                    for (int i = 0; i < rows; i++) {
                        STREAM.gaussians((1L << 33) + i, 0, row, 0, columns);
                        STREAM.gaussians((1L << 33) + i, 0, floatRow, 0, columns);
                        for (int k = 0; k < stride; k++) {
                            assertEquals(k < columns ? row[k] : 0, doubles[1 + i * stride + k]);
                            assertEquals(k < columns ? floatRow[k] : 0, floats[1 + i * stride + k]);
                        }
                    }
                    assertEquals(0, doubles[0] + doubles[rows * stride + 1] + floats[0] + floats[rows * stride + 1]);
                }
            }
        }
    }

    @Test
    void wordsAreTheHighHalvesOfTheBits() {
        int[] words = new int[7];
        STREAM.words(12, words);
        for (int at = 0; at < words.length; at++) {
            assertEquals((int) (STREAM.bits(12, at) >>> 32), words[at]);
        }
    }

    @Test
    void seedAndPurposeNameTheStream() {
        assertEquals(STREAM, RandomStream.named(3, "test"));
        Set<String> purposes = new HashSet<>();
        for (int i = 0; i < 27 * 27 * 27; i++) {
            purposes.add(letter(i % 27) + letter(i / 27 % 27) + letter(i / 729));
        }
        long[] seeds = {-1, 0, 1, 2, 3, 1L << 32, Long.MIN_VALUE};
        for (long seed : seeds) {
            long keys = purposes.stream().map(purpose -> RandomStream.named(seed, purpose).key()).distinct().count();
            assertEquals(purposes.size(), keys, "of 18 279 keys of 64 bits two agree once in 10¹¹ times");
        }
        for (String purpose : purposes) {
            assertEquals(seeds.length, Arrays.stream(seeds).map(seed -> RandomStream.named(seed, purpose).key()).distinct().count());
        }
    }

    /// None, or a letter.
    private static String letter(int i) {
        return i == 0 ? "" : Character.toString('a' + i - 1);
    }

    /// Computed by a program of its own in integers of any length.
    @Test
    void keysAndNumbersAreTheDefined() {
        assertEquals(0xe220a8397b1dcdafL, RandomStream.named(0, "").key());
        assertEquals(0x53fadbbd3a5b9930L, RandomStream.named(1, "ab").key());
        assertEquals(0xb00ee9d4e9e4392aL, RandomStream.named(1, "ba").key());
        assertEquals(0xbbe2722622333002L, RandomStream.named(-1, "größe").key());
        RandomStream stream = new RandomStream(0xc68493ef64948d02L);
        assertEquals(stream, RandomStream.named(2026, "noise"));
        assertNumbers(stream, 0, 0, 0xbfe6aae857c5cbfcL, 0x1.7fcd55d0af8b9p-1, 749, 3456981905192350463L);
        assertNumbers(stream, 5, 7, 0x38bbe3061828bb18L, 0x1.c5df1830c145cp-3, 221, 1022027675520872134L);
        assertNumbers(stream, (1L << 40) + 3, (1L << 34) + 2, 0x3970f848d45863c5L, 0x1.cb87c246a2c34p-3, 224, 1034770262309345521L);
        assertNumbers(stream, -1, (1L << 62) - 1, 0x54654c1d60884ae4L, 0x1.5195307582212p-2, 329, 1520337640222757561L);
    }

    private static void assertNumbers(RandomStream stream, long index, long position, long bits, double uniform, int below, long below62) {
        assertEquals(bits, stream.bits(index, position));
        assertEquals(uniform, stream.uniform(index, position));
        assertEquals(below, stream.below(index, position, 1000));
        assertEquals(below62, stream.below(index, position, 1L << 62));
    }

    /// Neither 0 nor 1, and the middle of its interval.
    @Test
    void uniformNumbersAreOddMultiples() {
        double[] uniforms = new double[10_000];
        STREAM.uniforms(4, 1, uniforms, 0, uniforms.length);
        for (double each : uniforms) {
            double units = each * 0x1p53;
            assertEquals(1, units % 2);
            assertTrue(units > 0 && units < 0x1p53);
        }
    }

    @Test
    void integersReachBothEndsAndNoFurther() {
        boolean[] seen = new boolean[7];
        for (int i = 0; i < 1000; i++) {
            seen[STREAM.below(9, i, 7)] = true;
        }
        for (boolean each : seen) {
            assertEquals(true, each);
        }
        assertEquals(0, STREAM.below(0, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> STREAM.below(0, 0, 0));
    }

    @Test
    void refusesAFillBeyondTheArray() {
        assertThrows(IndexOutOfBoundsException.class, () -> STREAM.gaussians(0, 0, new double[4], 2, 3));
    }
}
