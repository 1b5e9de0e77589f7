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
        double[] noise = new double[(weights + 3) / 4 * 4];
        for (int k = 0; k + 1 < times.length; k++) {
            double[] means = denoiser.means(k, field);
            double step = times[k + 1] - times[k];
            stream.gaussians(index, (long) k * noise.length, noise, 0, weights);
            for (int i = 0; i < weights; i++) {
                field[i] += means[i] * step + Math.sqrt(step) * noise[i];
            }
        }
        return denoiser.means(times.length - 1, field);
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
