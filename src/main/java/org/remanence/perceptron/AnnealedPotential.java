package org.remanence.perceptron;

import org.remanence.tensor.Check;

/// `U_τ(s) = (1 − s^τ)/τ` for s > 0, `(1 − s)/τ` below: −log s with a slope instead of a wall, which it becomes as τ → 0.
///
/// A table of 4096 intervals in √s with linear interpolation, whose error is 2.5e-7/s at most.
/// Source: Baldassi et al.; the potential of the talk.
public final class AnnealedPotential {
    private static final int INTERVALS = 4096;
    private static final double REACH = 16;
    private static final double SCALE = INTERVALS / Math.sqrt(REACH);

    private final double tau;
    private final double[] table = new double[INTERVALS + 2];

    /// @param tau τ in (0, 1]
    AnnealedPotential(double tau) {
        this.tau = Check.positive("τ", tau);
        for (int k = 0; k < table.length; k++) {
            table[k] = exact(k / SCALE * (k / SCALE), tau);
        }
    }

    /// U_τ(s) by its definition.
    public static double exact(double s, double tau) {
        return s > 0 ? (1 - Math.pow(s, tau)) / tau : (1 - s) / tau;
    }

    /// U_τ(s).
    double of(double s) {
        if (!(s > 0)) {
            return (1 - s) / tau;
        }
        if (s >= REACH) {
            return exact(s, tau);
        }
        double x = Math.sqrt(s) * SCALE;
        int k = (int) x;
        return table[k] + (x - k) * (table[k + 1] - table[k]);
    }
}
