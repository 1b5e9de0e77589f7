package org.remanence.feature;

import java.util.Arrays;
import org.remanence.session.RowPartition;
import org.remanence.session.Session;

/// [NoiseAverages] of a smooth function by Chebyshev series in the drive: a hundred multiply-adds a drive, in loops that
/// compilers turn into
/// vectors, instead of an integral.
///
/// The coefficients are known at a few widths of the noise; those of a feature's own width lie on the polynomial through them.
/// Errs by
/// 1e-13 of the largest value for widths that differ by a factor of 2, by 1e-11 for a factor of [#WIDEST].
final class MomentSeries implements NoiseAverages {
    /// Ratio of the largest and the least width beyond which the series are not accurate.
    static final double WIDEST = 4;
    /// Drives beyond this make the series long.
    static final double FARTHEST = 40;

    private static final int FIRST_NODES = 64;
    private static final int MOST_NODES = 1024;
    /// Of the largest coefficient of h_0 or E σ²: where rounding begins.
    private static final double RESOLVED = 4e-15;
    /// Degrees taken together.
    private static final int GROUP = 8;
    /// Drives taken together: their polynomials and sums stay in the first cache.
    private static final int CHUNK = 256;

    private final double[] widths;
    private final int functions;
    private final double reach;
    private final double[] known;
    /// `[width][function][degree]`, E σ² after the last order.
    private final double[][][] coefficients;
    /// Whether the series of a function has even or odd degrees `[function][parity]`.
    private final boolean[][] present;

    /// @param widths of all features
    /// @param orders how many, from order 0
    /// @param farthest largest |g|
    MomentSeries(FeatureFunction function, double[] widths, int orders, double farthest, Session session) {
        this.widths = widths;
        this.functions = orders + 1;
        this.reach = Math.max(1, Math.ceil(farthest));
        this.known = between(Arrays.stream(widths).min().orElseThrow(), Arrays.stream(widths).max().orElseThrow());
        int nodes = FIRST_NODES;
        while (nodes < MOST_NODES && tail(series(function, known[0], nodes, session)) > RESOLVED) {
            nodes *= 2;
        }
        this.coefficients = new double[known.length][][];
        for (int m = 0; m < known.length; m++) {
            coefficients[m] = series(function, known[m], nodes, session);
        }
        this.present = new boolean[functions][2];
        int degrees = 0;
        for (double[][] each : coefficients) {
            double least = RESOLVED * scale(each);
            for (int f = 0; f < functions; f++) {
                for (int parity = 0; parity < 2; parity++) {
                    present[f][parity] |= largest(each[f], parity, 2) > least;
                }
                for (int degree = degrees; degree < nodes; degree++) {
                    degrees = Math.abs(each[f][degree]) > least ? degree + 1 : degrees;
                }
            }
        }
        int whole = Math.ceilDiv(degrees, GROUP) * GROUP;
        for (double[][] each : coefficients) {
            Arrays.setAll(each, f -> Arrays.copyOf(each[f], whole));
        }
    }

    /// Values at the nodes of a Chebyshev polynomial, and their transform.
    private double[][] series(FeatureFunction function, double width, int nodes, Session session) {
        double[][] values = new double[functions][nodes];
        NoiseAverages direct = NoiseAverages.direct(function, new double[] {width});
        new RowPartition(session).run(nodes, 5000, (_, from, to) -> {
            double[][] moments = new double[functions - 1][1];
            for (int i = (int) from; i < to; i++) {
                values[functions - 1][i] = direct.row(0, new double[] {reach * Math.cos(Math.PI * (i + 0.5) / nodes)}, moments);
                for (int k = 0; k < moments.length; k++) {
                    values[k][i] = moments[k][0];
                }
            }
        });
        double[] cosines = new double[4 * nodes];
        Arrays.setAll(cosines, i -> Math.cos(Math.PI * i / (2.0 * nodes)));
        double[][] series = new double[functions][nodes];
        for (int f = 0; f < functions; f++) {
            for (int degree = 0; degree < nodes; degree++) {
                double sum = 0;
                for (int i = 0; i < nodes; i++) {
                    sum += cosines[degree * (2 * i + 1) % (4 * nodes)] * values[f][i];
                }
                series[f][degree] = (degree == 0 ? 1 : 2) * sum / nodes;
            }
        }
        return series;
    }

