package org.remanence.kernel;

/// What a screened pass goes by.
///
/// @param states the batch
/// @param rounding bound on the log-weights of the products, a state each
/// @param distance the direct distance
/// @param cut patterns lighter than e^{−cut} of the heaviest are passed over, in nats
/// @param known lower bound on the largest log-weight −|x − s a|²/(2v) of each state, or −∞
/// @param crowd learns which states the pass does not suit; their moments are of no use
/// @param watch hears of near patterns
public record Screen(States states, Rounding[] rounding, Distance distance, double cut, double[] known, OverfullStates crowd,
                     NearListener watch) {
    /// Bound on the weight, relative to the heaviest pattern, of n patterns that were passed over.
    public double skipped(long n) {
        return n * Math.exp(-cut) * (1 + 0x1p-11);
    }
}
