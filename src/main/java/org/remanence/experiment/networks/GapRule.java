package org.remanence.experiment.networks;

import java.util.Arrays;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Schema;
import org.remanence.experiment.measure.Unused;
import org.remanence.linalg.SpectralGap;

/// How the dimension is read off singular values.
public record GapRule(
        @Parameter(value = "largest-gap",
                        help = "the gap: largest-gap, or first-spike of the second difference, as printed")
                SpectralGap.Criterion criterion,
        @Parameter(value = "0", min = 0, max = 1e6, help = "largest singular values left out of the search")
                int discard,
        @Parameter(value = "10", above = 0, help = "first spike: second difference over its median") double threshold,
        @Parameter(value = "0.1", min = 0, max = 1, help = """
                least height of a gap; a spectrum without one has the dimension 0 where most of its singular values \
                exceed 1/2, else d""")
                double leastGap) {
    private static final double HALF = 0.5;

    /// Refuses parameters out of bounds, and a threshold that nothing uses.
    public GapRule {
        Schema.check(GapRule.class, criterion, discard, threshold, leastGap);
    }

    /// Refuses a threshold that has no effect.
    void refuseUnused() {
        if (criterion != SpectralGap.Criterion.FIRST_SPIKE) {
            Unused.refuse(this, "unless criterion is first-spike", "threshold");
        }
    }

    /// The gap of a spectrum. Without one, all values are alike: all normal, position d, or all tangent, position 0.
    /// @param descending singular values of σ² J up to 1
    SpectralGap.Step of(double[] descending) {
        SpectralGap.Step step = new SpectralGap(criterion, discard, threshold).of(descending);
        if (step.position() > 0 && step.height() >= leastGap) {
            return step;
        }
        boolean normal = Arrays.stream(descending).filter(each -> each > HALF).count() > descending.length / 2;
        return new SpectralGap.Step(normal ? 0 : descending.length, normal ? descending.length : 0, 0, Double.NaN);
    }
}
