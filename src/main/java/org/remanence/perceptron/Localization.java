package org.remanence.perceptron;

import org.remanence.channel.WeightPrior;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Check;

/// Stochastic localization `dh = m(h) dt + dB`, whose drift m is the posterior mean of the weights in the field h: h ends at
/// `T w + √T z` with w a sample.
/// Source: Eldan 2013; El Alaoui, Montanari and Sellke 2022. Euler steps.
public final class Localization {
    private Localization() { }

    /// The drift.
    public interface Denoiser {
        /// Posterior means in a field.
        /// @param step number of the step, from 0
        /// @param field h, `[N]`
        double[] means(int step, double[] field);
    }

    /// Runs to the last time.
    /// @param times ascending from 0
    /// @param stream of the noise
    /// @param index of this run in the stream
    /// @return posterior means at the last time, `[N]`
    public static double[] run(Denoiser denoiser, int weights, double[] times, RandomStream stream, long index) {
        Check.atLeast("times", 2, times.length);
        double[] field = new double[weights];
        advance(denoiser, field, times, 0, times.length - 1, stream, index);
        return denoiser.means(times.length - 1, field);
    }

    /// Some steps of a run.
    /// @param field h at the first of their times; at the last afterwards
    /// @param from number of the first step
    /// @param to number of the step after the last
    public static void advance(Denoiser denoiser, double[] field, double[] times, int from, int to, RandomStream stream,
            long index) {
        double[] noise = new double[(field.length + 3) / 4 * 4];
        for (int k = from; k < to; k++) {
            double[] means = denoiser.means(k, field);
            double step = times[k + 1] - times[k];
            stream.gaussians(index, (long) k * noise.length, noise, 0, field.length);
            for (int i = 0; i < field.length; i++) {
                field[i] += means[i] * step + Math.sqrt(step) * noise[i];
            }
        }
    }

    /// The sample that posterior means are nearest to: signs, or the direction on the sphere.
    public static double[] round(WeightPrior prior, double[] means) {
        double square = 0;
        for (double each : means) {
            square += each * each;
        }
        double scale = Math.sqrt(means.length / square);
        double[] sample = new double[means.length];
        for (int i = 0; i < means.length; i++) {
            sample[i] = prior == WeightPrior.BINARY ? (means[i] < 0 ? -1 : 1) : means[i] * scale;
        }
        return sample;
    }
}
