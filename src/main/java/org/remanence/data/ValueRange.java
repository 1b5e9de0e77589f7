package org.remanence.data;

import org.remanence.tensor.Rows;
import org.remanence.text.Text;

/// The interval a data set's values can take, by the nature of the data rather than by what occurs in it.
/// @param low smallest possible value
/// @param high largest possible value
public record ValueRange(double low, double high) {
    /// Nothing is known beyond the values themselves.
    public static final ValueRange UNKNOWN = new ValueRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    private static final int SHORT = 10;

    /// Of bytes.
    static final ValueRange BYTES = new ValueRange(0, 255);
    /// Of what is or is not.
    static final ValueRange UNIT = new ValueRange(0, 1);

    /// @throws IllegalArgumentException unless `low ≤ high`
    public ValueRange {
        if (!(low <= high)) {
            throw new IllegalArgumentException(Text.of("a range needs low ≤ high, got %s and %s", low, high));
        }
    }

    /// Whether both ends are known.
    public boolean isKnown() {
        return Double.isFinite(low) && Double.isFinite(high);
    }

    /// What the values of a set can be, as far as that is known, else what they are.
    public static ValueRange of(PatternSet set) {
        return set.about().range().isKnown() ? set.about().range() : observed(set);
    }

    /// The interval that these numbers fill.
    /// @param rows at least one
    public static ValueRange observed(Rows rows) {
        double[] ends = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        RowBlocks.each(rows, (_, count, values) -> {
            for (int i = 0; i < count * rows.columns(); i++) {
                ends[0] = Math.min(ends[0], values[i]);
                ends[1] = Math.max(ends[1], values[i]);
            }
        });
        return new ValueRange(ends[0], ends[1]);
    }

    /// For example `0..255`.
    @Override
    public String toString() {
        return text(low) + ".." + text(high);
    }

    static String text(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        String exact = Double.toString(value);
        return exact.length() < SHORT ? exact : Text.of("%.6g", value);
    }
}
