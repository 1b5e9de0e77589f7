package org.remanence.linalg;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.remanence.tensor.Check;

/// A dense row-major matrix of floats over memory outside the heap, for products.
///
/// @param segment `4 · rows · columns` bytes
/// @param rows number of rows
/// @param columns numbers in a row
public record FloatMatrix(MemorySegment segment, int rows, int columns) {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

    /// @throws org.remanence.tensor.ShapeException if the memory is too small or too large
    public FloatMatrix {
        Check.atLeast("rows", 0, rows);
        Check.atLeast("columns", 0, columns);
        Check.size("bytes of segment", segment.byteSize(), "4 · rows · columns", (long) Float.BYTES * rows * columns);
    }

    /// A copy of a row-major array, freed by the garbage collector.
    public static FloatMatrix of(float[] values, int rows, int columns) {
        MemorySegment segment = Arena.ofAuto().allocate((long) Float.BYTES * values.length, 64);
        MemorySegment.copy(values, 0, segment, FLOAT, 0, values.length);
        return new FloatMatrix(segment, rows, columns);
    }

    /// One entry.
    public float get(int row, int column) {
        return segment.get(FLOAT, offset(row, column));
    }

    /// Writes one entry.
    public void set(int row, int column, float value) {
        segment.set(FLOAT, offset(row, column), value);
    }

    private long offset(int row, int column) {
        return ((long) row * columns + column) * Float.BYTES;
    }
}
