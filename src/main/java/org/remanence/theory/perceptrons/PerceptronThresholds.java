package org.remanence.theory.perceptrons;

import java.util.Comparator;
import java.util.function.DoubleUnaryOperator;
import org.remanence.channel.Channel;
import org.remanence.channel.WeightPrior;
import org.remanence.theory.Bracket;

/// Densities of constraints at which sampling and the solution space change; NaN for a transition that there is not.
/// @param localization α_ASL, up to which stochastic localization samples fairly
/// @param overlap q at which it first fails
/// @param dynamic α_dyn, from which on samples lie in clusters that a sampler cannot leave
/// @param condensation α_K, from which on few clusters carry the measure
/// @param deAlmeidaThouless α_AT, at which the replica-symmetric ansatz is unstable
public record PerceptronThresholds(double localization, double overlap, double dynamic, double condensation,
        double deAlmeidaThouless) {
    private static final PerceptronThresholds NONE = new PerceptronThresholds(Double.NaN, Double.NaN, Double.NaN, Double.NaN,
            Double.NaN);
    private static final int SCAN = 32;
    private static final int SECTIONS = 11;
    private static final double ACCURACY = 1e-6;
    private static final double FIRST = 0.05;
    private static final double GROWTH = 1.3;
    /// How close to the capacity saddle points are asked for.
    private static final double BESIDE = 1e-3;
    private static final double BEYOND = 1.1;

    /// All of them; a few ten seconds.
    ///
    /// On the sphere with κ ≥ 0 the solutions are a connected, convex set: none of these transitions comes before the capacity.
    /// Signs under a weight less singular than s have isolated solutions at every density: localization fails, and samples
    /// cluster, from 0 on; few solutions carry the measure where its entropy vanishes.
    public static PerceptronThresholds of(WeightPrior prior, Channel channel) {
        if (prior == WeightPrior.SPHERICAL && channel.edge() >= 0) {
            return NONE;
        }
        double stable = deAlmeidaThouless(prior, channel);
        double end = Double.isNaN(stable) ? PerceptronCapacity.of(prior, channel) * (1 - BESIDE) : stable;
        if (prior == WeightPrior.BINARY && channel.power() < 1) {
            return new PerceptronThresholds(0, 1, 0, vanishingEntropy(channel, end), stable);
        }
        DoubleUnaryOperator steepest = density -> 1 - leastStable(potential(prior, channel, density)).stability();
        // At α_AT the fixed point q_0 itself is marginal: a root there means that nothing fails before it.
        double localization = steepest.applyAsDouble(end * (1 - 1e-6)) > -1e-4 ? stable
                : root(steepest, Math.min(FIRST, 0.1 * end), end);
        if (Double.isNaN(localization)) {
            return NONE;
        }
        double overlap = leastStable(potential(prior, channel, localization)).overlap();
        DoubleUnaryOperator least = density -> earliest(potential(prior, channel, density)).point().time();
        if (localization == stable || !(least.applyAsDouble(end) < 0)) {
            return new PerceptronThresholds(localization, overlap, Double.NaN, Double.NaN, stable);
        }
        double dynamic = root(least, localization, end);
        DoubleUnaryOperator excess = density -> -second(potential(prior, channel, density));
        double condensation = excess.applyAsDouble(end) < 0 ? root(excess, dynamic * (1 + 1e-4), end) : Double.NaN;
        return new PerceptronThresholds(localization, overlap, dynamic, condensation, stable);
    }

    /// Density at which the entropy of signs is zero; NaN if it is positive beyond the end.
    private static double vanishingEntropy(Channel channel, double end) {
        DoubleUnaryOperator entropy = density -> ReplicaSymmetry.of(WeightPrior.BINARY, channel, density).entropy();
        return entropy.applyAsDouble(BEYOND * end) < 0 ? root(entropy, Math.min(FIRST, 0.1 * end), BEYOND * end) : Double.NaN;
    }

    /// α_AT, or NaN if the ansatz is stable up to the capacity; a second or two.
    public static double deAlmeidaThouless(WeightPrior prior, Channel channel) {
        double last = PerceptronCapacity.of(prior, channel) * (1 - BESIDE);
        DoubleUnaryOperator stable = density -> 1 - ReplicaSymmetry.of(prior, channel, density).stability();
        double before = 0;
        for (double density = Math.min(FIRST, 0.1 * last); before < last; density = Math.min(last, density * GROWTH)) {
            if (stable.applyAsDouble(density) < 0) {
                return root(stable, before, density);
            }
            before = density;
        }
        return Double.NaN;
    }

    private static double root(DoubleUnaryOperator decreasing, double lower, double upper) {
        return Bracket.inside(decreasing, lower, upper, ACCURACY * upper);
    }

    private static PlantedPotential potential(WeightPrior prior, Channel channel, double density) {
        return new PlantedPotential(ReplicaSymmetry.of(prior, channel, density));
    }

    /// The point of largest A(q).
    static PlantedPotential.Point leastStable(PlantedPotential potential) {
        return LeastPoint.of(potential, Comparator.comparingDouble(each -> -each.stability()), SCAN, 0, SECTIONS).point();
    }

    /// The point of least t(q) beyond its first rise.
    static LeastPoint earliest(PlantedPotential potential) {
        return LeastPoint.of(potential, Comparator.comparingDouble(PlantedPotential.Point::time), SCAN, SCAN / 8, SECTIONS);
    }

    /// V at its second maximum less V(q_0).
    static double second(PlantedPotential potential) {
        LeastPoint least = earliest(potential);
        double x = Bracket.inside(y -> -potential.at(y).time(), least.x(), potential.highest(), ACCURACY);
        return potential.at(x).potential() - potential.base().freeEntropy();
    }
}
