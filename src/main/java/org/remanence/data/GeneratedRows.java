package org.remanence.data;

import org.remanence.random.RandomStream;
import org.remanence.tensor.Check;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// A table that exists only while it is read.
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
        int length = length(first, count);
        model.fill(stream, first, count, into, offset);
        if (precision == Precision.FLOAT) {
            for (int i = offset; i < offset + length; i++) {
                into[i] = (float) into[i];
            }
        }
    }

    @Override
    public void copy(long first, int count, float[] into, int offset) {
        int length = length(first, count);
        double[] values = new double[length];
        model.fill(stream, first, count, values, 0);
        for (int i = 0; i < length; i++) {
            into[offset + i] = (float) values[i];
        }
    }

    private int length(long first, int count) {
        Check.index("first row", first, rows);
        Check.index("last row", first + count - 1, rows);
        return Math.multiplyExact(count, columns());
    }
}
