package org.remanence.theory.perceptrons;

import java.util.Comparator;
import org.remanence.channel.HardMargin;
import org.remanence.channel.WeightPrior;
import org.remanence.theory.Bracket;

/// Why localization fails for signs under the flat measure at any density: the free entropy has a second maximum at q = 1,
/// since typical solutions are isolated.
/// @param equalTime when both maxima are equally high; the exact posterior mean jumps to q = 1
/// @param equalOverlap q of the lower one at that time
/// @param spinodalTime when the lower maximum disappears, up to which message passing stays there
/// @param spinodalOverlap q of it at that time
/// Source: derived.
public record FrozenTransition(double equalTime, double equalOverlap, double spinodalTime, double spinodalOverlap) {
    private static final int SCAN = 101;
    private static final int SECTIONS = 22;

    /// At a density.
    /// @throws org.remanence.theory.NotConverged where the maxima are nowhere equally high, beyond the capacity
    public static FrozenTransition of(double density) {
        var potential = new PlantedPotential(ReplicaSymmetry.of(WeightPrior.BINARY, new HardMargin(0), density));
        LeastPoint latest = LeastPoint.of(potential, Comparator.comparingDouble(each -> -each.time()), SCAN, 0, SECTIONS);
        // φ_t(1) = t/2, since V(1) = 0 for a measure of weight 1 a solution.
        double equal = Bracket.inside(x -> {
            PlantedPotential.Point point = potential.at(x);
            return point.potential() - 0.5 * point.time() * (1 - point.overlap());
        }, potential.lowest(), latest.x(), 1e-10);
        PlantedPotential.Point both = potential.at(equal);
        return new FrozenTransition(both.time(), both.overlap(), latest.point().time(), latest.point().overlap());
    }
}
