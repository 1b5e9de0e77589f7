package org.remanence.data;

import java.util.Arrays;
import org.remanence.tensor.Check;

/// A change of units that keeps all proportions: `u = (a − shift) · factor`, one factor for all columns.
///
/// Gaussian noise stays Gaussian and round under it, so that a score known in one of the units is known in the other.
/// @param shift in the units of a, `[d]`
/// @param factor > 0
public record UniformScaling(double[] shift, double factor) {
    /// Refuses a factor that is not positive, and shifts that are not finite.
    public UniformScaling {
        Check.positive("factor", factor);
        for (double each : shift) {
            Check.finite("shift", each);
        }
    }

    /// The units stay as they are.
    /// @param columns d
    public static UniformScaling none(int columns) {
        return new UniformScaling(new double[columns], 1);
    }

    /// Numbers in a row.
    public int columns() {
        return shift.length;
    }

    /// The map from the units that `other` leads to, to those that this one leads to, where both begin at the same.
    public UniformScaling after(UniformScaling other) {
        Check.size("columns", columns(), "columns of the other units", other.columns());
        double[] between = new double[columns()];
        Arrays.setAll(between, k -> (shift[k] - other.shift[k]) * other.factor);
        return new UniformScaling(between, factor / other.factor);
    }
}
