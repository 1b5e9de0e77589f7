package org.remanence.data;

import org.remanence.tensor.Rows;
import org.remanence.text.BadInput;

/// Refuses data with holes.
final class Finite {
    private Finite() { }

    /// Looks at every number once.
    /// @throws IllegalArgumentException naming row, column and value of the first that is NaN or infinite
    static void check(Rows rows, String name) {
        RowBlocks.each(rows, (first, count, values) -> check(values, count * rows.columns(), first, rows.columns(), name));
    }

    /// @param firstRow row in which `values` begins
    static void check(double[] values, int length, long firstRow, int columns, String name) {
        for (int i = 0; i < length; i++) {
            check(values[i], firstRow + i / columns, i % columns, name);
        }
    }

    /// Looks at one number.
    static void check(double value, long row, int column, String name) {
        if (!(Math.abs(value) <= Double.MAX_VALUE)) {
            throw new BadInput("%s must hold finite numbers, got %s in row %d, column %d (counted from 0): remove or fill it", name, value, row, column);
        }
    }
}
