package org.remanence.data;

import java.util.Arrays;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Check;

/// Independent coordinates ±1 with probability ½ each.
/// @param dimension d
public record Rademacher(int dimension) implements DataModel {
    /// @throws IllegalArgumentException if d < 1
    public Rademacher {
        Check.atLeast("dimension", 1, dimension);
    }

    @Override
    public String name() {
        return "rademacher";
    }

    @Override
    public double[] mean() {
        return new double[dimension];
    }

    @Override
    public double[] eigenvalues() {
        double[] values = new double[dimension];
        Arrays.fill(values, 1);
        return values;
    }

    /// Coordinate k is the sign that bit `k mod 32` of word `k / 32` says.
    @Override
    public void fill(RandomStream stream, long first, int count, double[] into, int offset) {
        int[] words = new int[Math.ceilDiv(dimension, Integer.SIZE)];
        for (int i = 0; i < count; i++) {
            stream.words(first + i, words);
            for (int k = 0, at = offset + i * dimension; k < dimension; k++) {
                into[at + k] = 1 - (words[k >>> 5] >>> (k & 31) & 1) * 2;
            }
        }
    }

    @Override
    public void fill(RandomStream stream, long first, int count, float[] into, int offset) {
        int[] words = new int[Math.ceilDiv(dimension, Integer.SIZE)];
        for (int i = 0; i < count; i++) {
            stream.words(first + i, words);
            for (int k = 0, at = offset + i * dimension; k < dimension; k++) {
                into[at + k] = 1 - (words[k >>> 5] >>> (k & 31) & 1) * 2;
            }
        }
    }

    @Override
    public String toString() {
        return "independent signs in dimension " + dimension;
    }
}
