package org.remanence.theory.geometry;

import org.remanence.tensor.Check;

/// What the energies above a cut contribute to Σ e^{−E/t} and Σ e^{−2E/t}: moments of one of them, given that it is above.
///
/// Weights are e^{−(E − cut)/t} ∈ (0, 1], so a sum over many of them is Gaussian up to a Wasserstein distance of one weight
/// at the cut: for sums of independent variables that distance is at most E|X − EX|³/Var X.
/// Source: Goldstein, "Bounds on the constant in the mean central limit theorem", Annals of Probability 38, 2010.
/// @param mean of the weight
/// @param meanSquare of its square
/// @param variance of the weight
/// @param covariance of the weight and its square
/// @param varianceSquare of its square
public record BulkMoments(double mean, double meanSquare, double variance, double covariance, double varianceSquare) {
    /// A law above a cut, for several noise levels.
    public static final class Above {
        private final EnergyPanels panels;
        private final double cut;

        /// @param logProbability log of the probability of an energy below the cut, below −1e-3
        public Above(EnergyLaw law, double logProbability) {
            double coordinate = law.coordinate(logProbability);
            panels = new EnergyPanels(law, law.start(), coordinate);
            cut = law.tail(coordinate).energy();
        }

        /// The energy of the cut.
        public double cut() {
            return cut;
        }

        /// The moments.
        /// @param time t > 0, the variance of the noise
        public BulkMoments at(double time) {
            Check.positive("time", time);
            EnergyPanels.Nodes nodes = panels.nodes(time, cut + 45 * time);
            double total = 0;
            double[] moment = new double[5];
            for (int i = 0; i < nodes.energy().length; i++) {
                double weight = Math.exp((cut - nodes.energy()[i]) / time);
                double power = nodes.weight()[i];
                total += power;
                for (int k = 1; k <= 4; k++) {
                    power *= weight;
                    moment[k] += power;
                }
            }
            for (int k = 1; k <= 4; k++) {
                moment[k] /= total;
            }
            return new BulkMoments(moment[1], moment[2], moment[2] - moment[1] * moment[1], moment[3] - moment[1] * moment[2],
                    moment[4] - moment[2] * moment[2]);
        }
    }
}
