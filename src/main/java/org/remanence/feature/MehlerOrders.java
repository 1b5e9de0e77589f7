package org.remanence.feature;

import java.util.Arrays;

/// How many orders of Mehler's series are needed.
///
/// What is left out of a pair is at most `|R|^{S+1} T`, with T the share of E σ² above order S (Cauchy and Schwarz). R is the
/// cosine of
/// two random directions, whose powers have the mean square `E R^{2k} = Π_{j<k} (2j + 1)/(d + 2j)`.
final class MehlerOrders {
    /// For patterns in many dimensions: it errs by 6e-6 for tanh at d = 60, less than the scatter between realizations.
    static final int USUAL = 5;
    private static final int MANY_DIMENSIONS = 50;
    private static final int MOST = 49;
    private static final double LEFT_OUT = 1e-13;
    private static final double FARTHEST = 5;
    private static final double STEP = 0.25;

    private MehlerOrders() { }

    /// Over patterns: each order costs a matrix product.
    static int overPatterns(FeatureFunction function, double[] widths, int dimension) {
        return dimension >= MANY_DIMENSIONS ? USUAL : complete(function, widths, dimension);
    }

    /// As many as double precision can tell, up to a bound that functions with a kink reach in few dimensions.
    static int complete(FeatureFunction function, double[] widths, int dimension) {
        double[] tail = tail(function, Arrays.stream(widths).max().orElseThrow());
        double square = 1;
        for (int order = 0; order < MOST; order++) {
            square *= (2 * order + 1.0) / (dimension + 2 * order);
            if (order + 1 >= USUAL && Math.sqrt(square) * tail[order] < LEFT_OUT) {
                return order + 1;
            }
        }
        return MOST;
    }

    /// E σ² less the orders up to each, at the worst of some drives.
    private static double[] tail(FeatureFunction function, double width) {
        double[] tail = new double[MOST];
        double[][] moments = new double[MOST][1];
        NoiseAverages averages = NoiseAverages.direct(function, new double[] {width});
        for (double g = 0; g <= FARTHEST; g += STEP) {
            double left = averages.row(0, new double[] {g}, moments);
            for (int k = 0; k < MOST; k++) {
                left -= moments[k][0] * moments[k][0];
                tail[k] = Math.max(tail[k], left);
            }
        }
        return tail;
    }
}
