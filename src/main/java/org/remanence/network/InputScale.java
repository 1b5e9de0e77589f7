package org.remanence.network;

/// In which units a network sees a state. A state `y = a + σ ε` of the variance-exploding process is divided by [#divisor].
public enum InputScale {
    /// Variance exploding: y itself.
    VE,
    /// Variance preserving: `y/√(1 + σ²)`.
    VP,
    /// Unit variance (Karras et al., 2022): `y/√(σ² + σ_data²)`.
    EDM,
    /// Straight paths between data and noise (flow matching): `y/(1 + σ)`.
    FLOW;

    /// What a variance-exploding state is divided by.
    /// @param sigma standard deviation of its noise, > 0
    /// @param sigmaData standard deviation of the data
    public double divisor(double sigma, double sigmaData) {
        return switch (this) {
            case VE -> 1;
            case VP -> Math.hypot(1, sigma);
            case EDM -> Math.hypot(sigma, sigmaData);
            case FLOW -> 1 + sigma;
        };
    }
}
