package org.remanence.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ArrayShapeTest {
    private static ArrayShape shape(long... axes) {
        return ArrayShape.of(LongStream.of(axes).boxed().toList(), "x");
    }

    @Test
    void axesAreRowsThenHeightWidthChannels() {
        is(5, 6, ImageShape.NONE, shape(5, 6));
        is(5, 6, new ImageShape(2, 3, 1), shape(5, 2, 3));
        is(5, 6, new ImageShape(2, 3, 1), shape(5, 2, 3, 1));
        is(5, 18, new ImageShape(2, 3, 3), shape(5, 2, 3, 3));
    }

    @Test
    void channelsMayStandSecond() {
        is(5, 8, new ImageShape(2, 4, 1), shape(5, 1, 2, 4));
        is(5, 24, new ImageShape(2, 4, 3), shape(5, 3, 2, 4));
        assertTrue(shape(5, 3, 2, 4).layout().moves());
        assertFalse(shape(5, 1, 2, 4).layout().moves());
        double[] row = {1, 2, 3, 4, 10, 20, 30, 40, 100, 200, 300, 400};
        ChannelOrder order = shape(1, 3, 2, 2).layout();
        order.apply(row, 0);
        assertArrayEquals(new double[] {1, 10, 100, 2, 20, 200, 3, 30, 300, 4, 40, 400}, row);
    }

    private static void is(long rows, int columns, ImageShape image, ArrayShape shape) {
        assertEquals(rows, shape.rows());
        assertEquals(columns, shape.columns());
        assertEquals(image, shape.image());
    }

    @Test
    void twoOrFourChannelsAreNoImage() {
        for (long channels : new long[] {2, 4, 5, 1L << 29}) {
            assertEquals(ImageShape.NONE, shape(5, 2, 1, channels).image());
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
