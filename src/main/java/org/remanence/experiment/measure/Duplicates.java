package org.remanence.experiment.measure;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.remanence.tensor.Rows;

/// Patterns that equal another to the bit. Measures that go by the index of a pattern take copies for different patterns.
public final class Duplicates {
    private static final int ROWS_AT_ONCE = 256;

    private Duplicates() { }

    /// How many patterns could be left out without losing a value. Rows are told apart by 64-bit hashes: 8 bytes a pattern.
    public static long count(Rows patterns) {
        long[] hashes = hashes(patterns);
        Arrays.sort(hashes);
        long copies = 0;
        for (int i = 1; i < hashes.length; i++) {
            copies += hashes[i] == hashes[i - 1] ? 1 : 0;
        }
        return copies;
    }

    /// The rows that equal none before them, ascending.
    public static int[] firsts(Rows patterns) {
        if (count(patterns) == 0) {
            return IntStream.range(0, Math.toIntExact(patterns.rows())).toArray();
        }
        long[] hashes = hashes(patterns);
        Set<Long> seen = new HashSet<>();
        return IntStream.range(0, hashes.length).filter(i -> seen.add(hashes[i])).toArray();
    }

    private static long[] hashes(Rows patterns) {
        int d = patterns.columns();
        long[] hashes = new long[Math.toIntExact(patterns.rows())];
        double[] block = new double[ROWS_AT_ONCE * d];
        for (int first = 0; first < hashes.length; first += ROWS_AT_ONCE) {
            int rows = Math.min(ROWS_AT_ONCE, hashes.length - first);
            patterns.copy(first, rows, block, 0);
            for (int i = 0; i < rows; i++) {
                hashes[first + i] = hash(block, i * d, d);
            }
        }
        return hashes;
    }

    private static long hash(double[] values, int from, int count) {
        long hash = count;
        for (int k = from; k < from + count; k++) {
            hash = (hash ^ Double.doubleToLongBits(values[k])) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return hash;
    }
}
