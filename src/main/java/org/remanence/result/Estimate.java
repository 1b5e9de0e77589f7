package org.remanence.result;

/// A measured number.
/// @param mean sample mean
/// @param stderr standard error of the mean; NaN for a single sample
/// @param count independent samples behind it
public record Estimate(double mean, double stderr, long count) {
    /// Mean and standard error of independent samples, by Welford's recursion.
    /// @throws IllegalArgumentException if there is none, or one is NaN
    public static Estimate of(double... samples) {
        if (samples.length == 0) {
            throw new IllegalArgumentException("an estimate needs at least one sample, got none");
        }
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < samples.length; i++) {
            double delta = samples[i] - mean;
            mean += delta / (i + 1);
            squares += delta * (samples[i] - mean);
        }
        if (Double.isNaN(mean)) {
            throw new IllegalArgumentException("samples must be finite, got NaN among " + samples.length);
        }
        double variance = samples.length > 1 ? squares / (samples.length - 1) : Double.NaN;
        return new Estimate(mean, Math.sqrt(variance / samples.length), samples.length);
    }

    /// The same number in other units.
    public Estimate times(double factor) {
        return new Estimate(mean * factor, stderr * Math.abs(factor), count);
    }

    /// Distance to a theory, in standard errors.
    public double residual(double theory) {
        return (mean - theory) / stderr;
    }
}
