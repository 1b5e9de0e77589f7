package org.remanence.kernel;

import java.util.Arrays;

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
        int d = residual.length;
        int at = row * d;
        if (factor == 0) {
            Arrays.fill(into.vector(), at, at + d, 0);
        }
        for (int k = 0; k < d; k++) {
            into.vector()[at + k] = factor * into.vector()[at + k] + weight * residual[k];
        }
    }
}
