package org.remanence.theory.perceptrons;

import org.remanence.channel.LogPotential;
import org.remanence.channel.NormalTail;
import org.remanence.channel.WeightPrior;
import org.remanence.theory.Bracket;

/// Whether the free entropy has a second maximum at q = 1, for signs under `s^β`: always below β = 1, never above, and at β = 1
/// from a density on, `α A_0 > 4`.
///
/// Near q = 1 the energy has slope `α E g²/2` against `log(1/(1 − q))` of the entropy: E g² grows as a power for β < 1, as
/// `(A_0/2) log(1/(1 − q))` at β = 1, and stays at `β² E s⁻²` above.
/// Source: derived; the condition β > 1 is that of Baldassi et al.
public final class SecondPeak {
    private SecondPeak() { }

    /// `∫ G²/H`, the coefficient of E g² for the flat measure.
    public static double flatCoefficient() {
        double step = 0.01;
        double sum = 0;
        for (double y = -10; y < 10; y += step) {
            double g = NormalTail.density(y);
            sum += step * g * g / NormalTail.of(y);
        }
        return sum;
    }

    /// The density from which on there is a second peak at β = 1.
    public static double marginalDensity() {
        return Bracket.root(density -> 4 - density * ReplicaSymmetry.of(WeightPrior.BINARY, new LogPotential(1), density)
                .edgeDensity(), 0.3, 0.75, 1e-9);
    }

    /// What `α E g²` tends to as q → 1 for β > 1; +∞ otherwise.
    public static double limit(ReplicaSymmetry symmetry) {
        double beta = symmetry.channel().power();
        return beta > 1 ? symmetry.density() * beta * beta * symmetry.stabilities().inverseSquare() : Double.POSITIVE_INFINITY;
    }
}
