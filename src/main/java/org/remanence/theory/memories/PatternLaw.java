package org.remanence.theory.memories;

import org.remanence.tensor.Check;
import org.remanence.text.BadInput;
import org.remanence.theory.Bracket;

/// A law of patterns, by the overlaps of independent patterns with a state x: a random energy model.
///
/// A state has squared length ρ per dimension; laws whose overlaps depend on more than ρ take x to be a pattern and ρ = 1.
public sealed interface PatternLaw permits GaussianPatterns, SphericalPatterns, BinaryPatterns, HiddenPatterns {
    /// Where searches for an inverse temperature end.
    double LARGEST_LAMBDA = 1e4;

    /// `ζ(λ) = lim N⁻¹ log E e^{λ ξ·x}`, convex in λ.
    /// @param lambda inverse temperature λ > 0
    /// @param length ρ
    double freeEntropy(double lambda, double length);

    /// ζ′(λ): the overlap ξ·x/N of the patterns that carry the sum.
    double overlap(double lambda, double length);

    /// ζ and ζ′ at once, for laws where both come from one computation.
    default Tilted tilted(double lambda, double length) {
        return new Tilted(freeEntropy(lambda, length), overlap(lambda, length));
    }

    /// ζ and ζ′ at some λ.
    /// @param freeEntropy ζ
    /// @param overlap ζ′
    record Tilted(double freeEntropy, double overlap) { }

    /// Mutual information per dimension, in nats, of a pattern and the pattern with Gaussian noise of variance t added.
    double information(double time);

    /// Largest load that has a condensed phase; above it every overlap that can occur does.
    default double largestLoad() {
        return Double.POSITIVE_INFINITY;
    }

    /// λ_*(α), from which on the sum is carried by few patterns (condensed): `λ ζ′ − ζ = α`.
    default double condensation(double load, double length) {
        checkLoad(load);
        return Bracket.root(lambda -> load - (lambda * overlap(lambda, length) - freeEntropy(lambda, length)), 1e-8,
                LARGEST_LAMBDA);
    }

    /// ε_*(α), the largest overlap per dimension of e^{αN} patterns with a state.
    default double largestOverlap(double load, double length) {
        return overlap(condensation(load, length), length);
    }

    /// φ_α(λ), what all patterns but one contribute: `(α + ζ)/λ` below λ_*, ε_* above.
    default double noise(double load, double lambda, double length) {
        Check.positive("inverse temperature λ", lambda);
        double condensed = condensation(load, length);
        return lambda < condensed ? (load + freeEntropy(lambda, length)) / lambda : overlap(condensed, length);
    }

    /// α_1(λ), the load below which a pattern that is looked at is a minimum of the energy: `sup_{λ′ ≤ λ} λ′ − ζ(λ′)`.
    default double singlePatternLoad(double lambda) {
        Check.positive("inverse temperature λ", lambda);
        double best = Math.min(lambda, saturation());
        return best - freeEntropy(best, 1);
    }

    /// λ at which α_1 is this load.
    /// @return NaN where no λ retrieves so many patterns
    default double singlePatternLambda(double load) {
        checkLoad(load);
        double most = Math.min(LARGEST_LAMBDA, saturation());
        return singlePatternLoad(most) < load ? Double.NaN
                : Bracket.root(lambda -> load - singlePatternLoad(lambda), 1e-8, most);
    }

    /// λ from which α_1 no longer grows, `ζ′ = 1`; +∞ if it always grows.
    default double saturation() {
        return overlap(LARGEST_LAMBDA, 1) < 1 ? Double.POSITIVE_INFINITY
                : Bracket.root(lambda -> 1 - overlap(lambda, 1), 1e-8, LARGEST_LAMBDA);
    }

    /// t_c, the noise at which the noised pattern is lost among the others: `information(t) = α`; a trajectory back in time is
    /// caught by one pattern there.
    default double collapse(double load) {
        checkLoad(load);
        return Bracket.root(time -> information(time) - load, 1e-9, 1e9);
    }

    private void checkLoad(double load) {
        Check.positive("load α", load);
        if (!(load < largestLoad())) {
            throw new BadInput("load α = (log P)/N must be below %s, where there are as many patterns as states, got %s",
                    largestLoad(), load);
        }
    }
}
