package org.remanence.result;

import java.util.List;
import java.util.stream.IntStream;

/// A measured quantity along an axis.
/// @param axis name of the axis, for example `time`
/// @param x positions, in the order measured
/// @param mean sample means
/// @param stderr standard errors; zeros for an exact curve
/// @param count independent samples behind each point
public record Curve(String axis, double[] x, double[] mean, double[] stderr, long[] count) {
    /// The curve through estimates.
    /// @throws IllegalArgumentException if the lengths differ
    public static Curve of(String axis, double[] x, List<Estimate> estimates) {
        if (x.length != estimates.size()) {
            throw new IllegalArgumentException("a curve needs one estimate a position: %d positions, %d estimates"
                    .formatted(x.length, estimates.size()));
        }
        return new Curve(axis, x.clone(),
                estimates.stream().mapToDouble(Estimate::mean).toArray(),
                estimates.stream().mapToDouble(Estimate::stderr).toArray(),
                estimates.stream().mapToLong(Estimate::count).toArray());
    }

    /// Number of points.
    public int size() {
        return x.length;
    }

    /// One point.
    public Estimate at(int i) {
        return new Estimate(mean[i], stderr[i], count[i]);
    }

    /// Points below and above which the means cross `level`, by linear interpolation between neighbours.
    /// @return the first crossing along the axis, NaN if there is none
    public double crossing(double level) {
        return IntStream.range(1, size())
                .filter(i -> (mean[i - 1] - level) * (mean[i] - level) <= 0 && mean[i - 1] != mean[i])
                .mapToDouble(i -> x[i - 1] + (level - mean[i - 1]) / (mean[i] - mean[i - 1]) * (x[i] - x[i - 1]))
                .findFirst().orElse(Double.NaN);
    }
}
