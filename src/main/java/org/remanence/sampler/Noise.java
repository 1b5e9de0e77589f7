package org.remanence.sampler;

import org.remanence.random.RandomStream;
import org.remanence.tensor.Check;

/// Where one step of a batch finds its random numbers.
/// @param stream named by seed and purpose
/// @param firstIndex trajectory number of row 0; row b is trajectory `firstIndex + b`
/// @param step number of the step on its trajectory
public record Noise(RandomStream stream, long firstIndex, long step) {
    /// Refuses negative addresses.
    public Noise {
        Check.atLeast("first trajectory", 0, firstIndex);
        Check.atLeast("step", 0, step);
    }

    /// Stream positions that `numbers` numbers take, rounded up to whole blocks of the cipher.
    static long positions(long numbers) {
        return (numbers + 3) / 4 * 4;
    }
}
