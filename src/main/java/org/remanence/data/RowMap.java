package org.remanence.data;

/// A map of single rows.
interface RowMap {
    /// Replaces the row that begins at `at`.
    void apply(double[] values, int at);
}
