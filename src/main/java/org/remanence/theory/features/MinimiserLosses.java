package org.remanence.theory.features;

import org.hipparchus.analysis.differentiation.FieldGradient;
import org.hipparchus.complex.Complex;
import org.remanence.tensor.Check;
import org.remanence.text.BadInput;
import org.remanence.theory.features.Sensitivities.By;

/// Losses of the minimiser of the ridge-regularised training loss in the limit d → ∞, for any number m of noisings a pattern.
/// The penalty is `v λ |A|²/(p d)`, which adds λ to U.
/// @param objective what is minimised, the penalty included; published as the training loss
/// @param trainLoss L_train, without the penalty
/// @param empiricalLoss L_emp: the training patterns with fresh noise
/// @param testLoss L_test: fresh patterns
/// @param scoreError E_test, the squared distance to the true score on fresh states
/// @param slope for isotropic data the mean estimator is slope · x
/// @param bias squared distance of the mean estimator to the true score; the rest of E_test is variance
/// Source: George et al. 2025 (m = 1 and ∞), Urfin et al. 2026 (any m); the training loss without penalty and other Σ than I
/// derived.
public record MinimiserLosses(double objective, double trainLoss, double empiricalLoss, double testLoss, double scoreError,
                              double slope, double bias) {
    private static final double LEAST_RIDGE = 1e-12;

    /// Of one system.
    /// @param sampleRatio ψ_n; +∞ for the law of the data instead of patterns
    /// @param draws m, from 1; +∞ for the average over the noise
    /// @param ridge λ ≥ 0; 0 where U is invertible
    /// @throws BadInput if λ = 0 and U is singular: m finite and p ≥ n m
    public static MinimiserLosses of(FeatureCoefficients coefficients, double featureRatio, double sampleRatio, double draws,
                                   PopulationSpectrum spectrum, double ridge) {
        Check.nonNegative("ridge", ridge);
        // Noisings of infinitely many patterns are as good as their average.
        double noisings = Double.isInfinite(sampleRatio) ? Double.POSITIVE_INFINITY : draws;
        var equations = new FeatureEquations(coefficients, featureRatio, sampleRatio, noisings, spectrum);
        boolean few = !equations.averaged() && featureRatio >= noisings * sampleRatio;
        if (few && ridge < LEAST_RIDGE || coefficients.fresh() == 0 && ridge == 0) {
            throw new BadInput("""
                    the ridge λ must be at least %s where U is singular, p = %s d ≥ n m = %s d, got %s: give --lambda 1e-3""",
                    LEAST_RIDGE, featureRatio, noisings * sampleRatio, ridge);
        }
        return of(equations, ridge, new FeatureResolvent(equations).below(-ridge));
    }

    private static MinimiserLosses of(FeatureEquations equations, double ridge, OrderParameters<Complex> y) {
        FeatureCoefficients c = equations.coefficients();
        double a2 = c.slope() * c.slope();
        var sensitivities = new Sensitivities(equations, y, new Complex(-ridge));
        var unknowns = sensitivities.unknowns();
        FieldGradient<Complex> inverse = equations.meanInverse(unknowns, sensitivities.place().epsilon());
        FieldGradient<Complex> linear = unknowns.r().multiply(c.noiseSlope() * equations.featureRatio()).multiply(inverse);
        FieldGradient<Complex> gain = equations.averaged() ? linear : linear.multiply(inverse).subtract(inverse).add(1.0);
        double byZ = sensitivities.of(gain, By.Z).getRealPart();
        double byZeta = sensitivities.of(gain, By.ZETA).getRealPart();
        double explained = gain.getValue().getRealPart();
        double response = linear.getValue().getRealPart();
        double train = 1 - explained - ridge * byZ;
        double test = 1 - 2 * response + a2 * byZeta + c.nonlinear() * byZ;
        double empirical = equations.averaged() ? train
                : 1 - 2 * response - sensitivities.of(gain, By.EPSILON).getRealPart()
                        + c.noiseSlope() * sensitivities.of(gain, By.ZETA_IDENTITY).getRealPart() + c.fresh() * byZ;
        double error = (test - equations.spectrum().unexplained(c)) / c.noise();
        double bias = bias(equations, ridge, y);
        return new MinimiserLosses(1 - explained, train, empirical, test, error, -response / c.noise(), bias);
    }

    /// The mean estimator responds to a direction of variance λ by `−a² ψ_p κ/(1/q + ψ_p K(λ))`, κ the mean of 1/L.
    private static double bias(FeatureEquations equations, double ridge, OrderParameters<Complex> y) {
        FeatureCoefficients c = equations.coefficients();
        PopulationSpectrum spectrum = equations.spectrum();
        double factor = c.slope() * c.slope() * equations.featureRatio() * equations.meanInverse(y, Complex.ZERO).getRealPart();
        var place = FeatureEquations.Place.at(new Complex(-ridge));
        double bias = 0;
        for (int k = 0; k < spectrum.weights().length; k++) {
            double variance = spectrum.eigenvalues()[k];
            double noised = c.signal() * variance + c.noise();
            double response = -factor / MixtureOutlier.delta(equations, y, place, variance).getRealPart();
            bias += spectrum.weights()[k] * noised * Math.pow(response + 1 / noised, 2);
        }
        return bias;
    }
}
