package org.remanence.kernel;

import org.remanence.tensor.Precision;

/// What rounding can do to the log-weights of a tile, at worst: no statistics of rounding errors is assumed.
///
/// With unit roundoff u, chains of at most [Tiling#PANEL] products and `d / PANEL` of them, a product `q·b` is off by at most
/// `(PANEL + d / PANEL + 5) u |q||b|` (Cauchy–Schwarz; the 5 for rounded factors), the term `β |b|²` by `(c + 5) u` of itself,
/// where c counts the additions behind |b|². Shifting states and patterns to the centre costs, in double,
/// `2 |y| (|y| + s|b|)/v + s|b| (|y| + s|b|)/v` units.
///
/// @param perNorm bound per |b|, from the products
/// @param perSquare bound per |b|², from the norms
/// @param common bound that no pattern changes
public record Rounding(double perNorm, double perSquare, double common) {
    private static final double DOUBLE = Precision.DOUBLE.unitRoundoff();

    /// The bound for state b of a batch.
    /// @param precision of the products
    public static Rounding of(States states, int b, Precision precision) {
        int d = states.dimension();
        double u = precision.unitRoundoff();
        double chains = Math.min(d, Tiling.PANEL) + Math.ceilDiv(d, Tiling.PANEL);
        double additions = precision == Precision.DOUBLE ? d / (double) ScalarTile.PARTIALS + ScalarTile.PARTIALS : 1;
        double s = states.scale();
        double v = states.variance();
        double y = states.distance(b);
        double product = (chains + 5) * u * y * s / v + 3 * DOUBLE * y * s / v;
        double square = (additions + 5) * u * s * s / (2 * v) + DOUBLE * s * s / v;
        double common = 2 * DOUBLE * y * y / v + 4 * DOUBLE * y * y / (2 * v);
        return new Rounding(product, square, common);
    }

    /// Bound on the error of the log-weight of a pattern with that |b|.
    public double of(double norm) {
        return Math.fma(Math.fma(perSquare, norm, perNorm), norm, common);
    }

    /// Bound on the error of a logarithm of a sum of weights whose terms are exact: the additions inside a tile and the
    /// exponentials.
    public static double ofSums(Tiling tiling, Precision precision) {
        return (tiling.tile() + 8) * precision.unitRoundoff();
    }

    /// Bound on the error of a log-weight `log` computed by [Distance].
    public static double direct(int dimension, double log) {
        return (dimension / (double) Distance.PARTIALS + 48) * DOUBLE * Math.abs(log);
    }
}
