package org.remanence.network;

import java.lang.foreign.Arena;
import java.util.Arrays;
import org.remanence.linalg.FloatMatrix;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Check;
import org.remanence.tensor.Rows;

/// How well a network tells the noise in noised patterns: the mean square of `ε^ − ε` per coordinate, whatever it predicts, 1 for a
/// network that says nothing. Patterns of the training against patterns held out show what is memory.
public final class DenoisingLoss {
    private static final int ROWS = 1024;

    private final Rows patterns;
    private final Parameterization meaning;
    private final RandomStream stream;
    private final int repeats;

    /// @param patterns all are used, each `repeats` times with noise of its own
    /// @param meaning of the network
    /// @param repeats from 1
    /// @param stream of the noise; two networks at one level see the same noise
    public DenoisingLoss(Rows patterns, Parameterization meaning, int repeats, RandomStream stream) {
        Check.atLeast("repeats", 1, repeats);
        this.patterns = patterns;
        this.meaning = meaning;
        this.repeats = repeats;
        this.stream = stream;
    }

    /// The loss at each level.
    /// @param sigmas standard deviations of the noise, > 0
    public double[] of(NetworkFunction network, double... sigmas) {
        Check.size("dimension of the patterns", patterns.columns(), "dimension of the network", network.dimension());
        return Arrays.stream(sigmas).map(sigma -> level(network, sigma)).toArray();
    }

    private double level(NetworkFunction network, double sigma) {
        long rows = patterns.rows() * repeats;
        int d = patterns.columns();
        int most = (int) Math.min(ROWS, rows);
        float[] data = new float[most * d];
        float[] noise = new float[most * d];
        double sum = 0;
        try (Arena arena = Arena.ofConfined()) {
            for (long first = 0; first < rows; first += most) {
                int count = (int) Math.min(most, rows - first);
                stream.gaussianRows(first, count, d, noise, 0, d);
                for (int b = 0; b < count; b++) {
                    patterns.copy((first + b) % patterns.rows(), 1, data, b * d);
                }
                sum += block(network, sigma, data, noise, FloatMatrix.zeros(arena, count, d), FloatMatrix.zeros(arena, count, d));
            }
        }
        return sum / ((double) rows * d);
    }

    private double block(NetworkFunction network, double sigma, float[] data, float[] noise, FloatMatrix inputs, FloatMatrix outputs) {
        int count = (int) inputs.rows();
        int numbers = count * inputs.columns();
        double divisor = meaning.divisor(sigma);
        float[] values = new float[numbers];
        for (int i = 0; i < numbers; i++) {
            values[i] = (float) ((data[i] + sigma * noise[i]) / divisor);
        }
        inputs.write(0, count, values, 0);
        network.apply(inputs, meaning.reading(sigma), outputs);
        outputs.copy(0, count, values, 0);
        double slope = meaning.noise(1, 0, sigma);
        double sum = 0;
        for (int i = 0; i < numbers; i++) {
            double error = values[i] - meaning.target(data[i], noise[i], sigma);
            sum += error * error;
        }
        return sum * slope * slope;
    }
}
