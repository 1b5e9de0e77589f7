package org.remanence.feature;

import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.remanence.tensor.Check;
import org.remanence.text.BadInput;

/// A law of the diffusion times that one network serves, by nodes of a Gauss–Legendre rule.
/// @param times t_k > 0, ascending
/// @param weights of sum 1
public record TimeQuadrature(double[] times, double[] weights) {
    /// How times between two ends are distributed.
    public enum Law {
        /// The logarithm of the time is uniform.
        LOG_UNIFORM,
        /// The time is uniform.
        UNIFORM
    }

    /// Refuses times that are not positive.
    public TimeQuadrature {
        Check.size("weights", weights.length, "times", times.length);
        for (double time : times) {
            Check.positive("time", time);
        }
    }

    /// The rule for a law between two times.
    /// @param count of nodes
    public static TimeQuadrature of(Law law, double earliest, double latest, int count) {
        if (!(0 < earliest && earliest < latest)) {
            throw new BadInput("the earliest time must lie between 0 and the latest, got %s and %s", earliest, latest);
        }
        GaussIntegrator rule = new GaussIntegratorFactory().legendre(count, 0, 1);
        double[] times = new double[count];
        double[] weights = new double[count];
        for (int k = 0; k < count; k++) {
            double share = rule.getPoint(k);
            times[k] = law == Law.UNIFORM ? earliest + share * (latest - earliest) : earliest * Math.pow(latest / earliest,
                    share);
            weights[k] = rule.getWeight(k);
        }
        return new TimeQuadrature(times, weights);
    }

    /// Number of nodes.
    public int size() {
        return times.length;
    }
}
