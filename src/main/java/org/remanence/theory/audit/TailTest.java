package org.remanence.theory.audit;

import java.util.Comparator;
import java.util.stream.IntStream;

/// Tests whether the closest of samples and points held out are too often samples. Null hypothesis: they are exchangeable.
public final class TailTest {
    private TailTest() { }

    /// The scan of the ranking by closeness, points held out first among equals.
    /// @param samples closeness of the samples
    /// @param heldOut closeness of the points held out
    public static EnrichmentScan of(double[] samples, double[] heldOut) {
        int m = heldOut.length;
        int total = m + samples.length;
        boolean[] good = new boolean[total];
        int[] order = IntStream.range(0, total).boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> i < m ? heldOut[i] : samples[i - m]).thenComparing(i -> i))
                .mapToInt(Integer::intValue).toArray();
        for (int rank = 0; rank < total; rank++) {
            good[rank] = order[rank] >= m;
        }
        return EnrichmentScan.of(good, total, samples.length, false);
    }

    /// Probability that samples and points held out of one law would fall on duplicated patterns as unevenly, or more, towards the
    /// samples: Fisher's exact test.
    /// @param samples how many
    /// @param onDuplicates samples whose nearest pattern has a duplicate
    /// @param heldOut how many
    /// @param heldOutOnDuplicates the same of points held out
    public static double duplicates(int samples, int onDuplicates, int heldOut, int heldOutOnDuplicates) {
        return EnrichmentScan.atLeast(onDuplicates, samples + heldOut, samples, onDuplicates + heldOutOnDuplicates);
    }
}
