package org.remanence.process;

/// The Ornstein–Uhlenbeck (variance-preserving) process `dx = −x dt + √2 dW`: s = e^{−t}, v = 1 − e^{−2t}.
public record OrnsteinUhlenbeck() implements Diffusion {
    /// Terms of the series of e^r for |r| < 2⁻⁷ that pairs of doubles can hold.
    private static final int TERMS = 14;

    @Override
    public double scale(double time) {
        return Math.exp(-time);
    }

    @Override
    public double logScale(double time) {
        return -time;
    }

    /// By the series of e^{−t}, the argument halved until it is small and the sum squared again, in pairs of doubles.
    @Override
    public double scaleRemainder(double time) {
        int halvings = Math.max(0, Math.getExponent(time) + 8);
        double r = -Math.scalb(time, -halvings);
        double high = 1;
        double low = 0;
        for (int i = TERMS; i > 0; i--) {
            double product = r * high;
            double rest = Math.fma(r, high, -product) + r * low;
            double quotient = product / i;
            high = 1 + quotient;
            low = 1 - high + quotient + (Math.fma(-quotient, i, product) + rest) / i;
        }
        for (int i = 0; i < halvings && high > 0; i++) {
            double square = high * high;
            low = Math.fma(high, high, -square) + 2 * high * low;
            high = square + low;
            low += square - high;
        }
        return high - scale(time) + low;
    }

    @Override
    public double variance(double time) {
        return -Math.expm1(-2 * time);
    }

    @Override
    public double pull() {
        return 1;
    }

    @Override
    public double noiseRate() {
        return 2;
    }

    @Override
    public double noiseToSignal(double time) {
        return Math.expm1(2 * time);
    }

    @Override
    public double timeAt(double noiseToSignal) {
        return 0.5 * Math.log1p(noiseToSignal);
    }

    @Override
    public String name() {
        return "ou";
    }

    @Override
    public Bridge bridgeTo(double t, double s) {
        double vt = variance(t);
        double vs = variance(s);
        double between = variance(t - s);
        return new Bridge(Math.exp(s - t) * vs / vt, Math.exp(-s) * between / vt, vs * between / vt);
    }
}
