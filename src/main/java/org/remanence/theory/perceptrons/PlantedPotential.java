package org.remanence.theory.perceptrons;

import static org.remanence.theory.perceptrons.ReplicaSymmetry.logTwoCosh;
import static org.remanence.theory.perceptrons.ReplicaSymmetry.square;

import java.util.stream.IntStream;
import org.remanence.channel.WeightPrior;
import org.remanence.theory.Bracket;
import org.remanence.theory.NormalGrid;

/// The free entropy of stochastic localization against the overlap q with the planted sample: `φ_t(q) = t q/2 + V(q)`.
///
/// Message passing has its fixed points at time t where `t(q) = −2V′(q)` equals t; localization follows the first of them, and
/// ends at a fair sample if t(q) grows all the way, `A(q) < 1`.
/// Source: derived; the free entropy of Straziota et al. with all overlaps but one at their Nishimori values.
public final class PlantedPotential {
    private static final NormalGrid OUTER = new NormalGrid(9, 181);
    private static final NormalGrid INNER = new NormalGrid(8.5, 241);
    /// Range of the parameter x for signs: q̂ − q̂_0 = e^x.
    private static final double LOWEST_FIELD = Math.log(1e-5);
    private static final double HIGHEST_FIELD = Math.log(25);
    /// And on the sphere: (1 − q)/(1 − q_0) = e^{−x}.
    private static final double LOWEST_DISTANCE = 1e-6;
    private static final double HIGHEST_DISTANCE = 9;
    private static final int SCAN = 61;

    private final ReplicaSymmetry base;
    private final PlantedAverage planted;
    private Point[] scan;

    /// @param base saddle point of the measure that is sampled
    public PlantedPotential(ReplicaSymmetry base) {
        this.base = base;
        this.planted = new PlantedAverage(base);
    }

    /// The potential at one overlap.
    /// @param overlap q
    /// @param potential V(q)
    /// @param time t(q), at which q is a fixed point of message passing
    /// @param stability A(q); the fixed point is stable below 1
    public record Point(double overlap, double potential, double time, double stability) {
        /// φ_t(q).
        public double freeEntropy(double at) {
            return 0.5 * at * overlap + potential;
        }
    }

    /// The measure that is sampled.
    public ReplicaSymmetry base() {
        return base;
    }

    /// Points from q_0 towards 1, evenly in what the overlap is parametrized by.
    /// @param count at least 2
    public Point[] curve(int count) {
        Point[] points = new Point[count];
        IntStream.range(0, count).parallel().forEach(i -> points[i] = at(lowest() + i * (highest() - lowest()) / (count - 1)));
        return points;
    }

    double lowest() {
        return base.prior() == WeightPrior.SPHERICAL ? LOWEST_DISTANCE : LOWEST_FIELD;
    }

    double highest() {
        return base.prior() == WeightPrior.SPHERICAL ? HIGHEST_DISTANCE : HIGHEST_FIELD;
    }

    /// @param x of the parametrization: −log (1 − q)/(1 − q_0) on the sphere, log (q̂ − q̂_0) for signs
    Point at(double x) {
        return base.prior() == WeightPrior.SPHERICAL ? spherical(1 - (1 - base.overlap()) * Math.exp(-x)) : binary(Math.exp(x));
    }

    /// On the sphere.
    /// @param q in [q_0, 1)
    Point spherical(double q) {
        double q0 = base.overlap();
        PlantedAverage.Averages energy = planted.at(q);
        double rest = 1 - q0;
        return new Point(q, 0.5 * (Math.log1p(-q) + (q - q0) / rest + q0 * (1 - q) / (rest * rest))
                + base.density() * energy.logNorm(),
                1 / (1 - q) - (1 - 2 * q0) / (rest * rest) - base.density() * energy.slopes(),
                base.density() * square(1 - q) * energy.curvatures());
    }

    /// For signs.
    /// @param added q̂ − q̂_0 ≥ 0
    Point binary(double added) {
        double rest = 0;
        double entropy = 0;
        double response = 0;
        for (int i = 0; i < OUTER.count(); i++) {
            double field = Math.sqrt(base.field()) * OUTER.node(i);
            double weight = OUTER.weight(i) * (1 + Math.tanh(field));
            for (int j = 0; j < INNER.count(); j++) {
                double b = field + added + Math.sqrt(added) * INNER.node(j);
                double share = weight * INNER.weight(j);
                double e = Math.exp(-2 * Math.abs(b));
                rest += share * 2 * (b > 0 ? e : 1) / (1 + e);
                entropy += share * (Math.abs(b) + Math.log1p(e));
                response += share * square(4 * e / square(1 + e));
            }
        }
        double q = 1 - rest;
        PlantedAverage.Averages energy = planted.at(q);
        double hat = base.field() + added;
        return new Point(q, -0.5 * hat * (1 + q) + base.field() * base.overlap() + entropy + base.density() * energy.logNorm(),
                hat - base.density() * energy.slopes(), base.density() * energy.curvatures() * response);
    }

    /// The overlap that localization reaches at a time, the first fixed point from q_0: state evolution of message passing.
    /// @param time t > 0
    public Point reached(double time) {
        if (scan == null) {
            scan = curve(SCAN);
        }
        double step = (highest() - lowest()) / (SCAN - 1);
        for (int i = 0; i < SCAN; i++) {
            if (scan[i].time() >= time) {
                double above = lowest() + i * step;
                return i == 0 ? scan[0] : at(Bracket.root(x -> time - at(x).time(), above - step, above, 1e-9));
            }
        }
        return scan[SCAN - 1];
    }
}
