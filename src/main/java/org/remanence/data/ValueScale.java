package org.remanence.data;

/// How values are scaled before anything is computed from them.
public enum ValueScale {
    /// The range the values can take, by the nature of the data, goes to [−1, 1]; where that is unknown, the range
    /// observed.
    RANGE,
    /// Each column to mean 0 and standard deviation 1; constant columns to 0.
    STANDARDIZE,
    /// All values by one factor, so that the variance of a column is 1 on average; data without variance stay.
    UNIT_VARIANCE,
    /// Each row to length 1; rows of zeros stay.
    UNIT_NORM,
    /// Nothing is changed.
    NONE
}
