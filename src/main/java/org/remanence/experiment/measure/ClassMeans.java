package org.remanence.experiment.measure;

import java.util.stream.IntStream;
import org.remanence.data.PatternSet;
import org.remanence.tensor.Matrix;

/// Tells the class of a state by the nearest class mean.
/// @param means `[K × d]`
public record ClassMeans(double[][] means) implements Classifier {
    private static final int ROWS_AT_ONCE = 256;

    /// The means of the labelled classes.
    /// @throws IllegalStateException if the patterns have no labels
    public static ClassMeans of(PatternSet patterns) {
        int d = patterns.columns();
        double[][] means = new double[patterns.classCount()][d];
        long[] count = new long[means.length];
        double[] block = new double[ROWS_AT_ONCE * d];
        for (long first = 0; first < patterns.rows(); first += ROWS_AT_ONCE) {
            int rows = (int) Math.min(ROWS_AT_ONCE, patterns.rows() - first);
            patterns.copy(first, rows, block, 0);
            for (int i = 0; i < rows; i++) {
                int label = patterns.label(first + i);
                count[label]++;
                for (int k = 0; k < d; k++) {
                    means[label][k] += (block[i * d + k] - means[label][k]) / count[label];
                }
            }
        }
        return new ClassMeans(means);
    }

    /// Number of classes.
    public int classes() {
        return means.length;
    }

    /// The class whose mean is nearest, the first among equals.
    public int nearest(double[] state) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < means.length; c++) {
            double distance = 0;
            for (int k = 0; k < state.length; k++) {
                double difference = state[k] - means[c][k];
                distance = Math.fma(difference, difference, distance);
            }
            if (distance < least) {
                least = distance;
                nearest = c;
            }
        }
        return nearest;
    }

    @Override
    public int[] classes(Matrix states) {
        return IntStream.range(0, Math.toIntExact(states.rows())).map(b -> nearest(states.row(b))).toArray();
    }
}
