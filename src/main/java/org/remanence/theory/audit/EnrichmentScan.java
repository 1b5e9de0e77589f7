package org.remanence.theory.audit;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/// Whether the head of a ranking holds more of one kind than chance puts there, at any of several depths: hypergeometric tails, with
/// Bonferroni's correction for their number.
/// @param p probability under exchangeable labels, ∈ (0, 1]
/// @param scanned the depths: 10, 20, 40 and so on
public record EnrichmentScan(double p, int[] scanned) {
    private static final int FIRST = 10;

    /// Looks at a ranking.
    /// @param good whether each rank is of the kind, best first
    /// @param total items that are labelled, those beyond the ranking included
    /// @param kind items of the kind among them
    /// @param whole whether the whole ranking is looked at, too
    static EnrichmentScan of(boolean[] good, int total, int kind, boolean whole) {
        List<Integer> depths = new ArrayList<>();
        for (long depth = FIRST; depth < good.length; depth *= 2) {
            depths.add((int) depth);
        }
        if (whole || depths.isEmpty()) {
            depths.add(good.length);
        }
        double least = 1;
        int seen = 0;
        int rank = 0;
        for (int depth : depths) {
            for (; rank < depth; rank++) {
                seen += good[rank] ? 1 : 0;
            }
            least = Math.min(least, atLeast(seen, total, kind, depth));
        }
        return new EnrichmentScan(Math.min(1, depths.size() * least), depths.stream().mapToInt(Integer::intValue).toArray());
    }

    /// Probability of at least so many of a kind among items drawn without replacement.
    /// @param seen how many of the kind
    /// @param total items
    /// @param kind items of the kind
    /// @param drawn items drawn
    static double atLeast(int seen, int total, int kind, int drawn) {
        return seen <= 0 ? 1 : HypergeometricDistribution.of(total, kind, drawn).survivalProbability(seen - 1);
    }
}
