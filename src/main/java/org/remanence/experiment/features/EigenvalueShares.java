package org.remanence.experiment.features;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.remanence.linalg.SpectralMeasure;

/// A spectrum: eigenvalues, or nodes of a quadrature, with the share of all eigenvalues that each stands for.
/// @param values ascending
/// @param shares of sum 1
record EigenvalueShares(double[] values, double[] shares) {
    /// Every eigenvalue.
    static EigenvalueShares of(double[] eigenvalues) {
        double[] values = eigenvalues.clone();
        Arrays.sort(values);
        double[] shares = new double[values.length];
        Arrays.fill(shares, 1.0 / values.length);
        return new EigenvalueShares(values, shares);
    }

    /// What random vectors saw, their mean.
    static EigenvalueShares of(SpectralMeasure measure) {
        double[][] all = IntStream.range(0, measure.probes()).boxed()
                .flatMap(r -> IntStream.range(0, measure.nodes()[r].length)
                        .mapToObj(k -> new double[] {measure.nodes()[r][k], measure.weights()[r][k] / measure.probes()}))
                .sorted(Comparator.comparingDouble(each -> each[0])).toArray(double[][]::new);
        return new EigenvalueShares(Arrays.stream(all).mapToDouble(each -> each[0]).toArray(),
                Arrays.stream(all).mapToDouble(each -> each[1]).toArray());
    }

    /// The number of values below a bound.
    int below(double bound) {
        int count = 0;
        while (count < values.length && values[count] < bound) {
            count++;
        }
        return count;
    }

    /// How many of the smallest values have that share together, to the nearest one.
    int smallest(double share) {
        int count = 0;
        double sum = 0;
        while (count < values.length && sum + 0.5 * shares[count] < share) {
            sum += shares[count];
            count++;
        }
        return count;
    }

    /// The share of values `from` to `to − 1`.
    double share(int from, int to) {
        return Arrays.stream(shares, from, to).sum();
    }

    /// The first of values `from` to `to − 1` that is more than rounding, or the last.
    /// @param step 1 to find the lowest, −1 to find the highest
    double extreme(int from, int to, int step) {
        double rounding = 1e-3 * share(from, to) / values.length;
        int at = step > 0 ? from : to - 1;
        double seen = shares[at];
        while (seen < rounding) {
            at += step;
            seen += shares[at];
        }
        return values[at];
    }
}
