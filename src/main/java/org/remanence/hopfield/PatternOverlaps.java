package org.remanence.hopfield;

/// Overlaps `m_μ = Σ_i ξ_i^μ s_i` of a state with all patterns, and the local fields that follow from them.
interface PatternOverlaps {
    /// Counts a neuron in; each once, before any field is asked for.
    /// @param sign s_i
    void add(int neuron, int sign);

    /// Takes note that a neuron has flipped.
    /// @param sign that it has now
    void flip(int neuron, int sign);

    /// `Σ_μ ξ_i^μ m_μ`, the self-coupling included.
    long field(int neuron);

    /// m_μ.
    long overlap(int pattern);
}
