package org.remanence.data;

import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
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
            shape.layout().rearrange(values, count, shape.columns());
            rows.write(first, count, values);
        }
        checkEnd();
        return rows;
    }

    /// Reads a whole table of which the first axis varies fastest; it must end with the stream.
    /// @param axes of the array, the patterns first
    /// @throws IllegalArgumentException as [#table]
    StoredRows transposed(ArrayShape shape, List<Long> axes, Precision precision, Arena arena) {
        StoredRows rows = StoredRows.zeros(shape.rows(), shape.columns(), precision, arena);
        double[] values = new double[BLOCK];
        byte[] bytes = new byte[BLOCK * type.bytes()];
        for (int k = 0; k < shape.columns(); k++) {
            int column = shape.layout().place(inC(k, axes));
            for (long first = 0; first < shape.rows(); first += BLOCK) {
                int count = (int) Math.min(BLOCK, shape.rows() - first);
                fill(bytes, count * type.bytes(), k * shape.rows() + first, shape.rows() * shape.columns());
                type.read(ByteBuffer.wrap(bytes).order(order), count, values);
                for (int i = 0; i < count; i++) {
                    Finite.check(values[i], first + i, column, name);
                    rows.set(first + i, column, values[i]);
                }
            }
        }
        checkEnd();
        return rows;
    }

    /// Where a number of a pattern stands with the last axis fastest, if it is the k-th with the first one fastest.
    private static int inC(int k, List<Long> axes) {
        int left = k;
        long[] index = new long[axes.size()];
        for (int axis = 1; axis < axes.size(); axis++) {
            index[axis] = left % axes.get(axis);
            left = (int) (left / axes.get(axis));
        }
        long place = 0;
        for (int axis = 1; axis < axes.size(); axis++) {
            place = place * axes.get(axis) + index[axis];
        }
        return (int) place;
    }

    /// Reads numbers, which must end with the stream.
    /// @throws IllegalArgumentException if there are too many for an array, or the stream is too short or too long
    double[] numbers(long count) {
        if (count > Integer.MAX_VALUE - 8) {
            throw new BadInput("%s must hold fewer than 2^31 numbers, got %d", name, count);
        }
        double[] all = new double[(int) count];
        double[] values = new double[BLOCK];
        byte[] bytes = new byte[BLOCK * type.bytes()];
        for (int first = 0; first < count; first += BLOCK) {
            int length = (int) Math.min(BLOCK, count - first);
            fill(bytes, length * type.bytes(), first, count);
            type.read(ByteBuffer.wrap(bytes).order(order), length, values);
            System.arraycopy(values, 0, all, first, length);
        }
        checkEnd();
        return all;
    }

    private void fill(byte[] bytes, int length, long before, long total) {
        int got = Reading.of(name, () -> in.readNBytes(bytes, 0, length));
        if (got < length) {
            throw new BadInput("%s is truncated: it must hold %d numbers, it ends after %d", name, total, before
                    + got / type.bytes());
        }
    }

    private void checkEnd() {
        if (Reading.of(name, in::read) >= 0) {
            throw new BadInput("%s is damaged: bytes follow after the last number its header announces", name);
        }
    }
}
