package org.remanence.plot;

import org.remanence.text.Text;

/// An axis: what it shows, in which unit, how it is scaled, from where to where.
///
/// An infinite end asks for an end that fits the data; a finished [Figure] has none.
/// @param label the quantity in the words of the field, for example `time t`
/// @param unit its unit, empty if it has none
/// @param scale linear or logarithmic
/// @param low the left or lower end
/// @param high the right or upper end
public record Axis(String label, String unit, AxisScale scale, double low, double high) {
    /// Room left beside the data where an end was not given, as a fraction of the range.
    private static final double MARGIN = 0.04;
    private static final double SHARE_MARGIN = 0.03;

    /// Refuses an empty, reversed or, on a log axis, non-positive range.
    public Axis {
        if (label.isBlank()) {
            throw new IllegalArgumentException("an axis must have a label, got a blank one");
        }
        if (!(low < high)) {
            throw new IllegalArgumentException(Text.of("axis ‘%s’ must end above its start, got [%s, %s]", label, low, high));
        }
        if (scale == AxisScale.LOG && !(low > 0 || low == Double.NEGATIVE_INFINITY)) {
            throw new IllegalArgumentException(Text.of("log axis ‘%s’ must start above 0, got %s", label, low));
        }
    }

    /// A linear axis with ends that fit the data.
    public static Axis linear(String label) {
        return new Axis(label, "", AxisScale.LINEAR, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /// A linear axis of shares, from 0 to 1 with room for points at its ends.
    public static Axis share(String label) {
        return linear(label).between(-SHARE_MARGIN, 1 + SHARE_MARGIN);
    }

    /// A logarithmic axis with ends that fit the data.
    public static Axis log(String label) {
        return new Axis(label, "", AxisScale.LOG, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /// The same axis with a unit.
    public Axis in(String unit) {
        return new Axis(label, unit, scale, low, high);
    }

    /// The same axis with both ends given.
    public Axis between(double low, double high) {
        return new Axis(label, unit, scale, low, high);
    }

    /// The same axis with a start given, if it had none.
    Axis startingAt(double low) {
        return this.low == Double.NEGATIVE_INFINITY ? between(low, high) : this;
    }

    /// Distance between the ends.
    double span() {
        return high - low;
    }

    /// Label and unit, `wall time [s]`.
    public String title() {
        return unit.isEmpty() ? label : label + " [" + unit + "]";
    }

    /// Whether a value has a place on this scale: finite and, on a log axis, positive.
    public boolean shows(double value) {
        return Double.isFinite(value) && (scale == AxisScale.LINEAR || value > 0);
    }

    /// Whether both ends are given.
    boolean isBounded() {
        return Double.isFinite(low) && Double.isFinite(high);
    }

    /// The value moved to the nearer end if it lies outside.
    double clamp(double value) {
        return Math.clamp(value, low, high);
    }

    /// Where a value lies between the ends: 0 at `low`, 1 at `high`.
    double fraction(double value) {
        double start = scale.position(low);
        return (scale.position(value) - start) / (scale.position(high) - start);
    }

    /// The value halfway between two on paper.
    double middle(double left, double right) {
        return scale.value((scale.position(left) + scale.position(right)) / 2);
    }

    /// The same axis with missing ends put around the data.
    Axis around(double dataLow, double dataHigh) {
        double from = scale.position(dataLow);
        double to = scale.position(dataHigh);
        double margin = to > from ? MARGIN * (to - from) : Math.max(0.1, 0.1 * Math.abs(to));
        double fitting = restsOnZero(dataLow, dataHigh) ? 0 : scale.value(from - margin);
        double start = low != Double.NEGATIVE_INFINITY ? low : fitting;
        double end = high != Double.POSITIVE_INFINITY ? high : scale.value(to + margin);
        if (!(start < end)) {
            throw new IllegalArgumentException(Text.of("axis ‘%s’ must show its data, which span [%s, %s], got [%s, %s]", label, dataLow, dataHigh, low, high));
        }
        return between(start, end);
    }

    /// Positive linear data that come near zero are shown from zero; data at zero itself need a margin below.
    private boolean restsOnZero(double dataLow, double dataHigh) {
        return scale == AxisScale.LINEAR && dataLow > 0 && dataLow >= MARGIN * dataHigh && dataLow <= 0.3 * dataHigh;
    }
}
