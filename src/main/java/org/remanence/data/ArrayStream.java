package org.remanence.data;

import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;

/// Numbers that follow each other in a stream, read into memory in blocks.
/// @param in at the first number
/// @param type of the numbers
/// @param order their byte order
/// @param name what the messages call the source
record ArrayStream(InputStream in, ElementType type, ByteOrder order, String name) {
    private static final int BLOCK = 1 << 14;

    /// Reads a whole table, which must end with the stream.
    /// @throws IllegalArgumentException if the stream is too short or too long, does not unpack, holds a number that is
    ///         not finite, or the table does not fit into memory
    StoredRows table(ArrayShape shape, Precision precision, Arena arena) {
        StoredRows rows = StoredRows.zeros(shape.rows(), shape.columns(), precision, arena);
        int height = (int) Math.min(RowBlocks.height(shape.columns()), shape.rows());
        double[] values = new double[height * shape.columns()];
        byte[] bytes = new byte[Math.multiplyExact(values.length, type.bytes())];
        for (long first = 0; first < shape.rows(); first += height) {
            int count = (int) Math.min(height, shape.rows() - first);
            int length = count * shape.columns();
            fill(bytes, length * type.bytes(), first * shape.columns(), shape.rows() * shape.columns());
            type.read(ByteBuffer.wrap(bytes).order(order), length, values);
            Finite.check(values, length, first, shape.columns(), name);
            rows.write(first, count, values);
        }
        checkEnd();
        return rows;
    }

    /// Reads labels, which must end with the stream.
    /// @throws IllegalArgumentException if they are not whole numbers, or the stream is too short or too long
    Labels labels(long count) {
        if (!type.isWhole() || count > Integer.MAX_VALUE - 8) {
            throw new BadInput("%s must hold fewer than 2^31 whole numbers as labels, got %d of type %s", name, count, type);
        }
        long[] labels = new long[(int) count];
        double[] values = new double[BLOCK];
        byte[] bytes = new byte[BLOCK * type.bytes()];
        for (int first = 0; first < count; first += BLOCK) {
            int length = (int) Math.min(BLOCK, count - first);
            fill(bytes, length * type.bytes(), first, count);
            type.read(ByteBuffer.wrap(bytes).order(order), length, values);
            for (int i = 0; i < length; i++) {
                labels[first + i] = (long) values[i];
            }
        }
        checkEnd();
        return Labels.of(labels);
    }

    private void fill(byte[] bytes, int length, long before, long total) {
        int got = Reading.of(name, () -> in.readNBytes(bytes, 0, length));
        if (got < length) {
            throw new BadInput("%s is truncated: it must hold %d numbers, it ends after %d", name, total, before + got / type.bytes());
        }
    }

    private void checkEnd() {
        if (Reading.of(name, in::read) >= 0) {
            throw new BadInput("%s is damaged: bytes follow after the last number its header announces", name);
        }
    }
}
