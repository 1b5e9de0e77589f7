package org.remanence.score;

import java.util.Arrays;

/// The patterns near a place, nearest first once sorted. All others are farther away than a horizon. Memory: eight
/// bytes a pattern, at most one pattern in 32 of the set, and 128 KiB.
final class NeighbourList {
    /// One pattern in so many at most: scoring more directly would cost as much as the products with all. From
    /// measurement.
    private static final int SHARE = 32;
    private static final int MOST = 1 << 14;
    private static final int FEW = 16;

    private final double[] place;
    private final double horizon;
    private final int limit;
    private double least;
    /// Bits of a distance, then an index: they sort by distance.
    private long[] patterns = new long[FEW];
    private int count;

    /// @param place y, where the state is, kept
    /// @param least log-weight from which on patterns are near
    /// @param horizon distance of that log-weight
    /// @param of patterns in the set
    NeighbourList(double[] place, double least, double horizon, long of) {
        this.place = place;
        this.least = least;
        this.horizon = horizon;
        this.limit = most(of);
    }

    /// The most patterns that are remembered of n.
    static int most(long n) {
        return (int) Math.min(MOST, n / SHARE);
    }

    double[] place() {
        return place;
    }

    double horizon() {
        return horizon;
    }

    /// Log-weight from which on patterns are near; +∞ once there are too many.
    double least() {
        return least;
    }

    /// Adds patterns and lower bounds on their distances, from any thread and in any order.
    synchronized void add(int some, long[] found, double[] distances) {
        if (count + some > limit) {
            least = Double.POSITIVE_INFINITY;
        }
        if (!isWhole()) {
            return;
        }
        if (count + some > patterns.length) {
            patterns = Arrays.copyOf(patterns, Math.max(count + some, 2 * count));
        }
        for (int i = 0; i < some; i++) {
            float bound = Math.max(0, Math.nextDown((float) distances[i]));
            patterns[count++] = (long) Float.floatToRawIntBits(bound) << Integer.SIZE | found[i];
        }
    }

    /// Whether no pattern within the horizon is missing.
    boolean isWhole() {
        return least != Double.POSITIVE_INFINITY;
    }

    NeighbourList sorted() {
        patterns = Arrays.copyOf(patterns, count);
        Arrays.sort(patterns);
        return this;
    }

    int count() {
        return count;
    }

    /// Index of the i-th pattern.
    int pattern(int i) {
        return (int) patterns[i];
    }

    /// Lower bound on its distance from the place.
    float distance(int i) {
        return Float.intBitsToFloat((int) (patterns[i] >> Integer.SIZE));
    }
}
