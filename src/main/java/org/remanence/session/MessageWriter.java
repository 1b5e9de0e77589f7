package org.remanence.session;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Writes numbers, texts and arrays as bytes, big-endian; [MessageReader] reads them in the same order.
public final class MessageWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /// What was written so far.
    public byte[] bytes() {
        return out.toByteArray();
    }

    /// Writes a whole number.
    public MessageWriter integer(int value) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
        return this;
    }

    /// Writes a long whole number.
    public MessageWriter whole(long value) {
        out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
        return this;
    }

    /// Writes a number, to the bit.
    public MessageWriter number(double value) {
        return whole(Double.doubleToRawLongBits(value));
    }

    /// Writes yes or no.
    public MessageWriter flag(boolean value) {
        out.write(value ? 1 : 0);
        return this;
    }

    /// Writes a text.
    public MessageWriter text(String value) {
        return block(value.getBytes(StandardCharsets.UTF_8));
    }

    /// Writes bytes and how many they are.
    public MessageWriter block(byte[] values) {
        integer(values.length);
        out.writeBytes(values);
        return this;
    }

    /// Writes numbers and how many they are.
    public MessageWriter numbers(double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Double.BYTES));
        bytes.asDoubleBuffer().put(values);
        return block(bytes.array());
    }

    /// Writes whole numbers and how many they are.
    public MessageWriter wholes(long[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Long.BYTES));
        bytes.asLongBuffer().put(values);
        return block(bytes.array());
    }

    /// Writes whole numbers and how many they are.
    public MessageWriter integers(int[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Integer.BYTES));
        bytes.asIntBuffer().put(values);
        return block(bytes.array());
    }

    /// Writes flags and how many they are.
    public MessageWriter flags(boolean[] values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) (values[i] ? 1 : 0);
        }
        return block(bytes);
    }
}
