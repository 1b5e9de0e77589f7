package org.remanence.network;

import org.remanence.random.RandomStream;
import org.remanence.tensor.Rows;

/// Rows of noised patterns as a network sees them, with what it should answer. Row b of step k is draw `k · rows + b` of a stream, so
/// any step can be had alone.
final class NoisedBatch {
    private final Rows patterns;
    private final Parameterization meaning;
    private final RandomStream stream;
    private final PatternOrder order;
    private final int rows;
    private final int dimension;
    private final float[] noise;
    /// Inputs of the network, `[rows × d]`.
    final float[] inputs;
    /// What it should answer, `[rows × d]`.
    final float[] targets;
    /// Readings of its clock.
    final double[] readings;
    /// Squared error of the noise for a squared error of the answer.
    final double[] noisePerAnswer;

    NoisedBatch(Rows patterns, Parameterization meaning, MinibatchDraw draw, int rows, RandomStream stream) {
        this.patterns = patterns;
        this.meaning = meaning;
        this.stream = stream;
        this.rows = rows;
        this.dimension = patterns.columns();
        this.order = new PatternOrder(draw, patterns.rows(), stream, firstFree() + 1);
        this.noise = new float[rows * dimension];
        this.inputs = new float[rows * dimension];
        this.targets = new float[rows * dimension];
        this.readings = new double[rows];
        this.noisePerAnswer = new double[rows];
    }

    /// Draws a step.
    void draw(long step) {
        stream.gaussianRows(step * rows, rows, dimension, noise, 0, dimension);
        for (int b = 0; b < rows; b++) {
            long index = step * rows + b;
            patterns.copy(order.at(index), 1, targets, b * dimension);
            noise(b, meaning.schedule().sigma(stream.uniform(index, firstFree())));
        }
    }

    /// Turns the pattern that lies among the targets into input and target.
    private void noise(int b, double sigma) {
        readings[b] = meaning.reading(sigma);
        double slope = meaning.noise(1, 0, sigma);
        noisePerAnswer[b] = slope * slope;
        float datumIn = (float) (1 / meaning.divisor(sigma));
        float noiseIn = (float) (sigma / meaning.divisor(sigma));
        float datumOut = (float) meaning.target(1, 0, sigma);
        float noiseOut = (float) meaning.target(0, 1, sigma);
        for (int i = b * dimension; i < (b + 1) * dimension; i++) {
            float datum = targets[i];
            inputs[i] = Math.fma(datumIn, datum, noiseIn * noise[i]);
            targets[i] = Math.fma(datumOut, datum, noiseOut * noise[i]);
        }
    }

    /// Position of the first block of random words behind the noise: the level; the one after it draws the pattern.
    private long firstFree() {
        return 4L * Math.ceilDiv(dimension, 4);
    }
}
