package org.remanence.theory.perceptrons;

import org.remanence.channel.Channel;
import org.remanence.channel.HardMargin;
import org.remanence.channel.NormalTail;
import org.remanence.channel.WeightPrior;
import org.remanence.tensor.Check;
import org.remanence.theory.Bracket;

/// Densities above which there is no solution.
public final class PerceptronCapacity {
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
        Channel channel = new HardMargin(margin);
        double upper = 0.1;
        while (ReplicaSymmetry.of(WeightPrior.BINARY, channel, upper).freeEntropy() > 0) {
            upper *= 1.3;
        }
        return Bracket.root(density -> ReplicaSymmetry.of(WeightPrior.BINARY, channel, density).freeEntropy(), upper / 1.3, upper, 1e-8);
    }
}
