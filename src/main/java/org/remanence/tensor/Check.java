package org.remanence.tensor;

import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Checks made at public entrances. Each states what must hold, so that NaN fails it, and each message names the
/// value, the bound and the argument in one sentence.
public final class Check {
    private Check() { }

    /// Refuses anything that is not a positive, finite number.
    /// @return the value
    /// @throws IllegalArgumentException if it is zero, negative, infinite or NaN
    public static double positive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new BadInput("%s must be positive and finite, got %s", name, value);
        }
        return value;
    }

    /// Refuses anything that is not a finite number ≥ 0.
    /// @return the value
    /// @throws IllegalArgumentException if it is negative, infinite or NaN
    public static double nonNegative(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new BadInput("%s must be ≥ 0 and finite, got %s", name, value);
        }
        return value;
    }

    /// Refuses a count below `least`.
    /// @return the value
    /// @throws IllegalArgumentException if `value < least`
    public static long atLeast(String name, long least, long value) {
        if (value < least) {
            throw new BadInput("%s must be at least %d, got %d", name, least, value);
        }
        return value;
    }

    /// Refuses NaN and infinities.
    /// @return the value
    /// @throws IllegalArgumentException if it is not finite
    public static double finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new BadInput("%s must be finite, got %s", name, value);
        }
        return value;
    }

    /// Refuses a size that differs from the one it must match.
    /// @param name what is measured, for example `columns of x`
    /// @param of what it must equal, for example `dimension of the patterns`
    /// @throws ShapeException if they differ
    public static void size(String name, long actual, String of, long expected) {
        if (actual != expected) {
            throw new ShapeException(Text.of("%s: expected %d (%s), got %d", name, expected, of, actual));
        }
    }

    /// Refuses an index outside `[0, bound)`.
    /// @return the index
    /// @throws IndexOutOfBoundsException if it is outside
    public static long index(String name, long index, long bound) {
        if (index < 0 || index >= bound) {
            throw new IndexOutOfBoundsException(Text.of("%s must lie in [0, %d), got %d", name, bound, index));
        }
        return index;
    }
}
