package org.remanence.theory.geometry;

/// The number of patterns that carry the empirical score at a state, n_eff = 1/E Σ w², in two forms. Neither knows the
/// smooth crossover of finite N, for which there is [FiniteRem].
/// Source: Anonymous, "Losing dimensions: geometric memorization in generative diffusion", 2024, eqs. 16 and 37.
public enum EffectiveNumber {
    /// The published crude step: 1/(1 − t/t_c) below the condensation time, at most N, and N above. Eq. 16 as printed has a
    /// misplaced t; eq. 37 has it right.
    SEED_MIN {
        @Override
        double above(PositionalRem rem, double time) {
            return rem.logPatterns();
        }
    },
    /// Above the condensation time the patterns that a weight e^{−2E/t} selects: log N + 2K(1/t) − K(2/t) beyond 2t_c, with
    /// K = log E e^{−βE}; between t_c and 2t_c these are the lowest ones.
    FULL {
        @Override
        double above(PositionalRem rem, double time) {
            double beta = 1 / time;
            double single = rem.logPatterns() + rem.law().logMoment(beta);
            double log = time < 2 * rem.condensationTime()
                    ? 2 * (single + beta * rem.leastEnergy())
                    : 2 * single - rem.logPatterns() - rem.law().logMoment(2 * beta);
            return Math.clamp(log, 0, rem.logPatterns());
        }
    };

    abstract double above(PositionalRem rem, double time);

    /// log n_eff.
    /// @param time t > 0, the variance of the noise
    /// @return nats, from 0 to log N
    public double log(PositionalRem rem, double time) {
        return rem.isCondensed(time)
                ? Math.min(-Math.log1p(-time / rem.condensationTime()), rem.logPatterns())
                : above(rem, time);
    }

    /// n_eff, from 1 to N.
    /// @param time t > 0, the variance of the noise
    public double of(PositionalRem rem, double time) {
        return Math.exp(log(rem, time));
    }
}
