package org.remanence.theory.memories;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.remanence.channel.NormalTail;
import org.remanence.tensor.Check;

/// Exact probability, in finite dimension and at λ = ∞, that a cue overlaps with its Gaussian pattern more than with any of P −
/// 1 others: `E (1 − H(|ξ|²/|x|))^{P−1}` over the length of the pattern.
public final class FiniteRetrieval {
    private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(400);
    private static final double LEFT_OUT = 1e-14;

    private FiniteRetrieval() { }

    /// Of the pattern itself.
    /// @param dimension N
    /// @param patterns P
    public static double probability(int dimension, double patterns) {
        return probability(dimension, patterns, 0);
    }

    /// Of a cue `x = ξ + √r n` with n orthogonal to the pattern.
    /// @param dimension N
    /// @param patterns P
    /// @param noise r = |x − ξ|²/N ≥ 0
    public static double probability(int dimension, double patterns, double noise) {
        var squares = ChiSquaredDistribution.of(Check.atLeast("dimension N", 1, dimension));
        Check.positive("patterns P", patterns);
        Check.nonNegative("noise r", noise);
        double low = squares.inverseCumulativeProbability(LEFT_OUT);
        double high = squares.inverseSurvivalProbability(LEFT_OUT);
        double half = 0.5 * (high - low);
        return half * RULE.integrate(x -> {
            double square = 0.5 * (low + high) + half * x;
            double height = square / Math.sqrt(square + dimension * noise);
            return squares.density(square) * Math.exp((patterns - 1) * Math.log1p(-NormalTail.of(height)));
        });
    }
}
