package org.remanence.data;

/// A row divided by its length; a row of zeros stays. The length is not kept, so there is no way back.
/// @param columns d
record UnitLength(int columns) implements PreparationStep {
    /// The largest number is taken out first, so that no square overflows.
    @Override
    public void apply(double[] values, int at) {
        double largest = 0;
        for (int k = at; k < at + columns; k++) {
            largest = Math.max(largest, Math.abs(values[k]));
        }
        if (largest == 0) {
            return;
        }
        double squares = 0;
        for (int k = at; k < at + columns; k++) {
            values[k] /= largest;
            squares += values[k] * values[k];
        }
        double length = Math.sqrt(squares);
        for (int k = at; k < at + columns; k++) {
            values[k] /= length;
        }
    }

    @Override
    public void undo(double[] values, int at) { }
}
