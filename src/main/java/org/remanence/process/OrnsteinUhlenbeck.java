package org.remanence.process;

/// The Ornstein–Uhlenbeck (variance-preserving) process `dx = −x dt + √2 dW`: s = e^{−t}, v = 1 − e^{−2t}.
public record OrnsteinUhlenbeck() implements Diffusion {
    @Override
    public double scale(double time) {
        return Math.exp(-time);
    }

    @Override
    public double logScale(double time) {
        return -time;
    }

    @Override
    public double scaleRemainder(double time) {
        double change = Math.expm1(-time);
        return change > -0.5 ? change - (scale(time) - 1) : 0;
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
