package org.remanence.process;

/// The variance-exploding process `dx = dW`: s = 1, and the time is the variance.
public record VarianceExploding() implements Diffusion {
    @Override
    public double scale(double time) {
        return 1;
    }

    @Override
    public double logScale(double time) {
        return 0;
    }

    @Override
    public double scaleRemainder(double time) {
        return 0;
    }

    @Override
    public double variance(double time) {
        return time;
    }

    @Override
    public double pull() {
        return 0;
    }

    @Override
    public double noiseRate() {
        return 1;
    }

    @Override
    public double noiseToSignal(double time) {
        return time;
    }

    @Override
    public double timeAt(double noiseToSignal) {
        return noiseToSignal;
    }

    @Override
    public String name() {
        return "ve";
    }

    @Override
    public Bridge bridgeTo(double t, double s) {
        return new Bridge(s / t, (t - s) / t, s * (t - s) / t);
    }
}
