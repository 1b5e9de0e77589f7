package org.remanence.theory.memories;

import org.remanence.tensor.Check;
import org.remanence.theory.Bracket;

/// Patterns of independent N(0, 1) coordinates.
public record GaussianPatterns() implements PatternLaw {
    @Override
    public double freeEntropy(double lambda, double length) {
        return 0.5 * lambda * lambda * length;
    }

    @Override
    public double overlap(double lambda, double length) {
        return lambda * length;
    }

    @Override
    public double information(double time) {
        return 0.5 * Math.log1p(1 / time);
    }

    @Override
    public double condensation(double load, double length) {
        return Math.sqrt(2 * Check.positive("load α", load) / length);
    }

    @Override
    public double saturation() {
        return 1;
    }

    @Override
    public double collapse(double load) {
        return 1 / Math.expm1(2 * Check.positive("load α", load));
    }

    /// t_o, below which patterns are minima of −log p_t: `½ log(1 + 1/t) + 1/(2 (1 + t)) = α`; before the collapse, since
    /// trajectories do not pass there yet.
    public static double onset(double load) {
        Check.positive("load α", load);
        return Bracket.root(time -> 0.5 * Math.log1p(1 / time) + 0.5 / (1 + time) - load, 1e-12, 1e12);
    }

    /// Squared radius per dimension of the trap around a pattern at time t; 0 at the onset, t at the collapse.
    public static double trap(double load, double time) {
        return time * (1 + time) * (Math.log1p(1 / time) + 1 / (1 + time) - 2 * load);
    }

    /// Noise below which few patterns carry the score at a fresh point.
    public static double freshCondensation(double load) {
        return 1 / fresh(load);
    }

    /// t_g, where `p_t` of the patterns is nearest to their law in Kullback–Leibler divergence: the squared distance per
    /// dimension from a fresh point to its nearest pattern.
    public static double bestGeneralization(double load) {
        double u = fresh(load);
        return (2 + u) / ((1 + u) * (1 + u));
    }

    /// That divergence per dimension, at its least: `α + ½ log t_g`.
    public static double leastDivergence(double load) {
        return load + 0.5 * Math.log(bestGeneralization(load));
    }

    private static double fresh(double load) {
        Check.positive("load α", load);
        return Bracket.root(u -> load - (0.5 * Math.log1p(u) - u / (2 * (1 + u) * (1 + u))), 1e-9, 1e15);
    }
}
