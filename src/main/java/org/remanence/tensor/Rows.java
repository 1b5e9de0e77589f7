package org.remanence.tensor;

import java.lang.foreign.MemorySegment;

/// A table read row by row, wherever it lives: in memory, in a mapped file, or computed when asked for.
///
/// Implementations are immutable and may be read by many threads at once.
public interface Rows {
    /// Number of rows, from 1.
    long rows();

    /// Numbers in a row, from 1.
    int columns();

    /// How the numbers are stored.
    Precision precision();

    /// Copies `count` consecutive rows, densely, row-major.
    /// @param first first row
    /// @param count how many
    /// @param into receives `count · columns` numbers from `offset` on
    /// @param offset index of the first number written
    /// @throws IndexOutOfBoundsException if the rows or the target do not reach that far
    void copy(long first, int count, double[] into, int offset);

    /// As the double version; numbers stored in double are rounded to nearest.
    void copy(long first, int count, float[] into, int offset);

    /// The rows as they lie in memory, dense, row-major and in this machine's byte order, or null where they do not.
    default MemorySegment memory() {
        return null;
    }
}