    /// What the last quarter of the degrees adds, relative.
    private static double tail(double[][] series) {
        return Arrays.stream(series).mapToDouble(each -> largest(each, each.length * 3 / 4, 1)).max()
                .orElseThrow() / scale(series);
    }

    private static double scale(double[][] series) {
        return Math.max(largest(series[0], 0, 1), largest(series[series.length - 1], 0, 1));
    }

    private static double largest(double[] series, int from, int step) {
        double largest = 0;
        for (int degree = from; degree < series.length; degree += step) {
            largest = Math.max(largest, Math.abs(series[degree]));
        }
        return largest;
    }

    @Override
    public double row(int feature, double[] drives, double[][] orders) {
        double[][] own = own(widths[feature]);
        double[][] sums = new double[functions][CHUNK];
        double[][] polynomials = new double[GROUP][CHUNK];
        double[] twice = new double[CHUNK];
        double square = 0;
        for (int from = 0; from < drives.length; from += CHUNK) {
            int count = Math.min(CHUNK, drives.length - from);
            for (int i = 0; i < count; i++) {
                twice[i] = drives[from + i] * (2 / reach);
            }
            chunk(own, twice, polynomials, sums);
            for (int k = 0; k < orders.length; k++) {
                System.arraycopy(sums[k], 0, orders[k], from, count);
            }
            for (int i = 0; i < count; i++) {
                square += sums[functions - 1][i];
            }
        }
        return square;
    }

    private void chunk(double[][] own, double[] twice, double[][] t, double[][] sums) {
        for (double[] sum : sums) {
            Arrays.fill(sum, 0);
        }
        // T_{−2} = T_2 and T_{−1} = T_1 stand before T_0 = 1.
        for (int i = 0; i < CHUNK; i++) {
            t[6][i] = Math.fma(0.5 * twice[i], twice[i], -1);
            t[7][i] = 0.5 * twice[i];
        }
        for (int degree = 0; degree < own[0].length; degree += GROUP) {
            next(twice, t[7], t[6], t[0]);
            next(twice, t[0], t[7], t[1]);
            for (int k = 2; k < GROUP; k++) {
                next(twice, t[k - 1], t[k - 2], t[k]);
            }
            for (int f = 0; f < functions; f++) {
                if (present[f][0]) {
                    add(own[f], degree, t[0], t[2], t[4], t[6], sums[f]);
                }
                if (present[f][1]) {
                    add(own[f], degree + 1, t[1], t[3], t[5], t[7], sums[f]);
                }
            }
        }
    }

    private static void next(double[] twice, double[] one, double[] two, double[] into) {
        for (int i = 0; i < CHUNK; i++) {
            into[i] = Math.fma(twice[i], one[i], -two[i]);
        }
    }

    private static void add(double[] c, int at, double[] t0, double[] t2, double[] t4, double[] t6, double[] sum) {
        double c0 = c[at];
        double c2 = c[at + 2];
        double c4 = c[at + 4];
        double c6 = c[at + 6];
        for (int i = 0; i < CHUNK; i++) {
            sum[i] = Math.fma(c0, t0[i], Math.fma(c2, t2[i], Math.fma(c4, t4[i], Math.fma(c6, t6[i], sum[i]))));
        }
    }

    /// The series of one width, by Lagrange's formula.
    private double[][] own(double width) {
        double[][] own = new double[functions][coefficients[0][0].length];
        for (int m = 0; m < known.length; m++) {
            double weight = 1;
            for (int other = 0; other < known.length; other++) {
                if (other != m) {
                    weight *= (width - known[other]) / (known[m] - known[other]);
                }
            }
            for (int f = 0; f < functions; f++) {
                double[] series = coefficients[m][f];
                for (int degree = 0; degree < series.length; degree++) {
                    own[f][degree] = Math.fma(weight, series[degree], own[f][degree]);
                }
            }
        }
        return own;
    }

    /// Chebyshev nodes between the least and the largest width, ascending; one where they are the same.
    private static double[] between(double least, double largest) {
        double ratio = largest / least;
        int count = ratio < 1 + 1e-13 ? 1 : ratio < 1.5 ? 10 : ratio < 2.5 ? 16 : 24;
        double[] between = new double[count];
        for (int m = 0; m < count; m++) {
            between[m] = 0.5 * (least + largest) - 0.5 * (largest - least)
                    * (count == 1 ? 0 : Math.cos(Math.PI * (m + 0.5) / count));
        }
        return between;
    }
}
