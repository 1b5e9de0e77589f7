package org.remanence.score;

import org.remanence.tensor.Check;
import org.remanence.text.Text;

/// Consecutive patterns of a set, whole chunks of them: those between two fractions of all chunks.
/// @param from the share begins at `from`/`of` of the chunks
/// @param to and ends before `to`/`of` of them
/// @param of parts that the set is thought to be divided into
public record PatternShare(int from, int to, int of) {
    /// Refuses an empty share, and one beyond the set.
    public PatternShare {
        Check.atLeast("parts of the patterns", 1, of);
        if (from < 0 || to <= from || to > of) {
            throw new IllegalArgumentException(Text.of("a share must lie within 0 … %d and hold something, got %d … %d", of, from, to));
        }
    }

    /// The first chunk of the share.
    int first(int chunks) {
        return at(from, chunks);
    }

    /// The chunk behind its last one.
    int end(int chunks) {
        return at(to, chunks);
    }

    private int at(int part, int chunks) {
        return Math.toIntExact((long) part * chunks / of);
    }
}
