package org.remanence.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ArrayShapeTest {
    private static ArrayShape shape(long... axes) {
        return ArrayShape.of(LongStream.of(axes).boxed().toList(), "x");
    }

    @Test
    void axesAreRowsThenHeightWidthChannels() {
        assertEquals(new ArrayShape(5, 6, ImageShape.NONE), shape(5, 6));
        assertEquals(new ArrayShape(5, 6, new ImageShape(2, 3, 1)), shape(5, 2, 3));
        assertEquals(new ArrayShape(5, 6, new ImageShape(2, 3, 1)), shape(5, 2, 3, 1));
        assertEquals(new ArrayShape(5, 18, new ImageShape(2, 3, 3)), shape(5, 2, 3, 3));
    }

    @Test
    void twoOrFourChannelsAreNoImage() {
        for (long channels : new long[] {2, 4, 5, 1L << 30}) {
            assertEquals(ImageShape.NONE, shape(5, 1, 1, channels).image());
        }
    }

    @Test
    void refusesWhatNoTableCanHold() {
        for (long[] axes : new long[][] {{}, {5}, {5, 1, 1, 1, 1}, {0, 3}, {3, 0}, {3, 2, 0}, {3, Integer.MAX_VALUE}, {1L << 59, 4},
            {3, 1L << 32, 1L << 32}, {3, 1L << 32, 1L << 30, 4}, {Long.MAX_VALUE, Long.MAX_VALUE}}) {
            assertThrows(IllegalArgumentException.class, () -> shape(axes), () -> Arrays.toString(axes));
        }
        assertEquals(1L << 57, shape(1L << 57, 4).rows());
    }
}
