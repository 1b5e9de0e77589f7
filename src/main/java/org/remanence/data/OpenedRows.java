package org.remanence.data;

import java.lang.foreign.MemorySegment;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// All rows of a source, which know how they came to be.
/// @param table as it is
/// @param origin from which others open the same
record OpenedRows(Rows table, PatternOrigin origin) implements Rows {
    @Override
    public long rows() {
        return table.rows();
    }

    @Override
    public int columns() {
        return table.columns();
    }

    @Override
    public Precision precision() {
        return table.precision();
    }

    @Override
    public void copy(long first, int count, double[] into, int offset) {
        table.copy(first, count, into, offset);
    }

    @Override
    public void copy(long first, int count, float[] into, int offset) {
        table.copy(first, count, into, offset);
    }

    @Override
    public MemorySegment memory() {
        return table.memory();
    }
}
