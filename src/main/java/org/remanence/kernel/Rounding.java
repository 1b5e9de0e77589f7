package org.remanence.kernel;

import org.remanence.tensor.Precision;

/// What rounding can do to the log-weights of a tile, at worst: no statistics of rounding errors is assumed.
///
/// With unit roundoff u, chains of at most [Tiling#PANEL] products and p panels of them, a product `q·b` is off by at most
/// `(PANEL + p + 7) u |q||b|` (Cauchy–Schwarz; the 7 for rounded factors), the term `β |b|²` by `(c + 9) u` of itself,
/// where c counts the additions behind |b|². Shifting states and patterns to the centre costs, in double,
/// `2 |y| (|y| + s|b|)/v + s|b| (|y| + s|b|)/v` units.
///
/// @param perNorm bound per |b|, from the products
/// @param perSquare bound per |b|², from the norms
/// @param common bound that no pattern changes
public record Rounding(double perNorm, double perSquare, double common) {
    private static final double DOUBLE = Precision.DOUBLE.unitRoundoff();
    /// Covers products of rounding errors, and the rounding of the bound itself.
    private static final double SLACK = 1.001;
    /// Factors of a log-weight that float can hold with room to spare.
    private static final double FLOAT_RANGE = 1e30;
    /// Covers factors of |b|² below the smallest float, and with any sensible tolerance keeps |b|² below the largest.
    private static final double FLOAT_UNDERFLOW = 1e-34;

    /// The bound for state b of a batch; infinite where float cannot hold the factors.
    /// @param precision of the products
    public static Rounding of(States states, int b, Precision precision) {
        int d = states.dimension();
        double u = precision.unitRoundoff();
        double panels = Math.ceilDiv(d, Tiling.PANEL);
        double longest = Math.min(d, Tiling.PANEL);
        double additions = Math.ceilDiv(d, Tiling.partials(precision)) + 5;
        double s = states.scale();
        double v = states.variance();
        double y = states.distance(b);
        double product = (longest + panels + 7) * u * y * s / v + 3 * DOUBLE * y * s / v;
        double square = (additions + 9) * u * s * s / (2 * v) + DOUBLE * s * s / v;
        double common = 2 * DOUBLE * y * y / v + 6 * DOUBLE * y * y / (2 * v);
        boolean held = precision == Precision.DOUBLE || y * s / v < FLOAT_RANGE && s * s / v < FLOAT_RANGE;
        double underflow = precision == Precision.DOUBLE ? 0 : FLOAT_UNDERFLOW;
        return new Rounding(SLACK * product, SLACK * square + underflow, held ? SLACK * common : Double.POSITIVE_INFINITY);
    }

    /// Whether the precision can hold the factors.
    public boolean holds() {
        return common < Double.POSITIVE_INFINITY;
    }

    /// Bound on the error of the log-weight of a pattern with that |b|.
    public double of(double norm) {
        return Math.fma(Math.fma(perSquare, norm, perNorm), norm, common);
    }

    /// Bound on the error of a logarithm of a sum of n weights whose logarithms are exact: the additions inside a tile, between
    /// tiles and between chunks, the exponentials, the rounding of their arguments, and what float drops below its floor.
    public static double ofSums(Tiling tiling, Precision precision, long patterns) {
        double merges = (double) tiling.chunk() / tiling.tile() + tiling.chunks(patterns);
        double dropped = precision == Precision.FLOAT ? patterns * Math.exp(Exponential.FLOOR_FLOAT) : 0;
        return (tiling.tile() + 64) * precision.unitRoundoff() + merges * DOUBLE + dropped;
    }

    /// As [#ofSums], for patterns absorbed one by one.
    public static double ofDirectSums(Tiling tiling, long patterns) {
        return (Math.min(tiling.chunk(), patterns) + tiling.chunks(patterns) + 64) * DOUBLE;
    }

    /// As [#ofSums], for so many patterns absorbed one by one without chunks.
    public static double ofDirectSums(long patterns) {
        return (patterns + 64) * DOUBLE;
    }

    /// Bound on the error of a log-weight `log` computed by [Distance].
    public static double direct(int dimension, double log) {
        return (dimension / (double) Distance.PARTIALS + 48) * DOUBLE * Math.abs(log);
    }

    /// The least that [#direct] can be for state b, whatever the pattern.
    /// @param radius bound on |b|
    public static double leastDirect(States states, int b, double radius) {
        double nearest = Math.max(0, states.distance(b) - states.scale() * radius);
        return direct(states.dimension(), nearest * nearest / (2 * states.variance()));
    }
}
