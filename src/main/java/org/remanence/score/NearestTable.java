package org.remanence.score;

import org.remanence.tensor.Check;

/// The k nearest patterns of each state, nearest first; of patterns equally far the lowest index is nearest.
/// @param wanted k
/// @param pattern rows of the patterns, from 0, `[B × k]`
/// @param square squared Euclidean distances, `[B × k]`
public record NearestTable(int wanted, long[] pattern, double[] square) {
    /// Refuses arrays of different lengths.
    public NearestTable {
        Check.size("squared distances", square.length, "patterns", pattern.length);
    }

    /// States, B.
    public int states() {
        return pattern.length / wanted;
    }

    /// The i-th nearest pattern of state b, from 0.
    public long pattern(int b, int i) {
        return pattern[b * wanted + i];
    }

    /// Its squared distance.
    public double square(int b, int i) {
        return square[b * wanted + i];
    }

    /// Its distance.
    public double distance(int b, int i) {
        return Math.sqrt(square(b, i));
    }
}
