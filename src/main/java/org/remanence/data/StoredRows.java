package org.remanence.data;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.remanence.tensor.Check;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// A row-major table in memory or in a mapped file, little-endian, in either precision, of any size.
record StoredRows(MemorySegment segment, long rows, int columns, Precision precision) implements Rows {
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    StoredRows {
        Check.size("bytes of segment", segment.byteSize(), "rows · columns · bytes of a number",
                rows * columns * precision.bytes());
    }

    /// Zeros, to be filled before anyone else sees them.
    /// @throws IllegalArgumentException if the machine has not that much memory
    static StoredRows zeros(long rows, int columns, Precision precision, Arena arena) {
        long bytes = Memory.require(rows, columns, precision);
        return new StoredRows(arena.allocate(bytes, 64), rows, columns, precision);
    }

    static StoredRows copyOf(Rows from, Precision precision, Arena arena) {
        StoredRows copy = zeros(from.rows(), from.columns(), precision, arena);
        RowBlocks.each(from, (first, count, values) -> copy.write(first, count, values));
        return copy;
    }

    /// Writes consecutive rows, rounding to the precision stored.
    void write(long first, int count, double[] from) {
        int length = length(first, count);
        long start = start(first);
        if (precision == Precision.DOUBLE) {
            MemorySegment.copy(from, 0, segment, DOUBLE, start, length);
            return;
        }
        for (int i = 0; i < length; i++) {
            segment.set(FLOAT, start + (long) i * Float.BYTES, (float) from[i]);
        }
    }

    /// Writes one number, rounding to the precision stored.
    void set(long row, int column, double value) {
        long at = start(row) + (long) column * precision.bytes();
        if (precision == Precision.DOUBLE) {
            segment.set(DOUBLE, at, value);
        } else {
            segment.set(FLOAT, at, (float) value);
        }
    }

    @Override
    public void copy(long first, int count, double[] into, int offset) {
        int length = length(first, count);
        long start = start(first);
        if (precision == Precision.DOUBLE) {
            MemorySegment.copy(segment, DOUBLE, start, into, offset, length);
            return;
        }
        for (int i = 0; i < length; i++) {
            into[offset + i] = segment.get(FLOAT, start + (long) i * Float.BYTES);
        }
    }

    @Override
    public void copy(long first, int count, float[] into, int offset) {
        int length = length(first, count);
        long start = start(first);
        if (precision == Precision.FLOAT) {
            MemorySegment.copy(segment, FLOAT, start, into, offset, length);
            return;
        }
        for (int i = 0; i < length; i++) {
            into[offset + i] = (float) segment.get(DOUBLE, start + (long) i * Double.BYTES);
        }
    }

    @Override
    public MemorySegment memory() {
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? segment : null;
    }

    private int length(long first, int count) {
        Check.index("first row", first, rows);
        Check.index("last row", first + count - 1, rows);
        return Math.multiplyExact(count, columns);
    }

    private long start(long row) {
        return row * columns * precision.bytes();
    }
}
