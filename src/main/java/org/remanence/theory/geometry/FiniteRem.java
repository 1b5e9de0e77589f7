package org.remanence.theory.geometry;

import org.remanence.tensor.Check;
import org.remanence.text.BadInput;

/// The positional random energy model at a finite number of patterns, exactly: averages over all data sets of N
/// independent patterns, by two one-dimensional integrals.
///
/// With g(l) = E e^{−e^{l − E/t}} for one pattern, E e^{−e^l Z} = g(l)^N for Z = Σ e^{−E/t}, hence
/// `E Σw² = N ∫ dl E[e^{2(l−E/t)} e^{−e^{l−E/t}}] g(l)^{N−1}`; and g(l)^N is the probability that l + log Z lies below the
/// logarithm of an exponential variable, from which mean and variance of log Z follow.
///
/// Cost: about a tenth of a second once, then milliseconds a noise level.
public final class FiniteRem {
    /// Exponent beyond which a tail is left out.
    private static final double NOTHING = 45;
    private static final double MOST_PATTERNS = 600;
    private static final double STEP = 0.1;
    /// t_c/t beyond which single patterns are too sharp for the quadrature and t is extrapolated to, from there.
    private static final double COLDEST = 200;

    private final PositionalRem rem;
    private final EnergyPanels panels;
    private final double highest;

    /// @param rem the model, of 2 to e^600 patterns
    /// @throws IllegalArgumentException if it has fewer or more
    public FiniteRem(PositionalRem rem) {
        if (!(rem.logPatterns() >= Math.log(2) && rem.logPatterns() <= MOST_PATTERNS)) {
            throw new BadInput("log of the number of patterns must lie in [log 2, 600], got " + rem.logPatterns());
        }
        this.rem = rem;
        EnergyLaw law = rem.law();
        if (law.isConstant()) {
            panels = null;
            highest = 0;
        } else {
            panels = new EnergyPanels(law, law.start(), law.coordinate(-rem.logPatterns() - NOTHING - 5));
            // above it all N energies lie with probability e^{−90}
            double below = Math.log(-Math.expm1(-2 * NOTHING * Math.exp(-rem.logPatterns())));
            highest = law.tail(below < -1e-3 ? law.coordinate(below) : law.start()).energy();
        }
    }

    /// Averages at one noise level.
    /// @param participation E Σ w²
    /// @param logPartition E log Σ e^{−E/t}, nats
    /// @param spread standard deviation of log Σ e^{−E/t}; NaN where it is below 10⁻⁵, which cancellation hides
    public record Averages(double participation, double logPartition, double spread) { }

    /// The averages; below t_c/200 they are continued from there, to a relative error of 1/200 in 1 − E Σw².
    /// @param time t > 0, the variance of the noise
    public Averages at(double time) {
        Check.positive("time", time);
        if (panels == null) {
            return new Averages(Math.exp(-rem.logPatterns()), rem.logPatterns(), 0);
        }
        double coldest = rem.condensationTime() / COLDEST;
        return time < coldest ? beyond(time / coldest, integrate(coldest)) : integrate(time);
    }

    /// There 1 − Σw² is proportional to t, and t log Z is minus the least energy.
    private static Averages beyond(double ratio, Averages coldest) {
        return new Averages(1 - (1 - coldest.participation) * ratio, coldest.logPartition / ratio, coldest.spread / ratio);
    }

    private Averages integrate(double time) {
        EnergyPanels.Nodes nodes = panels.nodes(time, highest + NOTHING * time);
        double stretch = Math.min(1, rem.condensationTime() / rem.leastEnergy());
        return new PartitionTransform(nodes, time, rem.logPatterns(), stretch)
                .averages(-rem.logPatterns() - rem.law().logMoment(1 / time), STEP);
    }
}
