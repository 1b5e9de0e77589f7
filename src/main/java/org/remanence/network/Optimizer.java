package org.remanence.network;

import org.remanence.kernel.ParameterUpdate;

/// How parameters follow their gradient, with decay rates 0.9 and 0.999 of the moments and ε = 10⁻⁸, as PyTorch has them.
public enum Optimizer {
    /// Adaptive moments. Source: Kingma and Ba, ICLR 2015, algorithm 1.
    ADAM,
    /// The same with parameters that decay by 0.01 of the rate a step. Source: Loshchilov and Hutter, ICLR 2019, algorithm 2.
    ADAMW,
    /// The same with a rectified variance: plain momentum for the first five steps. Source: Liu et al., ICLR 2020, algorithm 2.
    RADAM;

    private static final double FIRST = 0.9;
    private static final double SECOND = 0.999;
    private static final double EPSILON = 1e-8;
    private static final double DECAY = 0.01;

    /// The factors of a step.
    /// @param step number of the step, from 1
    /// @param rate of learning
    /// @param follow share of the new parameters in their average
    ParameterUpdate at(long step, double rate, double follow) {
        double first = 1 - Math.pow(FIRST, step);
        double second = 1 - Math.pow(SECOND, step);
        double keep = this == ADAMW ? 1 - rate * DECAY : 1;
        if (this != RADAM) {
            return update(keep, rate / first, 1 / Math.sqrt(second), EPSILON, follow);
        }
        double length = length(step);
        if (length <= 5) {
            return update(keep, rate / first, 0, 1, follow);
        }
        return update(keep, rate * rectification(length) * Math.sqrt(second) / first, 1, EPSILON, follow);
    }

    /// ρ, the length of the moving average of squares at a step.
    static double length(long step) {
        double power = Math.pow(SECOND, step);
        return longest() - 2 * step * power / (1 - power);
    }

    private static double longest() {
        return 2 / (1 - SECOND) - 1;
    }

    private static double rectification(double length) {
        double longest = longest();
        return Math.sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
    }

    private static ParameterUpdate update(double keep, double rate, double root, double floor, double follow) {
        return new ParameterUpdate(keep, FIRST, 1 - FIRST, SECOND, 1 - SECOND, rate, root, floor, follow);
    }
}
