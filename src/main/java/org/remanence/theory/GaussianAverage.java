package org.remanence.theory;

import java.util.function.DoubleUnaryOperator;

/// Averages over a standard normal z, by the trapezoidal rule on 4801 points of [−12, 12].
///
/// For a function analytic in the strip |Im z| < b the error is of order exp(−2πb / 0.005): full double precision for
/// tanh(ρ² + ρz) up to ρ = 50, where it has long been one.
public final class GaussianAverage {
    private static final NormalGrid GRID = new NormalGrid(12, 4801);

    private GaussianAverage() { }

    /// E f(z).
    public static double of(DoubleUnaryOperator f) {
        return GRID.average(f);
    }
}
