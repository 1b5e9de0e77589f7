package org.remanence.theory.perceptrons;

import java.util.Comparator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.remanence.channel.Channel;
import org.remanence.channel.WeightPrior;
import org.remanence.theory.Bracket;
import org.remanence.theory.NotConverged;

/// Densities of constraints at which sampling and the solution space change; NaN for a transition that there is not.
/// @param localization α_ASL, up to which stochastic localization samples fairly
/// @param overlap q at which it first fails
/// @param dynamic α_dyn, from which on samples lie in clusters that a sampler cannot leave
/// @param condensation α_K, from which on few clusters carry the measure
/// @param deAlmeidaThouless α_AT, at which the replica-symmetric ansatz is unstable
public record PerceptronThresholds(double localization, double overlap, double dynamic, double condensation, double deAlmeidaThouless) {
    private static final int SCAN = 32;
    private static final int SECTIONS = 11;
    private static final double ACCURACY = 1e-6;
    private static final double FIRST = 0.05;
    private static final double GROWTH = 1.3;
    private static final double LARGEST = 1e6;

    /// All of them; a few ten seconds.
    public static PerceptronThresholds of(WeightPrior prior, Channel channel) {
        double stable = deAlmeidaThouless(prior, channel);
        DoubleUnaryOperator steepest = density -> 1 - leastStable(potential(prior, channel, density)).stability();
        // At α_AT the fixed point q_0 itself is marginal: a root there means that nothing fails before it.
        double localization = steepest.applyAsDouble(stable * (1 - 1e-6)) > -1e-4 ? stable : root(steepest, 0.3 * stable, stable);
        PlantedPotential.Point fails = leastStable(potential(prior, channel, localization));
        DoubleUnaryOperator least = density -> earliest(potential(prior, channel, density)).point.time();
        double dynamic = Double.NaN;
        double condensation = Double.NaN;
        if (localization < stable && least.applyAsDouble(stable) < 0) {
            dynamic = root(least, localization, stable);
            DoubleUnaryOperator excess = density -> -second(potential(prior, channel, density));
            condensation = excess.applyAsDouble(stable) < 0 ? root(excess, dynamic * (1 + 1e-4), stable) : Double.NaN;
        }
        return new PerceptronThresholds(localization, fails.overlap(), dynamic, condensation, stable);
    }

    /// α_AT; a second or two.
    public static double deAlmeidaThouless(WeightPrior prior, Channel channel) {
        double density = FIRST;
        while (ReplicaSymmetry.of(prior, channel, density).stability() < 1) {
            density *= GROWTH;
            if (density > LARGEST) {
                throw new NotConverged("the replica-symmetric ansatz is stable up to density %s with %s", LARGEST, channel);
            }
        }
        return root(each -> 1 - ReplicaSymmetry.of(prior, channel, each).stability(), density / GROWTH, density);
    }

    private static double root(DoubleUnaryOperator decreasing, double lower, double upper) {
        return Bracket.root(decreasing, lower, upper, ACCURACY * upper);
    }

    private static PlantedPotential potential(WeightPrior prior, Channel channel, double density) {
        return new PlantedPotential(ReplicaSymmetry.of(prior, channel, density));
    }

    /// The point of largest A(q).
    static PlantedPotential.Point leastStable(PlantedPotential potential) {
        return extremum(potential, Comparator.comparingDouble(each -> -each.stability()), 0).point;
    }

    /// The point of least t(q) beyond its first rise.
    static Found earliest(PlantedPotential potential) {
        return extremum(potential, Comparator.comparingDouble(PlantedPotential.Point::time), SCAN / 8);
    }

    /// V at its second maximum less V(q_0).
    static double second(PlantedPotential potential) {
        Found least = earliest(potential);
        double x = Bracket.root(y -> -potential.at(y).time(), least.x, potential.highest());
        return potential.at(x).potential() - potential.base().freeEntropy();
    }

    record Found(double x, PlantedPotential.Point point) { }

    /// The least point in an order: a scan, then a golden-section search.
    private static Found extremum(PlantedPotential potential, Comparator<PlantedPotential.Point> order, int from) {
        PlantedPotential.Point[] points = potential.curve(SCAN);
        int best = from;
        for (int i = from; i < SCAN; i++) {
            if (order.compare(points[i], points[best]) < 0) {
                best = i;
            }
        }
        double step = (potential.highest() - potential.lowest()) / (SCAN - 1);
        double left = potential.lowest() + Math.max(0, best - 1) * step;
        double right = potential.lowest() + Math.min(SCAN - 1, best + 1) * step;
        double golden = 0.5 * (Math.sqrt(5) - 1);
        Found a = found(potential, right - golden * (right - left));
        Found b = found(potential, left + golden * (right - left));
        for (int i = 0; i < SECTIONS; i++) {
            if (order.compare(a.point, b.point) < 0) {
                right = b.x;
                b = a;
                a = found(potential, right - golden * (right - left));
            } else {
                left = a.x;
                a = b;
                b = found(potential, left + golden * (right - left));
            }
        }
        return Stream.of(a, b, new Found(potential.lowest() + best * step, points[best]))
                .min(Comparator.comparing(Found::point, order)).orElseThrow();
    }

    private static Found found(PlantedPotential potential, double x) {
        return new Found(x, potential.at(x));
    }
}
