package org.remanence.theory.perceptrons;

import org.remanence.channel.Channel;
import org.remanence.channel.ChannelMoments;
import org.remanence.channel.WeightPrior;
import org.remanence.tensor.Check;
import org.remanence.theory.NormalGrid;
import org.remanence.theory.NotConverged;
import org.remanence.theory.Stable;

/// The replica-symmetric saddle point of a perceptron.
/// @param prior of the weights
/// @param channel ψ
/// @param density α = M/N
/// @param overlap q_0 of independent samples
/// @param field q̂_0, conjugate to it
/// @param freeEntropy φ per weight; of signs it is relative to one weight of mass 1 each, so log 2 without constraints
/// @param stability the de Almeida–Thouless parameter: the ansatz is stable below 1
public record ReplicaSymmetry(WeightPrior prior, Channel channel, double density, double overlap, double field,
        double freeEntropy,
                              double stability) {
    private static final NormalGrid GRID = new NormalGrid(9, 601);
    private static final double KEEP = 0.3;
    private static final double ACCURACY = 1e-12;
    private static final int ITERATIONS = 50_000;
    private static final double START = 0.2;

    /// Solves for q_0.
    /// @throws IllegalArgumentException unless α > 0
    /// @throws NotConverged if the iteration does not settle
    public static ReplicaSymmetry of(WeightPrior prior, Channel channel, double density) {
        Check.positive("density α = M/N", density);
        double q = START;
        for (int i = 0; i < ITERATIONS; i++) {
            double next = overlap(prior, field(channel, density, q));
            if (!(next < 1)) {
                break;
            }
            double change = Math.abs(next - q);
            q = KEEP * q + (1 - KEEP) * next;
            if (change < ACCURACY) {
                return at(prior, channel, density, q);
            }
        }
        throw new NotConverged("the overlap of samples did not converge at density α = %s with %s: there may be no solutions",
                density, channel);
    }

    private static ReplicaSymmetry at(WeightPrior prior, Channel channel, double density, double q) {
        double hat = field(channel, density, q);
        double root = Math.sqrt(q);
        double energy = density * GRID.average(z -> channel.at(root * z, 1 - q).logNorm());
        double curvatures = density * GRID.average(z -> square(channel.at(root * z, 1 - q).curvature()));
        double fieldRoot = Math.sqrt(hat);
        return switch (prior) {
            case SPHERICAL -> new ReplicaSymmetry(prior, channel, density, q, hat,
                    0.5 * (Math.log1p(-q) + q / (1 - q)) + energy,
                    curvatures * square(1 - q));
            case BINARY -> new ReplicaSymmetry(prior, channel, density, q, hat,
                    -0.5 * hat * (1 - q) + GRID.average(z -> logTwoCosh(fieldRoot * z)) + energy,
                    curvatures * GRID.average(z -> square(1 - square(Math.tanh(fieldRoot * z)))));
        };
    }

    private static double field(Channel channel, double density, double q) {
        return density * GRID.average(z -> square(channel.at(Math.sqrt(q) * z, 1 - q).slope()));
    }

    private static double overlap(WeightPrior prior, double hat) {
        return switch (prior) {
            // (2q̂ + 1 − √(4q̂ + 1))/(2q̂) without cancellation
            case SPHERICAL -> 2 * hat / (2 * hat + 1 + Math.sqrt(4 * hat + 1));
            case BINARY -> GRID.average(z -> square(Math.tanh(Math.sqrt(hat) * z)));
        };
    }

    static double square(double x) {
        return x * x;
    }

    static double logTwoCosh(double x) {
        return Math.abs(x) + Stable.softplus(-2 * Math.abs(x));
    }

    /// Density of a stability in the measure, `P(s) = E_z ψ(s) N(s; √q_0 z, 1 − q_0)/Z(z)`.
    public double stabilityDensity(double stability) {
        return Math.exp(channel.logWeight(stability)) * edgeDensity(stability);
    }

    /// What P(s)/ψ(s) tends to at the edge, A_0.
    public double edgeDensity() {
        return edgeDensity(channel.edge());
    }

    private double edgeDensity(double stability) {
        double root = Math.sqrt(overlap);
        double rest = 1 - overlap;
        return GRID.average(z -> Math.exp(-0.5 * square(stability - root * z) / rest - 0.5 * Math.log(2 * Math.PI * rest)
                - channel.at(root * z, rest).logNorm()));
    }

    /// Entropy a weight: the free entropy less the mean log weight of the constraints.
    public double entropy() {
        return channel.power() == 0 ? freeEntropy : freeEntropy - density * channel.power() * stabilities().meanLog();
    }

    /// Averages over the law of the stabilities.
    /// @param mean of s
    /// @param meanLog of log (s − edge)
    /// @param inverseSquare of 1/(s − edge)², finite where the weight vanishes there faster than linearly
    public record Stabilities(double mean, double meanLog, double inverseSquare) { }

    /// By a trapezoidal rule in x = log (s − edge), of which the density is smooth.
    public Stabilities stabilities() {
        double mean = 0;
        double meanLog = 0;
        double inverse = 0;
        double step = 0.02;
        double reach = Math.log(12 + Math.abs(channel.edge()));
        for (double x = -12; x < reach; x += step) {
            double distance = Math.exp(x);
            double weight = step * distance * stabilityDensity(channel.edge() + distance);
            mean += weight * distance;
            meanLog += weight * x;
            inverse += weight / (distance * distance);
        }
        return new Stabilities(channel.edge() + mean, meanLog, inverse);
    }

    /// The moments of the channel at a field of the base measure.
    ChannelMoments moments(double z) {
        return channel.at(Math.sqrt(overlap) * z, 1 - overlap);
    }
}
