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

    /// The lists of some of the states.
    public NearestTable rows(int... which) {
        NearestTable some = new NearestTable(wanted, new long[which.length * wanted], new double[which.length * wanted]);
        for (int i = 0; i < which.length; i++) {
            System.arraycopy(pattern, which[i] * wanted, some.pattern, i * wanted, wanted);
            System.arraycopy(square, which[i] * wanted, some.square, i * wanted, wanted);
        }
        return some;
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
