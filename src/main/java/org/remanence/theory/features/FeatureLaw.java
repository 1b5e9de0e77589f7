package org.remanence.theory.features;

/// A random-feature score trained on the average over the noise (m = ∞), in the limit d → ∞.
/// @param coefficients of the activation at the time
/// @param featureRatio ψ_p = p/d
/// @param sampleRatio ψ_n = n/d; +∞ for the law of the data instead of patterns
/// @param spectrum of the covariance of the data
public record FeatureLaw(FeatureCoefficients coefficients, double featureRatio, double sampleRatio, PopulationSpectrum spectrum) {
    /// Refuses ratios that are not positive.
    public FeatureLaw {
        new FeatureEquations(coefficients, featureRatio, sampleRatio, Double.POSITIVE_INFINITY, spectrum);
    }

    /// The law for an activation and a time.
    public static FeatureLaw of(Activation activation, double time, double featureRatio, double sampleRatio,
            PopulationSpectrum spectrum) {
        return new FeatureLaw(FeatureCoefficients.of(activation, time, spectrum.mean()), featureRatio, sampleRatio, spectrum);
    }

    FeatureEquations equations() {
        return new FeatureEquations(coefficients, featureRatio, sampleRatio, Double.POSITIVE_INFINITY, spectrum);
    }

    FeatureResolvent resolvent() {
        return new FeatureResolvent(equations());
    }

    /// The same coefficients for data whose largest variance is another.
    FeatureLaw withLargest(double variance) {
        return new FeatureLaw(coefficients, featureRatio, sampleRatio, PopulationSpectrum.isotropic(variance));
    }

    /// Above all eigenvalues but outliers.
    double top() {
        FeatureCoefficients c = coefficients;
        double random = 1 + Math.sqrt(featureRatio / sampleRatio);
        double wide = Math.sqrt(featureRatio) + 1;
        double data = 1 + 1 / Math.sqrt(sampleRatio);
        return 1.05 * (c.nonlinear() * random * random
                + c.slope() * c.slope() * wide * wide * (c.signal() * spectrum.largest() * data * data + c.noise()));
    }

    /// Mass of the eigenvalues that all equal s²: `1 − (1 + ψ_n)/ψ_p`, if there are more features than patterns and directions.
    public double atom() {
        return Math.max(0, 1 - (1 + sampleRatio) / featureRatio);
    }
}
