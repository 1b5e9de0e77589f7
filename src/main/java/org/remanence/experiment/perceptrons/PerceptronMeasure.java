package org.remanence.experiment.perceptrons;

import org.remanence.channel.Channel;
import org.remanence.channel.HardMargin;
import org.remanence.channel.LogPotential;
import org.remanence.channel.WeightPrior;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Schema;
import org.remanence.text.BadInput;
import org.remanence.theory.perceptrons.PerceptronCapacity;
import org.remanence.theory.perceptrons.ReplicaSymmetry;

/// The measure on the weights of a perceptron: prior, weight of a stability, and density of constraints.
public record PerceptronMeasure(
        @Parameter(value = "binary", help = "weights on the sphere or signs") WeightPrior prior,
        @Parameter(value = "auto", help = """
                none: all stabilities from the margin on weigh the same; log: a stability s > 0 weighs s^beta; auto: log for signs, \
                none on the sphere""")
                Potential potential,
        @Parameter(value = "2", above = 0, max = 100, help = "inverse temperature of the potential") double beta,
        @Parameter(value = "0", min = -6, max = 6, help = "least stability κ, without potential") double margin,
        @Parameter(value = "0.3", above = 0, max = 1e5, help = "density of constraints α = M/N") double density,
        @Parameter(value = "off", help = "on: run where theory says that there is no solution") Force force) {
    /// The potential of a stability.
    public enum Potential {
        /// −log s for signs, none on the sphere.
        AUTO,
        /// None.
        NONE,
        /// −log s.
        LOG
    }

    /// What is done beyond the capacity.
    public enum Force {
        /// Refused.
        OFF,
        /// Run all the same.
        ON
    }

    /// Refuses parameters out of bounds, parameters without effect, and densities beyond the capacity.
    public PerceptronMeasure {
        Schema.check(PerceptronMeasure.class, prior, potential, beta, margin, density, force);
        if (potential == Potential.AUTO) {
            potential = prior == WeightPrior.BINARY ? Potential.LOG : Potential.NONE;
        }
        if (potential == Potential.LOG && margin != 0) {
            throw new BadInput("margin has no effect with the potential log, whose edge is 0: give --potential none, got margin %s", margin);
        }
        if (potential == Potential.NONE && beta != 2) {
            throw new BadInput("beta has no effect without the potential log: leave it out, got %s", beta);
        }
        Channel channel = channel(potential, beta, margin);
        if (force == Force.OFF && !PerceptronCapacity.admits(prior, channel, density)) {
            throw new BadInput("density must be below the capacity %s, above which there is no solution, got %s: choose less, or --force on",
                    String.valueOf(Math.round(PerceptronCapacity.of(prior, channel) * 1e6) / 1e6), density);
        }
    }

    /// Whether theory says that there are solutions: always, unless beyond the capacity by force.
    boolean isSolvable() {
        return PerceptronCapacity.admits(prior, channel(), density);
    }

    /// The weight of a stability.
    public Channel channel() {
        return channel(potential, beta, margin);
    }

    private static Channel channel(Potential potential, double beta, double margin) {
        return potential == Potential.LOG ? new LogPotential(beta) : new HardMargin(margin);
    }

    /// The saddle point of the limit.
    ReplicaSymmetry symmetry() {
        return ReplicaSymmetry.of(prior, channel(), density);
    }

    /// Constraints on that many weights.
    int constraints(int weights) {
        long count = Math.round(density * weights);
        if (count < 1) {
            throw new BadInput("constraints M = density · n must round to 1 at least, got %s: choose a larger n or density",
                    density * weights);
        }
        return Math.toIntExact(count);
    }
}
