package org.remanence.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Reads what [MessageWriter] wrote, in the same order.
public final class MessageReader {
    private final ByteBuffer in;

    /// @param bytes of the whole message
    public MessageReader(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes);
    }

    /// Whether nothing is left.
    public boolean isAtEnd() {
        return !in.hasRemaining();
    }

    /// A whole number.
    public int integer() {
        return in.getInt();
    }

    /// A long whole number.
    public long whole() {
        return in.getLong();
    }

    /// A number.
    public double number() {
        return Double.longBitsToDouble(whole());
    }

    /// Yes or no.
    public boolean flag() {
        return in.get() != 0;
    }

    /// A text.
    public String text() {
        return new String(block(), StandardCharsets.UTF_8);
    }

    /// Bytes.
    public byte[] block() {
        byte[] bytes = new byte[integer()];
        in.get(bytes);
        return bytes;
    }

    /// Numbers.
    public double[] numbers() {
        ByteBuffer bytes = ByteBuffer.wrap(block());
        double[] values = new double[bytes.capacity() / Double.BYTES];
        bytes.asDoubleBuffer().get(values);
        return values;
    }

    /// Long whole numbers.
    public long[] wholes() {
        ByteBuffer bytes = ByteBuffer.wrap(block());
        long[] values = new long[bytes.capacity() / Long.BYTES];
        bytes.asLongBuffer().get(values);
        return values;
    }

    /// Whole numbers.
    public int[] integers() {
        ByteBuffer bytes = ByteBuffer.wrap(block());
        int[] values = new int[bytes.capacity() / Integer.BYTES];
        bytes.asIntBuffer().get(values);
        return values;
    }

    /// Flags.
    public boolean[] flags() {
        byte[] bytes = block();
        boolean[] values = new boolean[bytes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes[i] != 0;
        }
        return values;
    }
}
