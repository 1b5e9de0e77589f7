package org.remanence.network;

/// Sines and then cosines of a number at frequencies `10000^{−i/(half − 1)}`, as denoising-diffusion networks see their clock.
/// Source: Ho, Jain and Abbeel, "Denoising diffusion probabilistic models", NeurIPS 2020, published code.
final class SinusoidalEmbedding {
    private static final double BASE = 10_000;

    private final double[] frequencies;

    /// @param size numbers of an embedding, even
    /// @param factor on the number
    SinusoidalEmbedding(int size, double factor) {
        this.frequencies = new double[size / 2];
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = factor * Math.pow(BASE, -i / Math.max(1.0, frequencies.length - 1));
        }
    }

    /// Writes the embedding of a number.
    void into(double value, float[] into, int at) {
        for (int i = 0; i < frequencies.length; i++) {
            double angle = value * frequencies[i];
            into[at + i] = (float) Math.sin(angle);
            into[at + frequencies.length + i] = (float) Math.cos(angle);
        }
    }
}
