package org.remanence.experiment;

import java.util.stream.IntStream;

/// Closely spaced positions, for a line in a figure.
public final class FineAxis {
    private static final int RATIOS = 160;
    private static final int STEPS = 400;

    private FineAxis() { }

    /// Over the range of some points above 0, in equal ratios.
    public static double[] ratios(AxisValues points) {
        return ratios(points, RATIOS);
    }

    /// The same, for a line of which each point costs much.
    /// Rounding leads no position beyond the last point, where a law may end.
    /// @param count of the ratios
    public static double[] ratios(AxisValues points, int count) {
        double ratio = Math.log(points.max() / points.min());
        return IntStream.rangeClosed(0, count).mapToDouble(i -> Math.min(points.max(), points.min() * Math.exp(ratio * i / count))).toArray();
    }

    /// From `low` to `high` in equal steps.
    public static double[] steps(double low, double high) {
        return IntStream.rangeClosed(0, STEPS).mapToDouble(i -> low + i * (high - low) / STEPS).toArray();
    }
}
