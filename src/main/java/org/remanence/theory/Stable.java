package org.remanence.theory;

/// Functions of a log-odds that neither overflow nor cancel.
public final class Stable {
    private Stable() { }

    /// log(1 + e^x); 0 at −∞.
    public static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    /// 1 / (1 + e^{−x}).
    public static double logistic(double x) {
        double e = Math.exp(-Math.abs(x));
        return (x >= 0 ? 1 : e) / (1 + e);
    }
}
