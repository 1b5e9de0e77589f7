package org.remanence.sampler;

/// What happens at the last time of a grid that ends above 0.
public enum Ending {
    /// Each state becomes its denoiser, E[a | x_t]. It lowers the variance by the mean square error at that time.
    DENOISE,
    /// States keep the noise of the last time.
    KEEP_NOISE
}
