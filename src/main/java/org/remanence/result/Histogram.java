package org.remanence.result;

import java.util.Arrays;
import org.remanence.tensor.Check;
import org.remanence.text.Text;

/// How often a measured number fell into each of a row of bins.
/// @param axis name of what was measured, for example `time`
/// @param edges of the bins, increasing, one more than there are bins
/// @param count samples in `[edges[i], edges[i + 1])`; the last bin includes its upper edge
/// @param outside samples below the first edge or above the last
public record Histogram(String axis, double[] edges, long[] count, long outside) {
    /// Refuses edges that do not increase and counts that do not fit them.
    public Histogram {
        Check.size("edges of a histogram", edges.length, "bins + 1", count.length + 1L);
        for (int i = 1; i < edges.length; i++) {
            if (!(edges[i] > edges[i - 1])) {
                throw new IllegalArgumentException(Text.of("edges must increase, got %s then %s", edges[i - 1], edges[i]));
            }
        }
    }

    /// Sorts samples into bins.
    /// @throws IllegalArgumentException if the edges do not increase or a sample is NaN
    public static Histogram of(String axis, double[] edges, double... samples) {
        long[] count = new long[(int) Check.atLeast("bins", 1, edges.length - 1)];
        long outside = 0;
        for (double each : samples) {
            if (Double.isNaN(each)) {
                throw new IllegalArgumentException("samples must be numbers, got NaN among " + samples.length);
            }
            int bin = bin(edges, each);
            if (bin < 0) {
                outside++;
            } else {
                count[bin]++;
            }
        }
        return new Histogram(axis, edges.clone(), count, outside);
    }

    /// Number of bins.
    public int size() {
        return count.length;
    }

    /// All samples, those outside included.
    public long samples() {
        return Arrays.stream(count).sum() + outside;
    }

    /// Probability density in one bin, with its binomial error.
    public Estimate density(int bin) {
        return Estimate.share(count[bin], samples()).times(1 / (edges[bin + 1] - edges[bin]));
    }

    private static int bin(double[] edges, double value) {
        int found = Arrays.binarySearch(edges, value == 0 ? 0.0 : value);
        int bin = found >= 0 ? Math.min(found, edges.length - 2) : -found - 2;
        return bin < edges.length - 1 ? bin : -1;
    }
}
