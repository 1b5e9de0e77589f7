package org.remanence.theory.audit;

import org.remanence.theory.Bracket;

/// The variance τ* of the noise at which the posterior over patterns, weights e^{−d²/2τ}, has the entropy log 2: the exact score
/// then hesitates between two patterns. The entropy grows with τ, `dH/dβ = −β Var`.
/// @param least what it is at least, as if all patterns that were not listed lay as near as the last one listed
/// @param most what it is at most, as if they were not there
public record CollapseNoise(double least, double most) {
    private static final double RELATIVE = 1e-12;
    private static final double EARLY = 1e-4;
    private static final double LATE = 1e9;

    /// From the nearest patterns.
    /// @param squares their squared distances, ascending
    /// @param patterns all there are, those listed included
    /// @return NaN where the entropy never is log 2: two patterns are equally near, or there are no more than two
    public static CollapseNoise of(double[] squares, long patterns) {
        double most = at(squares, 0);
        return new CollapseNoise(patterns > squares.length ? at(squares, patterns - squares.length) : most, most);
    }

    /// Between both ends.
    public double middle() {
        return least == most ? most : Math.sqrt(least * most);
    }

    private static double at(double[] squares, double behind) {
        int count = squares.length;
        if (count + behind <= 2 || count < 2 || squares[1] == squares[0]) {
            return Double.NaN;
        }
        double gap = squares[1] - squares[0];
        double far = squares[count - 1] - squares[0];
        double low = Math.log(EARLY * gap);
        double high = Math.log(LATE * far);
        return Math.exp(Bracket.root(log -> Math.log(2) - entropy(squares, behind, Math.exp(log)), low, high, RELATIVE));
    }

    /// H of the weights; those behind weigh as much as the last.
    static double entropy(double[] squares, double behind, double variance) {
        double total = 0;
        double spread = 0;
        for (int i = 0; i < squares.length; i++) {
            double gap = (squares[i] - squares[0]) / (2 * variance);
            double weight = (i == squares.length - 1 ? 1 + behind : 1) * Math.exp(-gap);
            total += weight;
            spread += weight == 0 ? 0 : weight * gap;
        }
        return Math.log(total) + spread / total;
    }
}
