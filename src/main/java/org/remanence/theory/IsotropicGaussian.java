package org.remanence.theory;

import org.remanence.tensor.Check;

/// Data `N(m, σ² I)`: I = (d/2) log(1 + σ²/τ), and τ_C = σ² / (n^{2/d} − 1).
/// @param dimension d
/// @param sigma standard deviation per coordinate; 0 for a single point
public record IsotropicGaussian(int dimension, double sigma) implements Information {
    /// Refuses parameters out of range.
    public IsotropicGaussian {
        Check.atLeast("dimension", 1, dimension);
        Check.nonNegative("sigma", sigma);
    }

    @Override
    public double at(double noiseToSignal) {
        return 0.5 * dimension * Math.log1p(sigma * sigma / Information.checkNoise(noiseToSignal));
    }

    @Override
    public double inverse(double nats) {
        return Information.checkNats(nats) <= 0 ? Double.POSITIVE_INFINITY : sigma * sigma / Math.expm1(2 * nats / dimension);
    }
}
