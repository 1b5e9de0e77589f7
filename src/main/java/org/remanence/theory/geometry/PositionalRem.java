package org.remanence.theory.geometry;

import org.remanence.tensor.Check;

/// The positional random energy model for many directions and exponentially many patterns: e^{logPatterns} independent
/// energies at a fixed state x, at temperature t.
///
/// At fixed x the energies do not depend on t, so t/t_c(x) is the only temperature that matters below condensation.
/// Source: Anonymous, "Losing dimensions: geometric memorization in generative diffusion", 2024, appendices C and D.
/// @param law of one energy
/// @param logPatterns log N
/// @param condensationTime t_c(x), exact; 0 if nothing condenses
public record PositionalRem(EnergyLaw law, double logPatterns, double condensationTime) {
    /// The model with its condensation time.
    /// @param logPatterns log N, from 0
    public static PositionalRem of(EnergyLaw law, double logPatterns) {
        return new PositionalRem(law, logPatterns, CondensationTime.DERIVED.of(law, logPatterns));
    }

    /// Refuses a negative number of patterns or time.
    public PositionalRem {
        Check.nonNegative("log of the number of patterns", logPatterns);
        if (!(condensationTime >= 0)) {
            throw new IllegalArgumentException("condensation time must be ≥ 0, got " + condensationTime);
        }
    }

    /// Whether t lies below the condensation time.
    public boolean isCondensed(double time) {
        return Check.positive("time", time) < condensationTime;
    }

    /// E Σ w², eq. 36: 1 − t/t_c below the condensation time, 0 above.
    public double participation(double time) {
        return isCondensed(time) ? 1 - time / condensationTime : 0;
    }

    /// log Σ e^{−E/t} to leading order: log N + log E e^{−E/t} above the condensation time, minus the least energy over t
    /// below.
    /// @return nats
    public double logPartition(double time) {
        return isCondensed(time) ? -leastEnergy() / time : logPatterns + law.logMoment(1 / time);
    }

    /// Where about one pattern is expected: the mean energy at the condensation time. Energies beside it lie t_c/k apart on
    /// average, counted from below.
    public double leastEnergy() {
        return condensationTime == 0 ? 0 : law.meanEnergy(1 / condensationTime);
    }
}
