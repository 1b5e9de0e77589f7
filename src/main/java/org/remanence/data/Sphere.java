package org.remanence.data;

import java.util.Arrays;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Check;
import org.remanence.text.Text;

/// The uniform law on the sphere |x| = radius.
/// @param dimension d of the space around it
/// @param radius |x|
public record Sphere(int dimension, double radius) implements DataModel {
    /// @throws IllegalArgumentException unless d ≥ 1 and the radius is positive
    public Sphere {
        Check.atLeast("dimension", 1, dimension);
        Check.positive("radius", radius);
    }

    /// The sphere of radius √d, on which coordinates have variance 1.
    public Sphere(int dimension) {
        this(dimension, Math.sqrt(Check.atLeast("dimension", 1, dimension)));
    }

    @Override
    public String name() {
        return "sphere";
    }

    @Override
    public double[] mean() {
        return new double[dimension];
    }

    @Override
    public double[] eigenvalues() {
        double[] values = new double[dimension];
        Arrays.fill(values, radius * radius / dimension);
        return values;
    }

    @Override
    public void fill(RandomStream stream, long first, int count, double[] into, int offset) {
        stream.gaussianRows(first, count, dimension, into, offset, dimension);
        for (int i = 0; i < count; i++) {
            int start = offset + i * dimension;
            double even = 0;
            double odd = 0;
            for (int k = start; k < start + dimension - 1; k += 2) {
                even += into[k] * into[k];
                odd += into[k + 1] * into[k + 1];
            }
            double last = dimension % 2 == 0 ? 0 : into[start + dimension - 1];
            double factor = radius / Math.sqrt(even + odd + last * last);
            for (int k = start; k < start + dimension; k++) {
                into[k] *= factor;
            }
        }
    }

    @Override
    public void fill(RandomStream stream, long first, int count, float[] into, int offset) {
        stream.gaussianRows(first, count, dimension, into, offset, dimension);
        for (int i = 0; i < count; i++) {
            int start = offset + i * dimension;
            double even = 0;
            double odd = 0;
            for (int k = start; k < start + dimension - 1; k += 2) {
                even += (double) into[k] * into[k];
                odd += (double) into[k + 1] * into[k + 1];
            }
            double last = dimension % 2 == 0 ? 0 : into[start + dimension - 1];
            double factor = radius / Math.sqrt(even + odd + last * last);
            for (int k = start; k < start + dimension; k++) {
                into[k] = (float) (into[k] * factor);
            }
        }
    }

    @Override
    public String toString() {
        return Text.of("a sphere of radius %s in dimension %d", radius, dimension);
    }
}
