package org.remanence.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MessageTest {
    @Test
    void whatIsWrittenIsReadToTheBit() {
        double[] numbers = {-0.0, Double.MIN_VALUE, Double.NEGATIVE_INFINITY, Math.PI};
        byte[] message = new MessageWriter().integer(-7).whole(Long.MIN_VALUE).number(-0.0).flag(true).flag(false).text("naïve\nΔ")
                .block(new byte[] {1, -1}).numbers(numbers).wholes(new long[] {3, -4}).integers(new int[0])
                .flags(new boolean[] {true, false, true}).bytes();
        MessageReader in = new MessageReader(message);
        assertEquals(-7, in.integer());
        assertEquals(Long.MIN_VALUE, in.whole());
        assertEquals(-0.0, in.number());
        assertTrue(in.flag());
        assertFalse(in.flag());
        assertEquals("naïve\nΔ", in.text());
        assertArrayEquals(new byte[] {1, -1}, in.block());
        assertArrayEquals(numbers, in.numbers());
        assertArrayEquals(new long[] {3, -4}, in.wholes());
        assertArrayEquals(new int[0], in.integers());
        assertArrayEquals(new boolean[] {true, false, true}, in.flags());
        assertTrue(in.isAtEnd());
    }
}
