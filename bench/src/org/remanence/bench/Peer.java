package org.remanence.bench;

/// Another way to the denoiser Σ_μ w_μ a_μ of a batch of states: what others would run.
interface Peer extends AutoCloseable {
    /// Computes it once.
    void run();

    /// What the last run found, `[B × d]`.
    double[] denoiser();

    /// Patterns that one run goes through, the first ones: slow peers take fewer.
    int patterns();

    @Override
    default void close() { }
}
