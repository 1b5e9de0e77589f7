package org.remanence.data;

/// `(x − shift) / divisor`, column by column.
/// @param shift `[d]`
/// @param divisor positive, `[d]`
record ColumnMap(double[] shift, double[] divisor) implements PreparationStep {
    @Override
    public void apply(double[] values, int at) {
        for (int k = 0; k < shift.length; k++) {
            values[at + k] = (values[at + k] - shift[k]) / divisor[k];
        }
    }

    @Override
    public void undo(double[] values, int at) {
        for (int k = 0; k < shift.length; k++) {
            values[at + k] = Math.fma(values[at + k], divisor[k], shift[k]);
        }
    }
}
