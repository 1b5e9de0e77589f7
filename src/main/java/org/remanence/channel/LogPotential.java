package org.remanence.channel;

import org.remanence.tensor.Check;

/// Stabilities s > 0 weigh s^β: the potential U(s) = −log s at inverse temperature β.
///
/// With `J_n = ∫_y^∞ (x − y)^n G(x) dx`, y = −mean/√V: `log Z = log J_β + (β/2) log V`, `g = β J_{β−1}/(J_β √V)`. For β = 1, 2,
/// 3 the recursion `J_{n+1} = n J_{n−1} − y J_n` gives them in closed form, a continued fraction where it cancels; other β take
/// a trapezoidal rule in log s.
/// @param beta β > 0
public record LogPotential(double beta) implements Channel {
    private static final double MOST_CLOSED = 3;
    private static final double STEP = 0.1;
    /// Terms e^{−45} of the largest are left out.
    private static final double LEFT_OUT = 45;

    /// Refuses β ≤ 0.
    public LogPotential {
        Check.positive("inverse temperature β", beta);
    }

    @Override
    public double edge() {
        return 0;
    }

    @Override
    public double power() {
        return beta;
    }

    @Override
    public double logWeight(double stability) {
        return stability > 0 ? beta * Math.log(stability) : Double.NEGATIVE_INFINITY;
    }

    @Override
    public ChannelMoments at(double mean, double variance) {
        if (beta != Math.rint(beta) || beta > MOST_CLOSED) {
            return byQuadrature(mean, variance);
        }
        double y = -mean / Math.sqrt(variance);
        double scale = 0.5 * beta * Math.log(variance);
        return y >= NormalTail.FAR ? Channel.far(y, logMomentFar(y) + scale, beta, variance) : near(y, scale, variance);
    }

    private double logMomentFar(double y) {
        double log = NormalTail.log(y);
        for (int n = 1; n <= beta; n++) {
            log += Math.log(NormalTail.momentRatio(n, y));
        }
        return log;
    }

    /// In units of G(y) for y ≥ 0, where G may be small.
    private ChannelMoments near(double y, double scale, double variance) {
        double unit = y < 0 ? NormalTail.density(y) : 1;
        double before = y < 0 ? NormalTail.of(y) : NormalTail.mills(y);
        double moment = unit - y * before;
        for (int n = 1; n < beta; n++) {
            double next = n * before - y * moment;
            before = moment;
            moment = next;
        }
        double ratio = before / moment;
        double log = Math.log(moment) + (y < 0 ? 0 : Math.log(NormalTail.density(y)));
        return new ChannelMoments(log + scale, beta * ratio / Math.sqrt(variance),
                (beta * (1 + y * ratio) - beta * beta * ratio * ratio) / variance);
    }

    /// Around the mode of `s^{β+1} N(s; mean, V)`, the density of log s.
    private ChannelMoments byQuadrature(double mean, double variance) {
        double root = Math.sqrt(mean * mean + 4 * (beta + 1) * variance);
        double mode = mean > 0 ? 0.5 * (mean + root) : 2 * (beta + 1) * variance / (root - mean);
        double width = Math.sqrt(variance / (2 * mode * mode - mode * mean));
        double top = exponent(mode, mean, variance);
        double norm = 0;
        double first = 0;
        double second = 0;
        int lowest = 0;
        while (exponent(mode * Math.exp(lowest * STEP * width), mean, variance) > top - LEFT_OUT) {
            lowest--;
        }
        double weight = 1;
        for (int k = lowest; k <= 0 || weight > Math.exp(-LEFT_OUT); k++) {
            double s = mode * Math.exp(k * STEP * width);
            weight = Math.exp(exponent(s, mean, variance) - top);
            norm += weight;
            first += weight * (s - mode);
            second += weight * (s - mode) * (s - mode);
        }
        first /= norm;
        double spread = second / norm - first * first;
        return new ChannelMoments(top + Math.log(norm * STEP * width) - 0.5 * Math.log(2 * Math.PI * variance),
                (mode - mean + first) / variance, (spread - variance) / (variance * variance));
    }

    private double exponent(double s, double mean, double variance) {
        return (beta + 1) * Math.log(s) - 0.5 * (s - mean) * (s - mean) / variance;
    }

    @Override
    public String toString() {
        return "potential -log s, beta " + beta;
    }
}
