package org.remanence.theory.features;

import org.remanence.tensor.Check;
import org.remanence.text.BadInput;

/// What an activation does to Gaussian pre-activations at one time: the coefficients of its Gaussian equivalent.
///
/// With Γ² = s² Tr Σ/d + v: the linear part has slope a; what is left of the variance of a feature splits into v², which two
/// noisings of one pattern share, and s², which is fresh in each.
/// @param time t
/// @param signal s² = e^{−2t}
/// @param noise v = 1 − e^{−2t}
/// @param mean μ₀ = E σ(Γz)
/// @param slope a = E σ′(Γz)
/// @param square E σ(Γz)²
/// @param shared v²
/// @param fresh s², also the place of the atom of U
/// Source: Bonnaire et al. 2025, supplement; subtraction of μ₀² derived.
public record FeatureCoefficients(double time, double signal, double noise, double mean, double slope, double square,
                                  double shared, double fresh) {
    private static final double WIDEST = 1e6;

    /// Of an activation.
    /// @param time t > 0
    /// @param dataVariance Tr Σ/d, at most 10⁶: features of wider data are all but signs
    public static FeatureCoefficients of(Activation activation, double time, double dataVariance) {
        Check.positive("time", time);
        if (!(dataVariance <= WIDEST)) {
            throw new BadInput("the mean variance of the data must be at most %s, got %s: divide the data by a number", WIDEST,
                    dataVariance);
        }
        double noise = -Math.expm1(-2 * time);
        double signal = Math.exp(-2 * time);
        double whole = signal * dataVariance + noise;
        double mean = activation.mean(whole);
        double slope = activation.slope(whole);
        double square = activation.pair(whole, whole);
        double nonlinear = square - mean * mean - slope * slope * whole;
        double shared = activation.nonlinearPair(whole, signal * dataVariance);
        boolean linear = activation == Activation.IDENTITY;
        return new FeatureCoefficients(time, signal, noise, mean, slope, square, linear ? 0 : shared, linear ? 0 : nonlinear
                - shared);
    }

    /// b² = v a².
    public double noiseSlope() {
        return noise * slope * slope;
    }

    /// μ_*² = v² + s², the variance of a feature beyond its linear part.
    public double nonlinear() {
        return shared + fresh;
    }

    /// κ = v²/μ_*²; 0 for a linear activation.
    public double kappa() {
        return nonlinear() > 0 ? shared / nonlinear() : 0;
    }
}
