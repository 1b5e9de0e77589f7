package org.remanence.data;

/// One step of a preparation, row by row.
sealed interface PreparationStep extends RowMap permits ColumnMap, UnitLength {
    /// Takes the row that begins at `at` back, as far as the step kept what it needs for that.
    void undo(double[] values, int at);
}
