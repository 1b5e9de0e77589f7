package org.remanence.theory.audit;

import org.apache.commons.statistics.distribution.BetaDistribution;

/// What rules in use say of fresh points, where patterns are a Poisson process in D dimensions: the part of their verdict that is no
/// copying. Real data have hubs, which move both.
public final class FreshBaseline {
    private FreshBaseline() { }

    /// Probability that a fresh point is nearer to its nearest pattern than `ratio` times the distance to the second: `ratio^D`.
    public static double ratioRule(double dimension, double ratio) {
        return Math.pow(ratio, dimension);
    }

    /// Per cent of fresh points that are authentic: farther from their nearest pattern than that is from its own nearest one.
    /// `100 (1 − 1/(2 − I_{3/4}((D + 1)/2, ½)))`, from a third in low dimensions to a half.
    public static double authentic(double dimension) {
        double overlap = BetaDistribution.of((dimension + 1) / 2, 0.5).cumulativeProbability(0.75);
        return 100 * (1 - 1 / (2 - overlap));
    }
}
