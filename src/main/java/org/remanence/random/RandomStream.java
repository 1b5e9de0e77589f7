package org.remanence.random;

import java.nio.charset.StandardCharsets;

/// A counter-based stream of random numbers, Philox4x32-10, named by (seed, purpose).
///
/// The number at (index, position) is a pure function of (seed, purpose, index, position): the same bits for any number of
/// threads, any split of a fill and any order of calls. An index is a trajectory, a pattern or a draw; positions count
/// within it. One block of the cipher, counter (index, position / 4), yields positions 4j … 4j + 3.
///
/// @param key the cipher's key
/// Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
public record RandomStream(long key) {
    /// The stream of that purpose under a seed.
    public static RandomStream named(long seed, String purpose) {
        long hash = seed ^ 0x9E3779B97F4A7C15L;
        for (byte each : purpose.getBytes(StandardCharsets.UTF_8)) {
            hash = mix(hash ^ (each & 0xFF));
        }
        return new RandomStream(mix(hash));
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
