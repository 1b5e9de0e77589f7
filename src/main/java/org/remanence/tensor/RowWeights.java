package org.remanence.tensor;

import java.util.Arrays;
import org.remanence.text.BadInput;

/// How much each row of a table counts: positive shares of one, or all alike.
public final class RowWeights {
    /// All rows count alike.
    public static final RowWeights NONE = new RowWeights(new double[0]);

    private final double[] logs;
    private final double[] cumulative;
    private final double largest;
    private final double range;

    private RowWeights(double[] shares) {
        logs = Arrays.stream(shares).map(Math::log).toArray();
        largest = Arrays.stream(logs).max().orElse(0);
        range = largest - Arrays.stream(logs).min().orElse(0);
        cumulative = shares;
        Arrays.parallelPrefix(cumulative, Double::sum);
    }

    /// Shares in proportion to these numbers.
    /// @param from where they were found, for the message
    /// @throws BadInput if one is not finite and positive
    public static RowWeights of(double[] values, String from) {
        double largest = 0;
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] > 0) || values[i] == Double.POSITIVE_INFINITY) {
                throw new BadInput("weights of patterns must be positive, got %s in row %d of %s: leave such patterns out", values[i], i, from);
            }
            largest = Math.max(largest, values[i]);
        }
        double[] shares = values.clone();
        double total = 0;
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= largest;
            total += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= total;
            if (shares[i] < Double.MIN_NORMAL) {
                throw new BadInput("weights of patterns must lie within a factor of 1e300, got %s beside %s in %s",
                        values[i], largest, from);
            }
        }
        return new RowWeights(shares);
    }

    /// Whether all rows count alike.
    public boolean isNone() {
        return logs.length == 0;
    }

    /// Rows that have weights; 0 where all count alike.
    public int count() {
        return logs.length;
    }

    /// log w of a row.
    public double log(long row) {
        return logs[Math.toIntExact(row)];
    }

    /// The largest log w; 0 where all count alike.
    public double largestLog() {
        return largest;
    }

    /// log of the largest weight over the least.
    public double logRange() {
        return range;
    }

    /// −Σ w log w, nats.
    public double entropy() {
        return -Arrays.stream(logs).map(log -> Math.exp(log) * log).sum();
    }

    /// The row in whose share a number falls.
    /// @param uniform in [0, 1)
    public long at(double uniform) {
        int found = Arrays.binarySearch(cumulative, uniform * cumulative[cumulative.length - 1]);
        return Math.min(found < 0 ? -found - 1 : found + 1, cumulative.length - 1);
    }
}
