package org.remanence.theory;

import org.remanence.tensor.Check;

/// The noise level below which the empirical score of n patterns has collapsed onto single patterns: where
/// I(x_0; x_t) = log n. A single pattern has always collapsed: +∞.
/// @param noiseToSignal τ_C, the time of the variance-exploding process
/// Source: Biroli, Bonnaire, de Bortoli and Mézard, "Dynamical regimes of diffusion models", 2024, with the information of
/// the class included.
public record CollapseTime(double noiseToSignal) {
    /// Refuses a noise level that is negative or NaN.
    public CollapseTime {
        if (!(noiseToSignal >= 0)) {
            throw new IllegalArgumentException("noise-to-signal ratio must be ≥ 0, got " + noiseToSignal);
        }
    }

    /// The collapse of n independent patterns of a known law.
    /// @param patterns n; a fraction stands for patterns per class
    /// @throws IllegalArgumentException if n is not positive and finite
    public static CollapseTime of(Information law, double patterns) {
        return ofLog(law, Math.log(Check.positive("number of patterns", patterns)));
    }

    /// As [#of], for more patterns than a double can count.
    /// @param logPatterns log n
    public static CollapseTime ofLog(Information law, double logPatterns) {
        return new CollapseTime(law.inverse(logPatterns));
    }

    /// One isotropic Gaussian cluster: ½ log(1 + σ² / (e^{2·logLoad} − 1)) in Ornstein–Uhlenbeck time, in any dimension.
    /// @param logLoad ln n / d
    /// @param sigma standard deviation per coordinate
    public static CollapseTime isotropic(double logLoad, double sigma) {
        return ofLog(new IsotropicGaussian(1, sigma), logLoad);
    }

    /// t_C = ½ log(1 + τ_C), the time of the Ornstein–Uhlenbeck process.
    public double ornsteinUhlenbeck() {
        return 0.5 * Math.log1p(noiseToSignal);
    }

    /// τ_C, the time of the variance-exploding process.
    public double varianceExploding() {
        return noiseToSignal;
    }
}
