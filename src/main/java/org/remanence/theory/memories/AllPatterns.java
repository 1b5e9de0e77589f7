package org.remanence.theory.memories;

import org.apache.commons.statistics.distribution.TDistribution;
import org.remanence.tensor.Check;
import org.remanence.theory.Bracket;

/// Loads below which all e^{αN} Gaussian patterns are minima at once; spherical patterns all have the load of a single one.
/// Source: derived.
public final class AllPatterns {
    /// Load at which some two patterns overlap more than one of them with itself, `log 2/4`.
    public static final double PAIR_LOAD = Math.log(2) / 4;

    private AllPatterns() { }

    /// The lower of both bounds.
    /// @param lambda λ > 0
    public static double load(double lambda) {
        return Math.min(typicalLoad(lambda), PAIR_LOAD);
    }

    /// The load at which the shortest of all patterns is lost in the typical noise: lengths reach ρ with `(ρ − 1 − log ρ)/2 =
    /// α`.
    public static double typicalLoad(double lambda) {
        Check.positive("inverse temperature λ", lambda);
        if (lambda >= 1) {
            return 0.5 / Math.E;
        }
        double shortest = Bracket.root(rho -> rarity(rho) - lambda * rho * (1 - 0.5 * lambda), 1e-12, 1);
        return rarity(shortest);
    }

    /// λ from which on pairs are what fails first.
    public static double crossover() {
        return Bracket.root(lambda -> PAIR_LOAD - typicalLoad(lambda), 0.2, 0.999);
    }

    /// Probability that a pattern overlaps more with one other than with itself, in finite dimension: Student's law.
    /// @param dimension N
    public static double pairProbability(int dimension) {
        return TDistribution.of(Check.atLeast("dimension N", 1, dimension)).survivalProbability(Math.sqrt(dimension));
    }

    private static double rarity(double rho) {
        return 0.5 * (rho - 1 - Math.log(rho));
    }
}
