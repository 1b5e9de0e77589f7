package org.remanence.channel;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.Erfcx;

/// The tail `H(y) = P(z > y)` of a standard normal, as far out as there are numbers.
public final class NormalTail {
    /// From here on continued fractions of this depth are exact to rounding.
    static final double FAR = 6;
    private static final int DEPTH = 60;

    private NormalTail() { }

    /// H(y).
    public static double of(double y) {
        return 0.5 * Erfc.value(y / Math.sqrt(2));
    }

    /// Density of the standard normal, G(y).
    public static double density(double y) {
        return Math.exp(-0.5 * y * y) / Math.sqrt(2 * Math.PI);
    }

    /// log H(y).
    public static double log(double y) {
        return y < 0 ? Math.log1p(-of(-y)) : Math.log(0.5 * Erfcx.value(y / Math.sqrt(2))) - 0.5 * y * y;
    }

    /// The Mills ratio H(y)/G(y).
    /// @param y ≥ 0
    static double mills(double y) {
        return Math.sqrt(Math.PI / 2) * Erfcx.value(y / Math.sqrt(2));
    }

    /// `J_n/J_{n−1}` of the moments `J_n = ∫_y^∞ (x − y)^n G(x) dx`, from the continued fraction `R_n = n/(y + R_{n+1})`.
    /// @param n > 0, whole or not
    /// @param y from [#FAR] on
    static double momentRatio(double n, double y) {
        double ratio = 0;
        for (int k = DEPTH; k >= 0; k--) {
            ratio = (n + k) / (y + ratio);
        }
        return ratio;
    }
}
