package org.remanence.score;

import java.util.List;
import java.util.stream.IntStream;
import org.remanence.kernel.Tiling;

/// Consecutive chunks of patterns.
/// @param from the first
/// @param to the one after the last
record ChunkRange(int from, int to) {
    private static final int GRAINS = 8;

    /// How many.
    int chunks() {
        return to - from;
    }

    /// The first pattern.
    long firstRow(Tiling tiling) {
        return from * tiling.chunk();
    }

    /// The pattern after the last.
    /// @param patterns of the whole set
    long endRow(Tiling tiling, long patterns) {
        return Math.min(to * tiling.chunk(), patterns);
    }

    /// Nearly equal ranges of all chunks, cut at multiples of a power of two about an eighth of their length: they leave few nodes of
    /// the tree.
    /// @param wanted how many, if there are as many chunks
    static List<ChunkRange> split(int chunks, int wanted) {
        int ranges = Math.min(wanted, chunks);
        int grain = Math.max(1, Integer.highestOneBit(chunks / ranges) / GRAINS);
        int[] cuts = IntStream.rangeClosed(0, ranges).map(i -> i == ranges ? chunks : (int) ((long) chunks * i / ranges / grain) * grain).toArray();
        return IntStream.range(0, ranges).mapToObj(i -> new ChunkRange(cuts[i], cuts[i + 1])).toList();
    }
}
