package org.remanence.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A row-major matrix of doubles outside the heap, 64-byte aligned, without padding between rows.
///
/// It lives as long as the arena that owns its memory. Reading and writing are not synchronized.
public final class Matrix implements Rows {
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

    private final MemorySegment segment;
    private final long rows;
    private final int columns;

    private Matrix(MemorySegment segment, long rows, int columns) {
        this.segment = segment;
        this.rows = rows;
        this.columns = columns;
    }

    /// A matrix of zeros.
    /// @param arena owner of the memory
    /// @throws IllegalArgumentException if a size is negative or the product exceeds the address space
    public static Matrix zeros(Arena arena, long rows, int columns) {
        Check.atLeast("rows", 0, rows);
        Check.atLeast("columns", 0, columns);
        long bytes = Math.multiplyExact(Math.multiplyExact(rows, (long) columns), (long) Double.BYTES);
        return new Matrix(arena.allocate(Math.max(bytes, Double.BYTES), 64), rows, columns);
    }

    /// A matrix of zeros that the garbage collector frees.
    public static Matrix zeros(long rows, int columns) {
        return zeros(Arena.ofAuto(), rows, columns);
    }

    /// A copy of nested arrays, freed by the garbage collector.
    /// @throws ShapeException if the rows differ in length
    public static Matrix of(double[][] values) {
        int columns = values.length == 0 ? 0 : values[0].length;
        Matrix matrix = zeros(values.length, columns);
        for (int i = 0; i < values.length; i++) {
            Check.size("length of row " + i, values[i].length, "length of row 0", columns);
            matrix.setRow(i, values[i]);
        }
        return matrix;
    }

    /// The matrix over memory that someone else owns; nothing is copied.
    /// @param segment `rows · columns` doubles in the byte order of the machine
    public static Matrix over(MemorySegment segment, long rows, int columns) {
        Check.size("bytes of segment", segment.byteSize(), "8 · rows · columns", Double.BYTES * rows * columns);
        return new Matrix(segment, rows, columns);
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public Precision precision() {
        return Precision.DOUBLE;
    }

    /// The memory itself, row-major, `8 · rows · columns` bytes.
    public MemorySegment segment() {
        return segment;
    }

    /// One entry.
    public double get(long row, int column) {
        return segment.get(DOUBLE, offset(row, column));
    }

    /// Writes one entry.
    public void set(long row, int column, double value) {
        segment.set(DOUBLE, offset(row, column), value);
    }

    /// A copy of one row.
    public double[] row(long row) {
        double[] values = new double[columns];
        copy(row, 1, values, 0);
        return values;
    }

    /// Writes one row.
    /// @throws ShapeException if the length differs from the number of columns
    public void setRow(long row, double[] values) {
        Check.size("length of the row", values.length, "columns", columns);
        write(row, 1, values, 0);
    }

    /// Writes consecutive rows from a dense row-major array.
    public void write(long first, int count, double[] from, int offset) {
        Check.index("last row", first + count - 1, rows);
        MemorySegment.copy(from, offset, segment, DOUBLE, offset(first, 0), count * columns);
    }

    /// Rows `first` to `first + count − 1` as a matrix over the same memory.
    public Matrix slice(long first, long count) {
        long width = (long) columns * Double.BYTES;
        return new Matrix(segment.asSlice(first * width, count * width), count, columns);
    }

    /// A copy as nested arrays, for results and tests.
    public double[][] toArray() {
        double[][] values = new double[Math.toIntExact(rows)][];
        for (int i = 0; i < values.length; i++) {
            values[i] = row(i);
        }
        return values;
    }

    @Override
    public void copy(long first, int count, double[] into, int offset) {
        Check.index("last row", first + count - 1, rows);
        MemorySegment.copy(segment, DOUBLE, offset(first, 0), into, offset, count * columns);
    }

    @Override
    public void copy(long first, int count, float[] into, int offset) {
        Check.index("last row", first + count - 1, rows);
        long start = offset(first, 0);
        for (int i = 0; i < count * columns; i++) {
            into[offset + i] = (float) segment.get(DOUBLE, start + (long) i * Double.BYTES);
        }
    }

    private long offset(long row, int column) {
        return (row * columns + column) * Double.BYTES;
    }

    @Override
    public MemorySegment memory() {
        return segment;
    }
}
