package org.remanence.score;

import java.util.List;
import java.util.stream.IntStream;
import org.remanence.kernel.Tiling;

/// Consecutive chunks of patterns.
/// @param from the first
/// @param to the one after the last
record ChunkRange(int from, int to) {
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

    /// Nearly equal ranges of all chunks.
    /// @param wanted how many, if there are as many chunks
    static List<ChunkRange> split(int chunks, int wanted) {
        int ranges = Math.min(wanted, chunks);
        return IntStream.range(0, ranges)
                .mapToObj(i -> new ChunkRange((int) ((long) chunks * i / ranges), (int) ((long) chunks * (i + 1) / ranges))).toList();
    }
}
