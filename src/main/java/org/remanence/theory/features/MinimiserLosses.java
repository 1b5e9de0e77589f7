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
/// Source: George et al. 2025 (m = 1 and ∞), Urfin et al. 2026 (any m); the training loss without penalty and other Σ than I derived.
public record MinimiserLosses(double objective, double trainLoss, double empiricalLoss, double testLoss, double scoreError, double slope) {
    private static final double LEAST_RIDGE = 1e-12;

    /// Of one system.
    /// @param draws m, from 1; +∞ for the average over the noise
    /// @param ridge λ ≥ 0; 0 gives the minimiser of least norm, which exists in the limit where U is invertible
    /// @throws IllegalArgumentException if λ = 0 and U is singular: m finite and p ≥ n m
    public static MinimiserLosses of(FeatureCoefficients coefficients, double featureRatio, double sampleRatio, double draws,
                                   PopulationSpectrum spectrum, double ridge) {
        Check.nonNegative("ridge", ridge);
        var equations = new FeatureEquations(coefficients, featureRatio, sampleRatio, draws, spectrum);
        boolean singular = !equations.averaged() && ridge < LEAST_RIDGE || coefficients.fresh() == 0 && ridge == 0;
        if (singular) {
            throw new BadInput("""
                    the ridge λ must be at least %s for m = %s, since U is or may be singular there, got %s: give --lambda 1e-6""",
                    LEAST_RIDGE, draws, ridge);
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
        return new MinimiserLosses(1 - explained, train, empirical, test, error, -response / c.noise());
    }
}
