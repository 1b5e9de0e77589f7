package org.remanence.score;

import org.remanence.random.RandomStream;
import org.remanence.tensor.Matrix;

/// A score that can draw a datum from its posterior p(a | x_t) exactly.
///
/// A draw from the posterior followed by the Gaussian bridge is a reverse process without discretisation error, for steps of any
/// length.
public interface DatumDraw extends Score {
    /// Stream positions one draw uses, a multiple of 4 so that draws begin on a block of the cipher.
    long drawPositions();

    /// One datum for each state. Row b reads positions `position` … `position + drawPositions() − 1` at index `firstIndex + b`
    /// of the stream and nothing else, so a batch may be split anywhere.
    /// @param states `[B × d]`
    /// @param time of the states, > 0
    /// @param stream source of randomness
    /// @param firstIndex index of row 0
    /// @param position first position, a multiple of 4
    /// @param into receives `[B × d]`; may not be `states`
    void draw(Matrix states, double time, RandomStream stream, long firstIndex, long position, Matrix into);
}
