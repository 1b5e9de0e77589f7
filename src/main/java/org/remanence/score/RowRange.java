package org.remanence.score;

import org.remanence.tensor.Check;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// Consecutive rows of a table, as a table.
/// @param all the whole table
/// @param first row of it that is row 0 here
/// @param rows how many
record RowRange(Rows all, long first, long rows) implements Rows {
    @Override
    public int columns() {
        return all.columns();
    }

    @Override
    public Precision precision() {
        return all.precision();
    }

    @Override
    public void copy(long row, int count, double[] into, int offset) {
        Check.index("last row", row + count - 1, rows);
        all.copy(first + row, count, into, offset);
    }

    @Override
    public void copy(long row, int count, float[] into, int offset) {
        Check.index("last row", row + count - 1, rows);
        all.copy(first + row, count, into, offset);
    }
}
