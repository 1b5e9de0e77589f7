package org.remanence.score;

import org.remanence.kernel.Moments;
import org.remanence.kernel.Screen;
import org.remanence.kernel.States;
import org.remanence.kernel.Tiling;

/// Passes over all patterns for a batch of states, wherever the patterns are: the same bits from anywhere.
interface Passes {
    /// Patterns, n.
    long rows();

    /// How the patterns are cut.
    Tiling tiling();

    /// Chunks of patterns.
    default int chunks() {
        return tiling().chunks(rows());
    }

    /// Finds the states to which so many patterns of the first chunk can matter that the screened pass does not suit them.
    void countInFirstChunk(Screen screen, int generosity);

    /// Moments of all states by the fused pass; the vector is the pattern less the centre.
    Moments fused(States states, boolean weighted);

    /// As [#fused], and how far the patterns reach from the centre.
    Reached reaching(States states, boolean weighted);

    /// How far the patterns reach from the centre, as [RadiusTracker#radius] has it.
    double radius();

    /// Looks for the heaviest patterns of the states.
    Scouted scouted(Screen screen);

    /// Moments of all states by the screened pass, but for the crowded; the vector is the residual.
    /// @param lookout what is known of the tiles
    Moments screened(Screen screen, Lookout lookout, boolean weighted);

    /// Moments and the radius learned on the way.
    record Reached(Moments moments, double radius) { }

    /// What a look found.
    /// @param lookout for the tiles
    /// @param known lower bounds on the largest log-weights, `[B]`
    record Scouted(Lookout lookout, double[] known) { }
}
