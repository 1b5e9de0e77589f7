package org.remanence.kernel;

import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// Scores single patterns directly and in double, for a thread. The vector of the [Moments] is the residual `x − s a` and their
/// norm `|x − s a|²`, which keeps the score exact where state and pattern nearly cancel.
public final class DirectScoring {
    private final States states;
    private final Distance distance;
    private final double[] residual;
    private double square;

    /// @param states the batch
    /// @param distance the direct distance
    public DirectScoring(States states, Distance distance) {
        this.states = states;
        this.distance = distance;
        this.residual = new double[states.dimension()];
    }

    /// Log-weight `−|x − s a|²/(2v)` of a pattern for state b; keeps what [#absorb] needs.
    /// @param patterns as they are stored
    /// @param at where the pattern begins
    public double log(double[] patterns, int at, int b) {
        int d = residual.length;
        square = distance.squared(patterns, at, states.raw(), b * d, d, states.scale(), states.scaleRemainder(), residual);
        return -square / (2 * states.variance());
    }

    /// Absorbs the pattern scored last.
    /// @param row of the state in the moments
    /// @param pattern its index
    /// @param log its log-weight
    public void absorb(int row, long pattern, double log, Moments into) {
        double factor = into.absorb(row, pattern, log, square);
        double weight = into.weight(row, log);
        if (into.width() == 0 || factor == 1 && weight == 0) {
            return;
        }
        double[] vector = into.vector();
        int at = row * residual.length;
        if (factor == 1) {
            for (int k = 0; k < residual.length; k++) {
                vector[at + k] += weight * residual[k];
            }
        } else {
            for (int k = 0; k < residual.length; k++) {
                // Whatever was there before the first pattern does not count.
                vector[at + k] = weight * residual[k] + (factor == 0 ? 0 : factor * vector[at + k]);
            }
        }
    }

    /// Copies one pattern as it is stored.
    /// @param narrow scratch of d numbers
    public static void copy(Rows patterns, long pattern, double[] into, int at, float[] narrow) {
        if (patterns.precision() == Precision.DOUBLE) {
            patterns.copy(pattern, 1, into, at);
            return;
        }
        patterns.copy(pattern, 1, narrow, 0);
        for (int k = 0; k < narrow.length; k++) {
            into[at + k] = narrow[k];
        }
    }
}
