package org.remanence.result;

import java.util.Arrays;
import java.util.Locale;
import org.remanence.tensor.Check;
import org.remanence.text.Text;

/// A measured number.
/// @param mean sample mean, or whatever else was estimated; NaN for [#NONE]
/// @param stderr its standard error; NaN where it is not known, as for a single sample
/// @param count independent samples behind it
public record Estimate(double mean, double stderr, long count) {
    /// What was looked for and not found, such as the crossing of a curve that does not cross.
    public static final Estimate NONE = new Estimate(Double.NaN, Double.NaN, 0);

    /// Refuses a negative error or count.
    public Estimate {
        Check.atLeast("count", 0, count);
        if (stderr < 0) {
            throw new IllegalArgumentException("standard error must be ≥ 0, got " + stderr);
        }
    }

    /// Mean and standard error of independent samples, by Welford's recursion.
    /// @throws IllegalArgumentException if there is none, or one is NaN
    public static Estimate of(double... samples) {
        checkSamples(samples);
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < samples.length; i++) {
            double delta = samples[i] - mean;
            mean += delta / (i + 1);
            squares += delta * (samples[i] - mean);
        }
        double variance = samples.length > 1 ? squares / (samples.length - 1) : Double.NaN;
        return new Estimate(mean, Math.sqrt(variance / samples.length), samples.length);
    }

    /// Anything computed from all samples, with the error of the jackknife.
    /// @param whole from all samples
    /// @param without the same with each sample left out, two at least
    public static Estimate jackknife(double whole, double... without) {
        double mean = Arrays.stream(without).average().orElseThrow();
        double square = Arrays.stream(without).map(each -> (each - mean) * (each - mean)).sum();
        return new Estimate(whole, Math.sqrt(square * (without.length - 1) / without.length), without.length);
    }

    /// Median of independent samples. Its error is half the distance between the order statistics √n / 2 ranks below and
    /// above, which needs no assumption on their law.
    /// @throws IllegalArgumentException if there is none, or one is NaN
    public static Estimate median(double... samples) {
        checkSamples(samples);
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        int last = sorted.length - 1;
        double median = 0.5 * (sorted[last / 2] + sorted[(last + 1) / 2]);
        double ranks = 0.5 * Math.sqrt(sorted.length);
        double spread = quantile(sorted, 0.5 * last + ranks) - quantile(sorted, 0.5 * last - ranks);
        return new Estimate(median, last > 0 ? 0.5 * spread : Double.NaN, sorted.length);
    }

    /// Standard deviation of independent samples. Its error is that of a variance, from the fourth moment, carried to the root;
    /// it assumes no law.
    /// @throws IllegalArgumentException if there is none, or one is NaN
    public static Estimate standardDeviation(double... samples) {
        double mean = of(samples).mean();
        Estimate variance = of(Arrays.stream(samples).map(each -> (each - mean) * (each - mean)).toArray());
        double deviation = samples.length > 1 ? Math.sqrt(variance.mean * samples.length / (samples.length - 1)) : Double.NaN;
        return new Estimate(deviation, deviation > 0 ? variance.stderr / (2 * deviation) : variance.stderr, samples.length);
    }

    /// The share of trials that succeeded, with its binomial error.
    /// @throws IllegalArgumentException unless 0 ≤ successes ≤ trials and trials ≥ 1
    public static Estimate share(long successes, long trials) {
        Check.atLeast("trials", 1, trials);
        if (successes < 0 || successes > trials) {
            throw new IllegalArgumentException(Text.of("successes must lie in [0, %d], got %d", trials, successes));
        }
        double share = (double) successes / trials;
        return new Estimate(share, trials > 1 ? Math.sqrt(share * (1 - share) / (trials - 1)) : Double.NaN, trials);
    }

    /// The same number in other units.
    public Estimate times(double factor) {
        return new Estimate(mean * factor, stderr * Math.abs(factor), count);
    }

    /// Distance to a theory, in standard errors: 0 for exact agreement, ±∞ for a difference that has no error.
    /// @return NaN if the error is not known
    public double residual(double theory) {
        return mean == theory && !Double.isNaN(stderr) ? 0 : (mean - theory) / stderr;
    }

    /// Distance to another, independent measurement, in standard errors of the difference.
    /// @return NaN if an error is not known
    public double residual(Estimate other) {
        return new Estimate(mean, Math.hypot(stderr, other.stderr), count).residual(other.mean);
    }

    /// For people, `0.13512 ± 0.00040 (2000)`.
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.6g ± %.2g (%d)", mean, stderr, count);
    }

    private static void checkSamples(double[] samples) {
        Check.atLeast("number of samples", 1, samples.length);
        for (double each : samples) {
            if (Double.isNaN(each)) {
                throw new IllegalArgumentException("samples must be numbers, got NaN among " + samples.length);
            }
        }
    }

    private static double quantile(double[] sorted, double rank) {
        double inside = Math.clamp(rank, 0, sorted.length - 1);
        int below = (int) inside;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (inside - below) * (sorted[above] - sorted[below]);
    }
}
