package org.remanence.network;

/// Which number tells a network the noise level σ of its input.
public enum ClockReading {
    /// Index of a schedule of steps; 0 has the least noise.
    INDEX,
    /// Index of a schedule over the number of steps.
    UNIT,
    /// σ itself.
    SIGMA,
    /// `ln(σ)/4` (Karras et al., 2022).
    LOG_SIGMA_OVER_4,
    /// Ornstein–Uhlenbeck time, `ln(1 + σ²)/2`.
    OU,
    /// The reading u of a geometric clock, `σ = least · (greatest/least)^u`.
    CLOCK
}
