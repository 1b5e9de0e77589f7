package org.remanence.linalg;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.remanence.tensor.Check;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// A dense row-major matrix of floats over memory outside the heap, for products and eigenproblems.
///
/// @param segment `4 · rows · columns` bytes
/// @param rows number of rows
/// @param columns numbers in a row
public record FloatMatrix(MemorySegment segment, long rows, int columns) implements Rows {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

    /// @throws org.remanence.tensor.ShapeException if the memory is too small or too large
    public FloatMatrix {
        Check.atLeast("rows", 0, rows);
        Check.atLeast("columns", 0, columns);
        Check.size("bytes of segment", segment.byteSize(), "4 · rows · columns", Float.BYTES * rows * columns);
    }

    /// A matrix of zeros.
    /// @param arena owner of the memory
    public static FloatMatrix zeros(Arena arena, long rows, int columns) {
        long bytes = Math.multiplyExact(Math.multiplyExact(rows, (long) columns), (long) Float.BYTES);
        return new FloatMatrix(arena.allocate(bytes, 64), rows, columns);
    }

    /// A copy of a row-major array, freed by the garbage collector.
    public static FloatMatrix of(float[] values, int rows, int columns) {
        MemorySegment segment = Arena.ofAuto().allocate((long) Float.BYTES * values.length, 64);
        MemorySegment.copy(values, 0, segment, FLOAT, 0, values.length);
        return new FloatMatrix(segment, rows, columns);
    }

    @Override
    public Precision precision() {
        return Precision.FLOAT;
    }

    /// One entry.
    public float get(long row, int column) {
        return segment.get(FLOAT, offset(row, column));
    }

    /// Writes one entry.
    public void set(long row, int column, float value) {
        segment.set(FLOAT, offset(row, column), value);
    }

    /// Writes consecutive rows from a dense row-major array.
    public void write(long first, int count, float[] from, int offset) {
        Check.index("last row", first + count - 1, rows);
        MemorySegment.copy(from, offset, segment, FLOAT, offset(first, 0), count * columns);
    }

    @Override
    public void copy(long first, int count, float[] into, int offset) {
        Check.index("last row", first + count - 1, rows);
        MemorySegment.copy(segment, FLOAT, offset(first, 0), into, offset, count * columns);
    }

    @Override
    public void copy(long first, int count, double[] into, int offset) {
        Check.index("last row", first + count - 1, rows);
        long start = offset(first, 0);
        for (int i = 0; i < count * columns; i++) {
            into[offset + i] = segment.get(FLOAT, start + (long) i * Float.BYTES);
        }
    }

    private long offset(long row, int column) {
        return (row * columns + column) * Float.BYTES;
    }
}
