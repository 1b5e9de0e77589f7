package org.remanence.theory.geometry;

import org.remanence.tensor.Check;
import org.remanence.theory.Bracket;

/// The condensation time t_c(x): the variance of the noise below which, at a fixed state x, a few patterns carry the
/// empirical score. Six forms, of which the first is exact for every number of directions and patterns.
///
/// With A = Σσ⁴/4 + Σx²σ²/2 and N = e^{logPatterns}. All are 0 where every pattern has the same energy: nothing condenses.
/// Source: Anonymous, "Losing dimensions: geometric memorization in generative diffusion", 2024.
public enum CondensationTime {
    /// The default: the root of KL(posterior ‖ prior) = log N, which is the paper's condition α + ζ(1) − ζ′(1) = 0.
    DERIVED {
        @Override
        double value(EnergyLaw law, double logPatterns) {
            double upper = Math.log(PAPER.value(law, logPatterns));
            double lower = upper - Math.log(2);
            while (law.information(Math.exp(lower)) < logPatterns) {
                upper = lower;
                lower -= Math.log(2);
            }
            return Math.exp(Bracket.root(u -> law.information(Math.exp(u)) - logPatterns, lower, upper));
        }
    },
    /// Eq. 15, √(A/log N): the leading order for log N far below a quarter of the number of directions, and never below
    /// [#DERIVED].
    PAPER {
        @Override
        double value(EnergyLaw law, double logPatterns) {
            return Math.sqrt((law.lengthTerm() + law.directionTerm()) / logPatterns);
        }
    },
    /// The next order, √(A/log N) − B/(2A) with B = Σσ⁶/3 + Σx²σ⁴; negative where the expansion has broken down.
    NEXT_ORDER {
        @Override
        double value(EnergyLaw law, double logPatterns) {
            return PAPER.value(law, logPatterns) - 0.5 * law.thirdOrder() / (law.lengthTerm() + law.directionTerm());
        }
    },
    /// Eq. 34, with twice the share of the lengths: the appendix disagrees with eqs. 15 and 29, and is wrong.
    PAPER_APPENDIX {
        @Override
        double value(EnergyLaw law, double logPatterns) {
            return Math.sqrt((2 * law.lengthTerm() + law.directionTerm()) / logPatterns);
        }
    },
    /// Eq. 15 for patterns that were divided by their length, without the share of the lengths; 0 at the origin.
    UNIT_NORM {
        @Override
        double value(EnergyLaw law, double logPatterns) {
            return Math.sqrt(law.directionTerm() / logPatterns);
        }
    },
    /// The leading order for log N far above the number of directions.
    LARGE_LOAD {
        @Override
        double value(EnergyLaw law, double logPatterns) {
            return law.largeLoad(logPatterns);
        }
    };

    abstract double value(EnergyLaw law, double logPatterns);

    /// The condensation time.
    /// @param law of the energies at x
    /// @param logPatterns log N
    /// @return time of the variance-exploding process; 0 if nothing ever condenses, +∞ for a single pattern
    /// @throws IllegalArgumentException if log N is negative or not finite
    public double of(EnergyLaw law, double logPatterns) {
        Check.nonNegative("log of the number of patterns", logPatterns);
        if (law.isConstant()) {
            return 0;
        }
        return logPatterns == 0 ? Double.POSITIVE_INFINITY : value(law, logPatterns);
    }
}
