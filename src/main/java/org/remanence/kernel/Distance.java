package org.remanence.kernel;

/// |x − s a|² of one state and one pattern, directly, in double.
public interface Distance {
    /// Partial sums: coordinate k joins partial k modulo this.
    int PARTIALS = Partials.COUNT;

    /// The scalar twin; the lanes return the same bits.
    Distance SCALAR = (a, ai, x, xi, d, scale, remainder, residual) -> {
        double[] partial = new double[PARTIALS];
        for (int k = 0; k < d; k++) {
            double r = Math.fma(-remainder, a[ai + k], Math.fma(-scale, a[ai + k], x[xi + k]));
            residual[k] = r;
            partial[k % PARTIALS] = Math.fma(r, r, partial[k % PARTIALS]);
        }
        return Partials.total(partial);
    };

    /// The squared distance; its relative rounding error is below `(d / 32 + 40) 2⁻⁵³` where `scale + remainder` is exact.
    /// @param a patterns
    /// @param ai where the pattern begins
    /// @param x states
    /// @param xi where the state begins
    /// @param d numbers in each
    /// @param scale s, rounded
    /// @param remainder what rounding left of s
    /// @param residual receives x − s a, at least `d` numbers
    double squared(double[] a, int ai, double[] x, int xi, int d, double scale, double remainder, double[] residual);
}
