package org.remanence;

import java.math.BigDecimal;
import java.math.MathContext;

/// The empirical density in 45-digit arithmetic, pattern by pattern: slow, and independent of every kernel.
public final class Exact {
    private static final MathContext DIGITS = new MathContext(45);

    private Exact() { }

    /// e^x by its series after halving the argument.
    public static BigDecimal exp(BigDecimal x) {
        int halvings = Math.max(0, 8 + Math.getExponent(x.doubleValue()));
        BigDecimal r = x.divide(BigDecimal.valueOf(2).pow(halvings), DIGITS);
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal term = BigDecimal.ONE;
        for (int i = 1; i < 40; i++) {
            term = term.multiply(r, DIGITS).divide(BigDecimal.valueOf(i), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        for (int i = 0; i < halvings; i++) {
            sum = sum.multiply(sum, DIGITS);
        }
        return sum;
    }

    /// log p_t(x) of the Ornstein–Uhlenbeck process over patterns, and the entropy of the responsibilities.
    public static double[] logDensityAndEntropy(double[][] patterns, double[] x, double time) {
        BigDecimal s = exp(new BigDecimal(-time));
        BigDecimal v = BigDecimal.ONE.subtract(s.multiply(s, DIGITS));
        BigDecimal[] logs = new BigDecimal[patterns.length];
        BigDecimal largest = null;
        for (int mu = 0; mu < patterns.length; mu++) {
            BigDecimal square = BigDecimal.ZERO;
            for (int k = 0; k < x.length; k++) {
                BigDecimal r = new BigDecimal(x[k]).subtract(s.multiply(new BigDecimal(patterns[mu][k])), DIGITS);
                square = square.add(r.multiply(r, DIGITS), DIGITS);
            }
            logs[mu] = square.negate().divide(v.multiply(BigDecimal.valueOf(2)), DIGITS);
            largest = largest == null ? logs[mu] : largest.max(logs[mu]);
        }
        return combine(logs, largest, x.length, v.doubleValue());
    }

    private static double[] combine(BigDecimal[] logs, BigDecimal largest, int d, double v) {
        double rest = -1;
        double spread = 0;
        for (BigDecimal log : logs) {
            double gap = largest.subtract(log).doubleValue();
            rest += Math.exp(-gap);
            spread += Math.exp(-gap) * gap;
        }
        double logDensity = largest.add(new BigDecimal(Math.log1p(rest))).subtract(new BigDecimal(Math.log(logs.length)))
                .subtract(new BigDecimal(0.5 * d * Math.log(2 * Math.PI * v))).doubleValue();
        return new double[] {logDensity, Math.log1p(rest) + spread / (1 + rest)};
    }
}
