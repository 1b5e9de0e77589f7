package org.remanence.result;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.remanence.tensor.Check;

/// A measured quantity along an axis.
/// @param axis name of the axis, for example `time`
/// @param x positions, in the order measured
/// @param mean sample means
/// @param stderr standard errors; zeros for an exact curve
/// @param count independent samples behind each point
public record Curve(String axis, double[] x, double[] mean, double[] stderr, long[] count) {
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

    /// The first position along the axis at which the means cross `level`, by linear interpolation between neighbours,
    /// with the error that follows from theirs taken as independent. A steep curve seen through noise may cross more than
    /// once.
    /// @return [Estimate#NONE] if there is no crossing
    public Estimate crossing(double level) {
        for (int i = 1; i < size(); i++) {
            if ((mean[i - 1] - level) * (mean[i] - level) <= 0 && mean[i - 1] != mean[i]) {
                double rise = mean[i] - mean[i - 1];
                double run = x[i] - x[i - 1];
                double share = (level - mean[i - 1]) / rise;
                double error = Math.hypot((1 - share) * stderr[i - 1], share * stderr[i]);
                return new Estimate(x[i - 1] + share * run, Math.abs(run / rise) * error, Math.min(count[i - 1], count[i]));
            }
        }
        return Estimate.NONE;
    }
}
