package org.remanence.network;

/// What a network says about a noised datum `y = a + σ ε`. Each of them is a sum `A a + B ε` whose factors depend on σ, so that
/// the noise follows from the output F and the state: `ε = (F − A y)/(B − A σ)`.
public enum Prediction {
    /// The noise ε.
    EPSILON,
    /// The datum a, called x0.
    SAMPLE,
    /// Velocity (Salimans and Ho, 2022): `(ε − σ a)/√(1 + σ²)`.
    V_PREDICTION,
    /// The score at the input: −ε divided by the standard deviation of the noise in it.
    SCORE,
    /// Velocity of a straight path (Lipman et al., 2023): `ε − a`.
    FLOW,
    /// The raw output of a preconditioned denoiser (Karras et al., 2022, table 1): `(a − c_skip y)/c_out`.
    EDM;

    /// Share A of the datum in the output.
    /// @param sigma standard deviation of the noise, > 0
    /// @param sigmaData standard deviation of the data, used by EDM
    public double ofDatum(double sigma, double sigmaData) {
        return switch (this) {
            case EPSILON, SCORE -> 0;
            case SAMPLE -> 1;
            case V_PREDICTION -> -sigma / Math.hypot(1, sigma);
            case FLOW -> -1;
            // (1 − c_skip)/c_out, with c_skip = σ_data²/(σ² + σ_data²) and c_out = σ σ_data/√(σ² + σ_data²)
            case EDM -> sigma / (sigmaData * Math.hypot(sigma, sigmaData));
        };
    }

    /// Share B of the noise in the output.
    /// @param sigma standard deviation of the noise, > 0
    /// @param sigmaData standard deviation of the data, used by EDM
    /// @param state of the input, used by SCORE
    public double ofNoise(double sigma, double sigmaData, InputScale state) {
        return switch (this) {
            case EPSILON, FLOW -> 1;
            case SAMPLE -> 0;
            case V_PREDICTION -> 1 / Math.hypot(1, sigma);
            case SCORE -> -state.divisor(sigma, sigmaData) / sigma;
            case EDM -> -sigmaData / Math.hypot(sigma, sigmaData);
        };
    }
}
