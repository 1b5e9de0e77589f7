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

    @Override
    public void fill(RandomStream stream, long first, int count, double[] into, int offset) {
        for (int i = 0; i < count; i++) {
            int start = offset + i * dimension;
            stream.uniforms(first + i, 0, into, start, dimension);
            for (int k = start; k < start + dimension; k++) {
                into[k] = into[k] < 0.5 ? -1 : 1;
            }
        }
    }

    @Override
    public String toString() {
        return "independent signs in dimension " + dimension;
    }
}
