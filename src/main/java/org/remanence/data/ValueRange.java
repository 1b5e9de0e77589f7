package org.remanence.data;

import org.remanence.text.Text;

/// The interval a data set's values can take, by the nature of the data rather than by what occurs in it.
/// @param low smallest possible value
/// @param high largest possible value
public record ValueRange(double low, double high) {
    /// Nothing is known beyond the values themselves.
    public static final ValueRange UNKNOWN = new ValueRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

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
}
