package org.remanence.theory.audit;

import java.util.Arrays;

/// The Mann–Whitney comparison of two sets of numbers.
/// @param u pairs in which the first is the larger, ties half
/// @param z in standard deviations, with the correction for ties; negative if the first are smaller; 0 where all are equal
/// @param zMeehan as in the code of Meehan, Chaudhuri and Dasgupta, 2020: its mean is ½ lower, without correction for ties
public record RankComparison(double u, double z, double zMeehan) {
    /// @param first N numbers
    /// @param second m numbers
    public static RankComparison of(double[] first, double[] second) {
        double n = first.length;
        double m = second.length;
        double[] ours = first.clone();
        double[] theirs = second.clone();
        Arrays.sort(ours);
        Arrays.sort(theirs);
        double u = 0;
        double ties = 0;
        int i = 0;
        int j = 0;
        while (i < ours.length || j < theirs.length) {
            double value = j == theirs.length || i < ours.length && ours[i] <= theirs[j] ? ours[i] : theirs[j];
            int below = j;
            int ownFrom = i;
            while (i < ours.length && ours[i] == value) {
                i++;
            }
            while (j < theirs.length && theirs[j] == value) {
                j++;
            }
            double own = i - ownFrom;
            double other = j - below;
            u += own * (below + 0.5 * other);
            double same = own + other;
            ties += same * same * same - same;
        }
        double all = n + m;
        double variance = n * m / 12 * (all + 1 - ties / (all * (all - 1)));
        return new RankComparison(u, variance > 0 ? (u - n * m / 2) / Math.sqrt(variance) : 0,
                (u - (n * m / 2 - 0.5)) / Math.sqrt(n * m * (all + 1) / 12));
    }
}
