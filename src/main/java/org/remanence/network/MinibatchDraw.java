package org.remanence.network;

/// Which patterns a step of a training sees. Fewer patterns than a batch has rows are allowed: they repeat in it.
public enum MinibatchDraw {
    /// Each row any pattern, with replacement.
    INDEPENDENT,
    /// Rows go through the patterns in an order drawn anew for every pass, without replacement; a batch may join the end of one pass and the
    /// beginning of the next.
    SHUFFLED
}
