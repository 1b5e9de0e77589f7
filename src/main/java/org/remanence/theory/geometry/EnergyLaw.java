package org.remanence.theory.geometry;

import org.remanence.text.BadInput;
import org.remanence.theory.Bracket;

/// The law of the energy E = ½|x − y|² of one pattern y at a fixed state x, up to what all patterns have in common.
///
/// At noise variance t the pattern weighs e^{−E/t}, so n independent patterns are a random energy model at inverse
/// temperature β = 1/t. Energies are measured from the least that any pattern could have, `E ≥ 0`; the energy of x across
/// the directions along which data do not vary cancels in every weight.
/// Source: Anonymous, "Losing dimensions: geometric memorization in generative diffusion", 2024, appendix C (positional
/// random energy model).
public sealed interface EnergyLaw permits GaussianEnergy, SphericalEnergy {
    /// Coordinate beyond which e^r leaves the range of a double.
    double MOST = 700;

    /// Whether all patterns have the same energy, so that none ever stands out.
    boolean isConstant();

    /// log E e^{−βE}.
    /// @param beta β ≥ 0
    double logMoment(double beta);

    /// Mean energy under the weight e^{−βE}: minus the slope of [#logMoment].
    /// @param beta β ≥ 0
    double meanEnergy(double beta);

    /// The Kullback–Leibler divergence of the posterior, weighted by e^{−E/t}, from the prior: what the state tells about
    /// its pattern. Decreasing in t from +∞ to 0.
    /// @param time t > 0, the variance of the noise
    /// @return nats
    double information(double time);

    /// Share of t²·[#information] at large t that comes from the length of the patterns: Σσ⁴/4.
    double lengthTerm();

    /// Share of t²·[#information] at large t that comes from their direction: Σx²σ²/2.
    double directionTerm();

    /// The coefficient B of the next order: information = A/t² − B/t³ + …, A the sum of the two shares.
    double thirdOrder();

    /// The noise at which [#information] equals `nats`, for nats ≫ the number of directions.
    double largeLoad(double nats);

    /// The tail of the law at a coordinate r, in which it has a width near [#step] everywhere: r runs over the real line
    /// and the energy falls from its largest to its least.
    EnergyTail tail(double coordinate);

    /// A distance in r over which the density, weighted by any e^{−βE}, is smooth.
    double step(double coordinate);

    /// A coordinate above whose energy there is less than 10⁻¹⁸ of the law.
    double start();

    /// The coordinate at which the probability of a lower energy is e^{logProbability}.
    /// @param logProbability below −1e-3
    default double coordinate(double logProbability) {
        double low = start();
        double high = low + 1;
        while (tail(high).logCumulative() > logProbability) {
            low = high;
            high += Math.max(1, 0.25 * (high - start()));
            if (high > MOST) {
                throw new BadInput("so low an energy is beyond the range of a double: log of its probability is %s", logProbability);
            }
        }
        return Bracket.root(r -> tail(r).logCumulative() - logProbability, low, high);
    }
}
