package org.remanence.linalg;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.remanence.tensor.Check;

/// Reads the dimension of a manifold off the singular values of a score's Jacobian: many of them large, one for each normal
/// direction, then a step, then as many small ones as the tangent space has dimensions.
/// @param criterion where the step is looked for
/// @param discard largest singular values left out of the search, d̄
/// @param threshold of the second difference over its median, c; only [Criterion#FIRST_SPIKE] uses it
/// Source: Achilli et al., "Losing dimensions: geometric memorization in generative diffusion", 2024, algorithm 3, which
/// prints d − n + d̄ for d − (n + 2 + d̄).
public record SpectralGap(Criterion criterion, int discard, double threshold) {
    /// Where the step is.
    public enum Criterion {
        /// The first second difference above the threshold.
        FIRST_SPIKE,
        /// The largest difference.
        LARGEST_GAP
    }

    /// Second differences of a flat spectrum are rounding: those below this share of the largest value are no step.
    private static final double FLOOR = 1e-9;

    /// A step found.
    /// @param dimension number of values below the step; all of them if there is no step
    /// @param position number of values above the step, 0 if there is none
    /// @param height of the step
    /// @param ratio of the step to the second largest difference among those searched; +∞ if that is 0, NaN without a step
    public record Step(int dimension, int position, double height, double ratio) { }

    /// @throws IllegalArgumentException unless the discard is at least 0 and the threshold positive
    public SpectralGap {
        Check.atLeast("discarded values", 0, discard);
        Check.positive("threshold", threshold);
    }

    /// The step of a spectrum.
    /// @param descending singular values in decreasing order
    /// @throws IllegalArgumentException if fewer than three remain after the discard
    public Step of(double[] descending) {
        Check.atLeast("singular values after the discard", 3, descending.length - discard);
        int position = switch (criterion) {
            case FIRST_SPIKE -> firstSpike(descending);
            case LARGEST_GAP -> largestGap(descending);
        };
        if (position == 0) {
            return new Step(descending.length, 0, 0, Double.NaN);
        }
        double height = descending[position - 1] - descending[position];
        return new Step(descending.length - position, position, height, height / largestOther(descending, position));
    }

    /// The step lies between the second and the third of the three values whose second difference is large.
    private int firstSpike(double[] values) {
        double[] second = IntStream.range(discard, values.length - 2)
                .mapToDouble(i -> Math.abs(values[i + 2] - 2 * values[i + 1] + values[i])).toArray();
        double bound = Math.max(threshold * median(second), FLOOR * values[0]);
        int spike = IntStream.range(0, second.length).filter(i -> second[i] > bound).findFirst().orElse(-1);
        return spike < 0 ? 0 : spike + 2 + discard;
    }

    private int largestGap(double[] values) {
        int best = 0;
        double height = FLOOR * values[0];
        for (int i = discard + 1; i < values.length; i++) {
            if (values[i - 1] - values[i] > height) {
                height = values[i - 1] - values[i];
                best = i;
            }
        }
        return best;
    }

    private double largestOther(double[] values, int position) {
        return IntStream.range(discard + 1, values.length).filter(i -> i != position)
                .mapToDouble(i -> values[i - 1] - values[i]).max().orElseThrow();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int last = sorted.length - 1;
        return 0.5 * (sorted[last / 2] + sorted[(last + 1) / 2]);
    }
}
