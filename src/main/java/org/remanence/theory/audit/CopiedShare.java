package org.remanence.theory.audit;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.BetaDistribution;

/// How many of the samples are copies at least, if all others are fresh.
public final class CopiedShare {
    private static final double[] SHARES = {0.001, 0.01, 0.1};

    private CopiedShare() { }

    /// A lower confidence bound of the share of copies. At the k-th smallest closeness held out a fresh sample is found with a probability
    /// of law Beta(k, m + 1 − k), whatever the law of the data; Clopper and Pearson bound the share found; Bonferroni over three k.
    /// @param samples closeness of the samples
    /// @param heldOut closeness of the points held out, one at least
    /// @param doubt 1 − confidence
    /// @return a share, 0 where copies cannot be told
    public static double atLeast(double[] samples, double[] heldOut, double doubt) {
        int n = samples.length;
        int m = heldOut.length;
        double[] sorted = heldOut.clone();
        double[] own = samples.clone();
        Arrays.sort(sorted);
        Arrays.sort(own);
        int[] ranks = DoubleStream.of(SHARES).mapToInt(share -> Math.max(1, (int) Math.ceil(share * m))).distinct().toArray();
        double each = doubt / ranks.length / 2;
        double best = 0;
        for (int k : ranks) {
            int found = Conformal.atMost(own, sorted[k - 1]);
            double share = found == 0 ? 0 : BetaDistribution.of(found, n - found + 1.0).inverseCumulativeProbability(each);
            double fresh = BetaDistribution.of(k, m + 1.0 - k).inverseSurvivalProbability(each);
            best = Math.max(best, (share - fresh) / (1 - fresh));
        }
        return best;
    }
}
