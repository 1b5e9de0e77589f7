package org.remanence.experiment;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.remanence.process.TimeAxis;
import org.remanence.tensor.Check;
import org.remanence.text.BadInput;

/// Where something is measured along an axis: at least one finite number, in the order given.
public final class AxisValues {
    private final double[] values;

    private AxisValues(double[] values) {
        Check.atLeast("number of points", 1, values.length);
        for (double each : values) {
            Check.finite("each point", each);
        }
        this.values = values;
    }

    /// These points.
    /// @throws IllegalArgumentException if there is none, or one is not finite
    public static AxisValues of(double... values) {
        return new AxisValues(values.clone());
    }

    /// Reads `a,b,c`, `start:stop:step` or `log:start:stop:count`, as [TimeAxis] does.
    /// @param name of the axis, for messages
    public static AxisValues parse(String name, String text) {
        return new AxisValues(TimeAxis.values(name, text));
    }

    /// The same points, if each is above the one before or each below it.
    /// @param name of the axis, for the message
    /// @throws IllegalArgumentException if they turn around or stand still
    public AxisValues oneWay(String name) {
        for (int i = 1; i < values.length; i++) {
            double way = Math.signum(values[i] - values[i - 1]);
            if (way == 0 || way != Math.signum(values[1] - values[0])) {
                throw new BadInput("%s must increase or decrease all the way, got %s after %s", name, values[i], values[i - 1]);
            }
        }
        return this;
    }

    /// How many.
    public int size() {
        return values.length;
    }

    /// One of them.
    public double at(int i) {
        return values[i];
    }

    /// A copy of all of them.
    public double[] values() {
        return values.clone();
    }

    /// The smallest.
    public double min() {
        return DoubleStream.of(values).min().orElseThrow();
    }

    /// The largest.
    public double max() {
        return DoubleStream.of(values).max().orElseThrow();
    }

    /// A function at each of them.
    public double[] map(DoubleUnaryOperator function) {
        return DoubleStream.of(values).map(function).toArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AxisValues points && Arrays.equals(values, points.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return DoubleStream.of(values).mapToObj(Double::toString).collect(Collectors.joining(","));
    }
}
