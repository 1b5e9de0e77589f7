package org.remanence.data;

import org.remanence.tensor.Rows;

/// One pass over a table in blocks of rows that fit the cache.
final class RowBlocks {
    private static final int NUMBERS = 1 << 14;

    private RowBlocks() { }

    /// What is done with a block: `count` rows from `first` on lie row-major at the start of `values`.
    @FunctionalInterface
    interface Visitor {
        void visit(long first, int count, double[] values);
    }

    /// Rows of a block.
    static int height(int columns) {
        return Math.max(1, NUMBERS / columns);
    }

    /// Visits all rows in order.
    static void each(Rows rows, Visitor visitor) {
        int height = (int) Math.min(height(rows.columns()), rows.rows());
        double[] values = new double[height * rows.columns()];
        for (long first = 0; first < rows.rows(); first += height) {
            int count = (int) Math.min(height, rows.rows() - first);
            rows.copy(first, count, values, 0);
            visitor.visit(first, count, values);
        }
    }
}
