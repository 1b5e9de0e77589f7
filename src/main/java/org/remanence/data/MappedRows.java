package org.remanence.data;

import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// Rows that pass a map when they are read.
/// @param from the rows as they are
record MappedRows(Rows from, RowMap map) implements Rows {
    @Override
    public long rows() {
        return from.rows();
    }

    @Override
    public int columns() {
        return from.columns();
    }

    @Override
    public Precision precision() {
        return Precision.DOUBLE;
    }

    @Override
    public void copy(long first, int count, double[] into, int offset) {
        from.copy(first, count, into, offset);
        for (int i = 0; i < count; i++) {
            map.apply(into, offset + i * columns());
        }
    }

    @Override
    public void copy(long first, int count, float[] into, int offset) {
        RowCast.rounded((row, rows, values) -> copy(row, rows, values, 0), first, count, columns(), into, offset);
    }
}
