package org.remanence.theory.perceptrons;

import org.remanence.channel.HardMargin;
import org.remanence.channel.WeightPrior;
import org.remanence.theory.Bracket;

/// Why localization fails for signs under the flat measure at any density: the free entropy has a second maximum at q = 1, since
/// typical solutions are isolated.
/// @param equalTime when both maxima are equally high; the exact posterior mean jumps to q = 1
/// @param equalOverlap q of the lower one at that time
/// @param spinodalTime when the lower maximum disappears, up to which message passing stays there
/// @param spinodalOverlap q of it at that time
/// Source: derived.
public record FrozenTransition(double equalTime, double equalOverlap, double spinodalTime, double spinodalOverlap) {
    private static final double LOWEST = Math.log(0.05);
    private static final double HIGHEST = Math.log(13);
    private static final int SCAN = 40;

    /// At a density.
    public static FrozenTransition of(double density) {
        var potential = new PlantedPotential(ReplicaSymmetry.of(WeightPrior.BINARY, new HardMargin(0), density));
        double spinodal = latest(potential);
        PlantedPotential.Point last = potential.at(spinodal);
        // φ_t(1) = t/2, since V(1) = 0 for a measure of weight 1 a solution.
        double equal = Bracket.root(x -> {
            PlantedPotential.Point point = potential.at(x);
            return point.potential() - 0.5 * point.time() * (1 - point.overlap());
        }, LOWEST, spinodal, 1e-10);
        PlantedPotential.Point both = potential.at(equal);
        return new FrozenTransition(both.time(), both.overlap(), last.time(), last.overlap());
    }

    /// Where t(q) is largest: a scan, then a golden-section search.
    private static double latest(PlantedPotential potential) {
        double step = (HIGHEST - LOWEST) / (SCAN - 1);
        int best = 0;
        double latest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < SCAN; i++) {
            double time = potential.at(LOWEST + i * step).time();
            if (time > latest) {
                latest = time;
                best = i;
            }
        }
        double left = LOWEST + (best - 1) * step;
        double right = LOWEST + (best + 1) * step;
        double golden = 0.5 * (Math.sqrt(5) - 1);
        for (int i = 0; i < 22; i++) {
            double a = right - golden * (right - left);
            double b = left + golden * (right - left);
            if (potential.at(a).time() > potential.at(b).time()) {
                right = b;
            } else {
                left = a;
            }
        }
        return 0.5 * (left + right);
    }
}
