package org.remanence.score;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.remanence.kernel.TileMaxima;

/// What is known of the tiles of a set for a batch of states: here, or where the patterns are.
/// @param maxima of the tiles; of no tiles where nobody has looked, or others keep them
/// @param look number by which others know what they found; 0 if they were not asked
/// @param rows of the states in the batch of that look
record Lookout(TileMaxima maxima, long look, int[] rows) {
    /// Nobody has looked.
    static Lookout none(int states) {
        return new Lookout(new TileMaxima(0, states), 0, new int[states]);
    }

    /// Found here.
    static Lookout here(TileMaxima maxima, int states) {
        return new Lookout(maxima, 0, new int[states]);
    }

    /// Kept elsewhere.
    static Lookout there(long look, int states) {
        return new Lookout(new TileMaxima(0, states), look, IntStream.range(0, states).toArray());
    }

    /// For some of the states.
    Lookout select(int... which) {
        return new Lookout(maxima.select(which), look, Arrays.stream(which).map(i -> rows[i]).toArray());
    }
}
