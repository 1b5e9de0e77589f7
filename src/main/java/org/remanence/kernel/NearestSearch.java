package org.remanence.kernel;

import org.remanence.tensor.Rows;

/// What a search for the nearest patterns goes by. States have s = 1 and v = 1/2, so that a log-weight is minus a squared distance.
///
/// Distances are those that [Distance] computes, and of equal ones the lowest index is nearest: what is found depends on
/// nothing but the state and the patterns.
///
/// @param patterns `[n × d]`
/// @param states the batch
/// @param rounding bound on the log-weights of the products, a state each
/// @param distance the direct distance
/// @param wanted how many patterns of each state, k ≤ n
/// @param known lower bounds on the k-th largest log-weight, which rise
/// @param crowd learns which states the pass does not suit
public record NearestSearch(Rows patterns, States states, Rounding[] rounding, Distance distance, int wanted, RisingBounds known,
        OverfullStates crowd) {
    /// Covers the rounding of a few operations on log-weights.
    private static final double SLACK = 0x1p-48;

    /// How far a direct log-weight may lie from that of a product, if either is about `log`.
    /// @param b state
    /// @param log whole log-weight, ≤ 0 up to rounding
    /// @param widest bound on |b| of the pattern
    double margin(int b, double log, double widest) {
        double size = Math.abs(log) + Math.abs(states.offset(b));
        return rounding[b].of(widest) + SLACK * size + 2 * Rounding.direct(states.dimension(), size);
    }

    /// The direct log-weight of each of some patterns for state b.
    void score(int b, int count, long[] pattern, int at, double[] log, int into) {
        DirectScoring direct = new DirectScoring(states, distance);
        double[] row = new double[states.dimension()];
        float[] narrow = new float[states.dimension()];
        for (int i = 0; i < count; i++) {
            DirectScoring.copy(patterns, pattern[at + i], row, 0, narrow);
            log[into + i] = direct.log(row, 0, b);
        }
    }
}
