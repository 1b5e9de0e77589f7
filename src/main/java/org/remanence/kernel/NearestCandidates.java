package org.remanence.kernel;

import java.util.Arrays;

/// The patterns of one part of the set that may be among the k nearest of each state, with the ends of their log-weights.
///
/// A pattern whose upper end lies below the k-th largest lower end is none of them. Where rounding leaves more than room is
/// for, all are scored directly, and the k nearest stay. Parts of the pattern set merge in any order.
public final class NearestCandidates {
    /// Candidates beside the wanted before the list is looked through: as many again, and some for a short list.
    private static final int SPARE = 64;

    private final NearestSearch search;
    private final int first;
    private final int room;
    private final int[] count;
    private final long[] pattern;
    private final double[] lower;
    private final double[] upper;

    /// None yet.
    /// @param first state of row 0
    /// @param states rows
    public NearestCandidates(NearestSearch search, int first, int states) {
        this.search = search;
        this.first = first;
        this.room = room(search.wanted());
        this.count = new int[states];
        this.pattern = new long[Math.multiplyExact(states, room)];
        this.lower = new double[pattern.length];
        this.upper = new double[pattern.length];
    }

    private static int room(int wanted) {
        return 2 * wanted + SPARE;
    }

    /// Bytes of a state.
    public static long bytes(int wanted) {
        return 3L * Long.BYTES * room(wanted);
    }

    /// Rows.
    public int states() {
        return count.length;
    }

    /// Adds a pattern whose direct log-weight lies between two ends.
    /// @param row of the state
    /// @return how many patterns were scored directly to make room
    int add(int row, long index, double low, double high) {
        int at = row * room + count[row]++;
        pattern[at] = index;
        lower[at] = low;
        upper[at] = high;
        if (count[row] < room) {
            return 0;
        }
        thin(row);
        if (count[row] <= room - SPARE / 2) {
            return 0;
        }
        int scored = count[row];
        settle(row);
        return scored;
    }

    /// Adds those of another part, which is left empty.
    public void merge(NearestCandidates other) {
        for (int row = 0; row < count.length; row++) {
            for (int at = row * room; at < row * room + other.count[row]; at++) {
                add(row, other.pattern[at], other.lower[at], other.upper[at]);
            }
            other.count[row] = 0;
        }
    }

    /// Drops those that cannot be among the nearest, and lets other threads know the bound.
    private void thin(int row) {
        int from = row * room;
        int k = search.wanted();
        if (count[row] <= k) {
            return;
        }
        double[] ends = Arrays.copyOfRange(lower, from, from + count[row]);
        Arrays.sort(ends);
        search.known().raise(first + row, ends[count[row] - k]);
        double bound = search.known().of(first + row);
        int kept = 0;
        for (int at = from; at < from + count[row]; at++) {
            if (!(upper[at] < bound)) {
                move(at, from + kept++);
            }
        }
        count[row] = kept;
    }

    private void move(int at, int to) {
        pattern[to] = pattern[at];
        lower[to] = lower[at];
        upper[to] = upper[at];
    }

    /// Scores all of a row directly and keeps the k nearest, nearest first.
    private void settle(int row) {
        int from = row * room;
        int size = count[row];
        double[] log = new double[size];
        search.score(first + row, size, pattern, from, log, 0);
        long[] index = Arrays.copyOfRange(pattern, from, from + size);
        int[] order = order(log, index);
        count[row] = Math.min(size, search.wanted());
        for (int i = 0; i < count[row]; i++) {
            pattern[from + i] = index[order[i]];
            lower[from + i] = log[order[i]];
            upper[from + i] = log[order[i]];
        }
        if (count[row] == search.wanted()) {
            search.known().raise(first + row, lower[from + count[row] - 1]);
        }
    }

    /// Positions by log-weight from the largest down, then by index.
    private static int[] order(double[] log, long[] index) {
        Integer[] order = new Integer[log.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (i, j) -> log[i] != log[j] ? Double.compare(log[j], log[i]) : Long.compare(index[i], index[j]));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    /// Writes the nearest patterns of a row, once all parts have merged.
    /// @param into receives k indices, nearest first
    /// @param squares receives k squared distances
    public void read(int row, long[] into, double[] squares, int at) {
        thin(row);
        settle(row);
        for (int i = 0; i < count[row]; i++) {
            into[at + i] = pattern[row * room + i];
            squares[at + i] = -lower[row * room + i];
        }
    }
}
