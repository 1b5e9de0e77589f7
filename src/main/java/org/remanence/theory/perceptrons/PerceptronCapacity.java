package org.remanence.theory.perceptrons;

import org.remanence.channel.Channel;
import org.remanence.channel.HardMargin;
import org.remanence.channel.NormalTail;
import org.remanence.channel.WeightPrior;
import org.remanence.tensor.Check;
import org.remanence.theory.Bracket;

/// Densities above which there is no solution.
public final class PerceptronCapacity {
    /// Where the search begins.
    private static final double LEAST = 1e-3;
    private static final double ACCURACY = 1e-8;

    private PerceptronCapacity() { }

    /// On the sphere: `1/((1 + κ²) Φ(κ) + κ G(κ))`, exact for κ ≥ 0, an upper bound of the replica-symmetric ansatz below.
    /// Source: Gardner, "The space of interactions in neural network models", 1988.
    public static double spherical(double margin) {
        Check.finite("margin κ", margin);
        return 1 / ((1 + margin * margin) * NormalTail.of(-margin) + margin * NormalTail.density(margin));
    }

    /// Of signs: the density at which the entropy of the flat measure is zero, 0.8330786 at κ = 0.
    /// Source: Krauth and Mézard, "Storage capacity of memory networks with binary couplings", 1989.
    public static double binary(double margin) {
        double upper = LEAST;
        while (binaryEntropy(margin, upper) > 0) {
            upper *= 2;
        }
        return Bracket.inside(density -> binaryEntropy(margin, density), 0.5 * upper, upper, ACCURACY * upper);
    }

    /// Entropy a weight of signs under the flat measure; negative where there is no solution.
    private static double binaryEntropy(double margin, double density) {
        return ReplicaSymmetry.of(WeightPrior.BINARY, new HardMargin(margin), density).freeEntropy();
    }

    /// Of weights with that prior under that channel, which cuts at its edge.
    public static double of(WeightPrior prior, Channel channel) {
        return prior == WeightPrior.SPHERICAL ? spherical(channel.edge()) : binary(channel.edge());
    }

    /// Whether there are solutions at a density: one saddle point instead of the search for the capacity, and none beyond the
    /// bound of the mean number of solutions.
    public static boolean admits(WeightPrior prior, Channel channel, double density) {
        if (prior == WeightPrior.SPHERICAL) {
            return density < spherical(channel.edge());
        }
        return density < Math.log(2) / -NormalTail.log(channel.edge()) && binaryEntropy(channel.edge(), density) > 0;
    }
}
