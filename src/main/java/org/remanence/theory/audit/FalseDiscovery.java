package org.remanence.theory.audit;

import java.util.Arrays;

/// Which of many p-values are discoveries, so that of all discoveries a share q at most is false on average.
/// Source: Benjamini and Hochberg, Controlling the false discovery rate, 1995.
public final class FalseDiscovery {
    /// Covers the rounding of `k q / N`: p-values are ratios of whole numbers and may equal it.
    private static final double ROUNDING = 0x1p-48;

    private FalseDiscovery() { }

    /// Those not above the largest `p₍ₖ₎ ≤ k q / N`.
    /// @param q tolerated share, ∈ (0, 1)
    public static boolean[] found(double[] p, double q) {
        double[] sorted = p.clone();
        Arrays.sort(sorted);
        double threshold = Double.NEGATIVE_INFINITY;
        for (int k = 1; k <= sorted.length; k++) {
            if (sorted[k - 1] <= k * q / sorted.length * (1 + ROUNDING)) {
                threshold = sorted[k - 1];
            }
        }
        boolean[] found = new boolean[p.length];
        for (int i = 0; i < p.length; i++) {
            found[i] = p[i] <= threshold;
        }
        return found;
    }

    /// Fewer copies than this share of the samples cannot be found: the least conformal p-value is 1/(m + 1).
    /// @param heldOut m
    public static double smallestShare(long heldOut, double q) {
        return 1 / (q * (heldOut + 1.0));
    }
}
