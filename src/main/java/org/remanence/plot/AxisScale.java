package org.remanence.plot;

/// How values are laid out along an axis.
public enum AxisScale {
    /// Equal differences take equal lengths.
    LINEAR,
    /// Equal ratios take equal lengths; values must be positive.
    LOG;

    /// Where a value lies, in units in which lengths on paper are proportional to differences.
    double position(double value) {
        return switch (this) {
            case LINEAR -> value;
            case LOG -> Math.log10(value);
        };
    }

    /// The value at a position.
    double value(double position) {
        return switch (this) {
            case LINEAR -> position;
            case LOG -> Math.pow(10, position);
        };
    }
}
