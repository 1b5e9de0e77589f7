package org.remanence.result;

/// How far a crossing read off the straight line between two neighbours of a curve may lie from that of the curve itself, for a
/// curve that gets steeper up to some place and flatter beyond, as a sigmoid or an exponential does.
///
/// Where the curve bends one way, it lies between its chord and what continues it from either neighbour. Where it is steepest
/// on the chord, it falls at least as fast as beside it. A slope beside the chord is taken from the next two points. Towards the
/// steepest place it may change within them as fast as it does beyond. What lies beyond the curve is taken for the worst. On a smooth curve the reach is of second order in the distance of the points, a few times what the chord misses.
public final class Chord {
    private final double[] x;
    private final double[] y;
    private final int end;

    private Chord(double[] x, double[] y, int end) {
        this.x = x;
        this.y = y;
        this.end = end;
    }

    /// Standard deviation of the crossing, if it lies anywhere between the chord and the farthest place it may have.
    /// @param x positions, one way
    /// @param y values there
    /// @param end of the chord; it begins one point before
    /// @param level that is crossed between the two
    public static double error(double[] x, double[] y, int end, double level) {
        double share = (level - y[end - 1]) / (y[end] - y[end - 1]);
        return Math.abs(x[end] - x[end - 1]) * new Chord(x, y, end).reach(share) / Math.sqrt(3);
    }

    /// Share of the chord between the crossing of the chord and the farthest that the curve may have.
    private double reach(double share) {
        if (share <= 0 || share >= 1) {
            return 0;
        }
        double before = steepness(-1);
        double after = steepness(1);
        if (Double.isNaN(after) && before > 1) {
            return share - share / growing(before, -2);
        }
        if (Double.isNaN(before) && after > 1) {
            return 1 - share - (1 - share) / growing(after, 2);
        }
        if (!(before > 0 && after > 0)) {
            return Math.max(share, 1 - share);
        }
        if (before < 1 && after < 1) {
            return within(share, Math.min(before, after));
        }
        if (before > 1 && after > 1) {
            return within(share, Math.max(before, after));
        }
        double fromLeft = share / (before > 1 ? growing(before, -2) : before);
        double fromRight = 1 - (1 - share) / (after > 1 ? growing(after, 2) : after);
        return Math.min(Math.abs(Math.clamp(fromLeft, 0, 1) - share), Math.abs(Math.clamp(fromRight, 0, 1) - share));
    }

    /// Whichever way the curve bends first.
    private static double within(double share, double steepness) {
        return Math.max(Math.abs(Math.min(share / steepness, 1) - share), Math.abs(Math.max(1 - (1 - share) / steepness, 0) - share));
    }

    /// The largest slope that a neighbour may have towards the chord, if slopes change there as they do farther off.
    private double growing(double beside, int beyond) {
        double farther = steepness(beyond);
        return farther > 0 ? beside * Math.max(1, beside / farther) : Double.POSITIVE_INFINITY;
    }

    /// Slope of another pair of neighbours in units of that of the chord; NaN beyond the curve.
    private double steepness(int pairs) {
        int to = end + pairs;
        return to < 1 || to >= x.length ? Double.NaN : slope(to) / slope(end);
    }

    private double slope(int to) {
        return (y[to] - y[to - 1]) / (x[to] - x[to - 1]);
    }
}
