package org.remanence.data;

import java.util.Objects;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Check;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// A table that exists only while it is read: a row range is computed in one go, straight into where it is wanted.
record GeneratedRows(DataModel model, RandomStream stream, long rows, Precision precision) implements Rows {
    GeneratedRows {
        Check.atLeast("patterns", 1, rows);
    }

    @Override
    public int columns() {
        return model.dimension();
    }

    @Override
    public void copy(long first, int count, double[] into, int offset) {
        Objects.checkFromIndexSize(offset, length(first, count), into.length);
        if (precision == Precision.DOUBLE) {
            model.fill(stream, first, count, into, offset);
        } else {
            RowCast.widened((row, rows, values) -> model.fill(stream, row, rows, values, 0), first, count, columns(),
                    into, offset);
        }
    }

    @Override
    public void copy(long first, int count, float[] into, int offset) {
        Objects.checkFromIndexSize(offset, length(first, count), into.length);
        if (precision == Precision.FLOAT) {
            model.fill(stream, first, count, into, offset);
        } else {
            RowCast.rounded((row, rows, values) -> model.fill(stream, row, rows, values, 0), first, count, columns(),
                    into, offset);
        }
    }

    private int length(long first, int count) {
        Check.index("first row", first, rows);
        Check.index("last row", first + count - 1, rows);
        return Math.multiplyExact(count, columns());
    }
}
