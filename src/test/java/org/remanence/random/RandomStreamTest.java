package org.remanence.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
    void seedAndPurposeNameTheStream() {
        assertEquals(STREAM, RandomStream.named(3, "test"));
        assertNotEquals(STREAM, RandomStream.named(4, "test"));
        assertNotEquals(STREAM, RandomStream.named(3, "tess"));
        assertNotEquals(RandomStream.named(0, ""), RandomStream.named(1, ""));
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
