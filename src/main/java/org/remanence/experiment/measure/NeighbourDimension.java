package org.remanence.experiment.measure;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.remanence.result.Estimate;
import org.remanence.session.RowPartition;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

/// The intrinsic dimension of patterns as one number, by the distances of some patterns to their nearest neighbours among all.
///
/// Both estimates hold where patterns are so dense that they are uniform over a neighbourhood; curvature and boundaries bias them
/// downwards, ambient noise upwards. Copies of a pattern are no neighbours of it.
/// Sources: Facco, d'Errico, Rodriguez and Laio, Estimating the intrinsic dimension of datasets by a minimal neighborhood
/// information, 2017; Levina and Bickel, Maximum likelihood estimation of intrinsic dimension, 2004, with the average of MacKay
/// and Ghahramani.
/// @param twoNearest from the ratio of the distances to the two nearest neighbours: `1/⟨ln(r₂/r₁)⟩`
/// @param maximumLikelihood from ten neighbours: `1/⟨Σ_{j<k} ln(r_k/r_j)/(k − 1)⟩`
public record NeighbourDimension(Estimate twoNearest, Estimate maximumLikelihood) {
    private static final int ASKED = 1000;
    private static final int NEIGHBOURS = 10;

    /// The estimates, 3 n d flops for each of at most 1000 patterns spread evenly over all.
    /// @param patterns `[n × d]`; with fewer than 3 different ones there is no estimate
    public static NeighbourDimension of(Matrix patterns, Session session) {
        int rows = Math.toIntExact(patterns.rows());
        int asked = Math.min(ASKED, rows);
        double[][] all = patterns.toArray();
        double[][] distances = new double[asked][];
        new RowPartition(session).run(asked, 3.0 * rows * patterns.columns(), (_, from, to) -> {
            for (int i = (int) from; i < to; i++) {
                distances[i] = nearest(all[(int) ((long) i * rows / asked)], all);
            }
        });
        return new NeighbourDimension(inverse(Arrays.stream(distances).mapToDouble(each -> logRatio(each, 2))),
                inverse(Arrays.stream(distances).mapToDouble(each -> logRatio(each, NEIGHBOURS))));
    }

    /// The reciprocal of a mean of positive numbers, by the delta method; those that are NaN are left out.
    private static Estimate inverse(DoubleStream values) {
        double[] there = values.filter(Double::isFinite).toArray();
        if (there.length < 2) {
            return Estimate.NONE;
        }
        Estimate mean = Estimate.of(there);
        return mean.mean() > 0 ? new Estimate(1 / mean.mean(), mean.stderr() / (mean.mean() * mean.mean()), mean.count())
                : Estimate.NONE;
    }

    /// Mean logarithm of the k-th distance over those before it.
    private static double logRatio(double[] squares, int k) {
        if (squares.length < k || Double.isInfinite(squares[k - 1])) {
            return Double.NaN;
        }
        double sum = 0;
        for (int j = 0; j < k - 1; j++) {
            sum += 0.5 * Math.log(squares[k - 1] / squares[j]);
        }
        return sum / (k - 1);
    }

    /// The least squared distances above zero, in increasing order.
    private static double[] nearest(double[] pattern, double[][] all) {
        double[] least = new double[NEIGHBOURS];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        for (double[] other : all) {
            double square = 0;
            for (int k = 0; k < pattern.length && square < least[NEIGHBOURS - 1]; k++) {
                square = Math.fma(pattern[k] - other[k], pattern[k] - other[k], square);
            }
            if (square > 0 && square < least[NEIGHBOURS - 1]) {
                int at = NEIGHBOURS - 1;
                for (; at > 0 && least[at - 1] > square; at--) {
                    least[at] = least[at - 1];
                }
                least[at] = square;
            }
        }
        return least;
    }
}
