package org.remanence.experiment.features;

import org.remanence.result.Estimate;
import org.remanence.tensor.Check;

/// Width and shape of a sample of numbers, with jackknife errors.
/// @param variance about the sample's mean
/// @param excessKurtosis fourth central moment over the squared variance, less 3: 0 for a Gaussian, −2 for two points
record SampleShape(Estimate variance, Estimate excessKurtosis) {
    /// Of a sample.
    /// @param values three at least
    static SampleShape of(double... values) {
        Check.atLeast("values", 3, values.length);
        double mean = 0;
        for (double each : values) {
            mean += each / values.length;
        }
        double[] sums = new double[5];
        for (double each : values) {
            add(sums, each - mean, 1);
        }
        double[] whole = shape(sums, values.length);
        double[][] without = new double[2][values.length];
        for (int i = 0; i < values.length; i++) {
            double[] rest = sums.clone();
            add(rest, values[i] - mean, -1);
            double[] shape = shape(rest, values.length - 1);
            without[0][i] = shape[0];
            without[1][i] = shape[1];
        }
        return new SampleShape(Estimate.jackknife(whole[0], without[0]), Estimate.jackknife(whole[1], without[1]));
    }

    private static void add(double[] sums, double value, int sign) {
        double power = sign;
        for (int k = 1; k < sums.length; k++) {
            power *= value;
            sums[k] += power;
        }
    }

    /// Variance and excess kurtosis from power sums.
    private static double[] shape(double[] sums, int count) {
        double mean = sums[1] / count;
        double second = sums[2] / count - mean * mean;
        double fourth = sums[4] / count - 4 * mean * sums[3] / count + 6 * mean * mean * sums[2] / count - 3 * mean * mean * mean
                * mean;
        return new double[] {second * count / (count - 1), fourth / (second * second) - 3};
    }
}
