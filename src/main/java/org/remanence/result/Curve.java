package org.remanence.result;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.remanence.tensor.Check;

/// A measured quantity along an axis.
/// @param axis name of the axis, for example `time`
/// @param x positions, in the order measured
/// @param mean sample means
/// @param stderr standard errors; zeros for an exact curve
/// @param count independent samples behind each point
public record Curve(String axis, double[] x, double[] mean, double[] stderr, long[] count) {
    /// A rise of so many of its errors has a slope.
    private static final double CLEAR = 6;

    /// Refuses arrays of different lengths.
    public Curve {
        Check.size("means of a curve", mean.length, "positions", x.length);
        Check.size("standard errors of a curve", stderr.length, "positions", x.length);
        Check.size("counts of a curve", count.length, "positions", x.length);
    }

    /// The curve through estimates.
    /// @throws IllegalArgumentException if the lengths differ
    public static Curve of(String axis, double[] x, List<Estimate> estimates) {
        Check.size("estimates of a curve", estimates.size(), "positions", x.length);
        return new Curve(axis, x.clone(),
                estimates.stream().mapToDouble(Estimate::mean).toArray(),
                estimates.stream().mapToDouble(Estimate::stderr).toArray(),
                estimates.stream().mapToLong(Estimate::count).toArray());
    }

    /// A curve without points.
    public static Curve empty(String axis) {
        return new Curve(axis, new double[0], new double[0], new double[0], new long[0]);
    }

    /// The values of a function, without error.
    public static Curve exact(String axis, double[] x, DoubleUnaryOperator law) {
        return new Curve(axis, x.clone(), Arrays.stream(x).map(law).toArray(), new double[x.length], new long[x.length]);
    }

    /// Number of points.
    public int size() {
        return x.length;
    }

    /// One point.
    public Estimate at(int i) {
        return new Estimate(mean[i], stderr[i], count[i]);
    }

    /// The same curve in other units.
    public Curve times(double factor) {
        return new Curve(axis, x.clone(), Arrays.stream(mean).map(m -> m * factor).toArray(),
                Arrays.stream(stderr).map(e -> e * Math.abs(factor)).toArray(), count.clone());
    }

    /// The first position along the axis at which the means cross `level`, by linear interpolation between neighbours. Its error
    /// has two parts: that of the neighbours, taken as independent, and what a straight line between them may miss, from the slopes
    /// beside it. A steep curve seen through noise may cross more than once.
    /// @return [Estimate#NONE] if there is no crossing
    public Estimate crossing(double level) {
        for (int i = 1; i < size(); i++) {
            if ((mean[i - 1] - level) * (mean[i] - level) <= 0 && mean[i - 1] != mean[i]) {
                double run = x[i] - x[i - 1];
                double share = (level - mean[i - 1]) / (mean[i] - mean[i - 1]);
                double noise = Math.hypot((1 - share) * stderr[i - 1], share * stderr[i]);
                return new Estimate(x[i - 1] + share * run, Math.hypot(noise / slope(i), interpolation(i, level, 2 * noise)),
                        Math.min(count[i - 1], count[i]));
            }
        }
        return Estimate.NONE;
    }

    /// The same, by linear interpolation in the logarithm of the axis, whose positions are positive.
    /// @return [Estimate#NONE] if there is no crossing
    public Estimate crossingInLog(double level) {
        Estimate crossing = new Curve(axis, Arrays.stream(x).map(Math::log).toArray(), mean, stderr, count).crossing(level);
        double at = Math.exp(crossing.mean());
        return new Estimate(at, at * crossing.stderr(), crossing.count());
    }

    /// What the chord before a point may miss at a level, or at others that noise cannot tell from it.
    private double interpolation(int i, double level, double noise) {
        double low = Math.min(mean[i - 1], mean[i]);
        double high = Math.max(mean[i - 1], mean[i]);
        return DoubleStream.of(level, level - noise, level + noise)
                .map(each -> Chord.error(x, mean, i, Math.min(Math.max(each, low), high))).max().orElseThrow();
    }

    /// How steep the curve is before a point. Where noise may have made much of that, the neighbours are asked too. It would
    /// make the error of a crossing small exactly where it is large.
    private double slope(int i) {
        double chord = Math.abs((mean[i] - mean[i - 1]) / (x[i] - x[i - 1]));
        int from = Math.max(i - 2, 0);
        int to = Math.min(i + 1, size() - 1);
        double wide = Math.abs((mean[to] - mean[from]) / (x[to] - x[from]));
        boolean clear = Math.abs(mean[i] - mean[i - 1]) > CLEAR * Math.hypot(stderr[i - 1], stderr[i]);
        return clear || wide == 0 ? chord : Math.min(chord, wide);
    }
}
