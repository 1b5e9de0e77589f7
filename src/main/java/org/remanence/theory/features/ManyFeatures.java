package org.remanence.theory.features;

import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.analysis.differentiation.UnivariateDerivative1;
import org.remanence.tensor.Check;
import org.remanence.theory.Bracket;

/// The minimiser for infinitely many features, ψ_p → ∞ after d → ∞ at a fixed ridge: its training loss is 0.
///
/// For m = ∞ it takes all of a state for noise, `S(y) = −y/v`. For finite m, r solves `1/r = λ + R(r)` with
/// `R = a² ψ_n ((s² m + v)/ℓ₁ + (m − 1) v/ℓ₂)`.
/// Source: Urfin et al. 2026, proposition C.3; m = ∞ and variances other than 1 derived.
public final class ManyFeatures {
    private final FeatureCoefficients coefficients;
    private final double sampleRatio;
    private final double draws;
    private final double variance;
    private final double ridge;

    private ManyFeatures(FeatureCoefficients coefficients, double sampleRatio, double draws, double variance, double ridge) {
        this.coefficients = coefficients;
        this.sampleRatio = sampleRatio;
        this.draws = draws;
        this.variance = variance;
        this.ridge = ridge;
    }

    /// E_test.
    /// @param draws m, from 1; +∞ for the average over the noise
    /// @param ridge λ, positive for finite m
    /// @return empty where no formula is known: m finite and Σ not a multiple of I, or n infinite
    public static OptionalDouble scoreError(FeatureCoefficients c, double sampleRatio, double draws, PopulationSpectrum spectrum,
                                            double ridge) {
        if (Double.isInfinite(sampleRatio)) {
            return OptionalDouble.empty();
        }
        if (Double.isInfinite(draws)) {
            return OptionalDouble.of(allNoise(c, spectrum));
        }
        if (spectrum.weights().length > 1 || !(ridge > 0)) {
            return OptionalDouble.empty();
        }
        double loss = new ManyFeatures(c, sampleRatio, draws, spectrum.mean(), Check.positive("ridge", ridge)).testLoss();
        return OptionalDouble.of((loss - spectrum.unexplained(c)) / c.noise());
    }

    private static double allNoise(FeatureCoefficients c, PopulationSpectrum spectrum) {
        double sum = 0;
        for (int k = 0; k < spectrum.weights().length; k++) {
            double noised = c.signal() * spectrum.eigenvalues()[k] + c.noise();
            sum += spectrum.weights()[k] * noised * Math.pow(1 / noised - 1 / c.noise(), 2);
        }
        return sum;
    }

    private double testLoss() {
        DoubleUnaryOperator excess = r -> 1 / r - ridge - load(new UnivariateDerivative1(r, 1)).getValue();
        double r = Bracket.root(excess, Double.MIN_NORMAL, 1 / ridge);
        UnivariateDerivative1 at = new UnivariateDerivative1(r, 1);
        UnivariateDerivative1 g = inverse(at);
        double b2 = coefficients.noiseSlope();
        UnivariateDerivative1 phi = g.multiply(sampleRatio)
                .subtract(at.multiply(g).multiply(g).multiply(b2 * sampleRatio * sampleRatio));
        double noised = coefficients.signal() * variance + coefficients.noise();
        double a2 = coefficients.slope() * coefficients.slope();
        return 1 - 2 * b2 * sampleRatio * r * g.getValue()
                - a2 * noised * phi.getFirstDerivative() / (1 / (r * r) + load(at).getFirstDerivative());
    }

    /// ℓ₁ of the part that noisings of a pattern share.
    private UnivariateDerivative1 shared(UnivariateDerivative1 r) {
        FeatureCoefficients c = coefficients;
        return r.multiply(c.slope() * c.slope() * (c.signal() * variance * draws + c.noise()))
                .add((c.nonlinear() + (draws - 1) * c.shared()) / ridge);
    }

    /// ℓ₂ of the part that is fresh in each.
    private UnivariateDerivative1 fresh(UnivariateDerivative1 r) {
        return r.multiply(coefficients.noiseSlope()).add(coefficients.fresh() / ridge);
    }

    /// g = 1/ℓ₁ + (m − 1)/ℓ₂.
    private UnivariateDerivative1 inverse(UnivariateDerivative1 r) {
        return shared(r).reciprocal().add(fresh(r).reciprocal().multiply(draws - 1));
    }

    /// R(r).
    private UnivariateDerivative1 load(UnivariateDerivative1 r) {
        FeatureCoefficients c = coefficients;
        double factor = c.slope() * c.slope() * sampleRatio;
        return shared(r).reciprocal().multiply(factor * (c.signal() * variance * draws + c.noise()))
                .add(fresh(r).reciprocal().multiply(factor * (draws - 1) * c.noise()));
    }
}
