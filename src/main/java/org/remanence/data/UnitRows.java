package org.remanence.data;

import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// Each row divided by its length, when read; a row of zeros stays.
/// @param from the rows as they are
record UnitRows(Rows from) implements Rows {
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
        for (int start = offset; start < offset + count * columns(); start += columns()) {
            normalize(into, start);
        }
    }

    @Override
    public void copy(long first, int count, float[] into, int offset) {
        RowCast.rounded((row, rows, values) -> copy(row, rows, values, 0), first, count, columns(), into, offset);
    }

    /// The largest number is taken out first, so that no square overflows.
    private void normalize(double[] values, int start) {
        double largest = 0;
        for (int k = start; k < start + columns(); k++) {
            largest = Math.max(largest, Math.abs(values[k]));
        }
        if (largest == 0) {
            return;
        }
        double squares = 0;
        for (int k = start; k < start + columns(); k++) {
            values[k] /= largest;
            squares += values[k] * values[k];
        }
        double length = Math.sqrt(squares);
        for (int k = start; k < start + columns(); k++) {
            values[k] /= length;
        }
    }
}
