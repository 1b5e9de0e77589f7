package org.remanence.theory;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// The limiting law of the eigenvalues of a sample covariance: an atom at zero and a density between two edges.
public sealed interface SpectralLaw permits MarchenkoPastur, SampleCovariance {
    /// Nodes of a Gauss–Chebyshev rule between the edges, which takes their square roots exactly.
    int NODES = 2000;

    /// Density at x, without the atom; 0 outside the edges.
    double density(double x);

    /// Where the density begins, above zero.
    double lowerEdge();

    /// Where the density ends.
    double upperEdge();

    /// Share of eigenvalues that are exactly zero.
    double atom();

    /// The law for Gaussian data of a known population covariance, when `samples` rows were drawn, centred by their own mean
    /// and divided by their number: one sample goes to the mean.
    /// @param population its eigenvalues, all d of them, in any order
    /// @param samples n, at least 2
    /// @throws IllegalArgumentException if there is no variance, or an eigenvalue is negative or not finite
    static SpectralLaw centred(double[] population, long samples) {
        double ratio = population.length / (samples - 1.0);
        double[] shrunk = Arrays.stream(population).map(each -> each * (samples - 1.0) / samples).toArray();
        boolean round = Arrays.stream(shrunk).allMatch(each -> each == shrunk[0]);
        return round ? new MarchenkoPastur(ratio, shrunk[0]) : SampleCovariance.of(ratio, shrunk);
    }

    /// The law convolved with a Gaussian, atom included, at several positions.
    /// @param width standard deviation of the Gaussian
    default double[] smoothed(double[] x, double width) {
        double[] at = nodes();
        double[] mass = masses(at);
        return DoubleStream.of(x).map(each -> atom() * gaussian(each, width)
                + IntStream.range(0, NODES).mapToDouble(k -> mass[k] * gaussian(each - at[k], width)).sum()).toArray();
    }

    /// Largest distance between the share of eigenvalues up to x, and what the law says of it.
    /// @param ascending eigenvalues, all of them, in ascending order
    default double distance(double[] ascending) {
        double[] at = nodes();
        double[] mass = masses(at);
        double largest = 0;
        double law = atom();
        int below = 0;
        for (int k = 0; k < NODES; k++) {
            // half of a node's mass lies on either side of it
            law += 0.5 * mass[k];
            while (below < ascending.length && ascending[below] <= at[k]) {
                below++;
            }
            largest = Math.max(largest, Math.abs((double) below / ascending.length - law));
            law += 0.5 * mass[k];
        }
        return largest;
    }

    private double[] nodes() {
        double middle = 0.5 * (lowerEdge() + upperEdge());
        double half = 0.5 * (upperEdge() - lowerEdge());
        double[] at = new double[NODES];
        Arrays.setAll(at, k -> middle - half * Math.cos(Math.PI * (k + 0.5) / NODES));
        return at;
    }

    private double[] masses(double[] at) {
        double step = Math.PI / NODES;
        double half = 0.5 * (upperEdge() - lowerEdge());
        double[] mass = new double[NODES];
        Arrays.setAll(mass, k -> step * half * Math.sin(step * (k + 0.5)) * density(at[k]));
        return mass;
    }

    private static double gaussian(double x, double width) {
        return Math.exp(-0.5 * x * x / (width * width)) / (width * Math.sqrt(2 * Math.PI));
    }
}
