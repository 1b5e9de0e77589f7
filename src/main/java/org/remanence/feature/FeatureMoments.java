package org.remanence.feature;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.remanence.linalg.Blas;
import org.remanence.linalg.Operand;
import org.remanence.session.Session;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;

/// Second moments of the features of noised data: `U = E φ φᵀ` and `V = E φ ξᵀ`, exact in the average over the noise ξ.
///
/// With g_i = s W_i·x/√d, the Hermite moments H_k of [FeatureFunction] and R_ij the cosine between the rows of W,
/// `U_ij = Σ_k R_ij^k/k! mean H_k(g_i) H_k(g_j)` for i ≠ j: one matrix product an order. From d = 50 on the series is cut at
/// order 4,
/// which errs by 6e-6 for tanh at d = 60; below, where rounding begins. The diagonal and V are exact.
/// @param second U, `[p × p]`, symmetric
/// @param cross V, `[p × d]`
/// Source: derived (Mehler and Stein).
public record FeatureMoments(Matrix second, Matrix cross) {
    private static final int TILE = 1024;
    private static final int ROWS = 128;
    /// Drives for which the preparation of series pays.
    private static final long WORTH_A_SERIES = 10_000;
    /// Multiplications worth telling of.
    private static final double LONG = 2e10;

    /// Over a set of patterns, a mean over each and its noise; memory for p (2 p + 5 · 1024) numbers, 5/2 n p² multiplications.
    /// @param patterns `[n × d]`
    /// @param time of the Ornstein–Uhlenbeck process, > 0
    public static FeatureMoments of(RandomFeatures features, Matrix patterns, double time, Session session) {
        double noise = Math.sqrt(-Math.expm1(-2 * Check.positive("time", time)));
        double[] widths = features.lengths();
        for (int i = 0; i < widths.length; i++) {
            widths[i] *= noise;
        }
        double factor = Math.exp(-time) / Math.sqrt(features.dimension());
        int orders = MehlerOrders.overPatterns(features.function(), widths, features.dimension());
        return of(features, features.weights(), new Drive(patterns, factor), widths, orders, session);
    }

    /// Over Gaussian data of independent coordinates: nothing drives the features but what is noise to them.
    /// @param variances of the noised coordinates, s² σ_k² + v, `[d]`
    public static FeatureMoments population(RandomFeatures features, double[] variances, double time, Session session) {
        return population(features, Matrix.zeros(1, variances.length), variances, time, session);
    }

    /// Over a mixture of Gaussians of equal weight and one width, of independent coordinates: the centres drive the features, all
    /// else is noise to them.
    /// @param centres `[K × d]`
    /// @param variances of the noised coordinates in a cluster, s² σ_k² + v, `[d]`
    public static FeatureMoments population(RandomFeatures features, Matrix centres, double[] variances, double time,
            Session session) {
        int p = features.features();
        int d = features.dimension();
        Check.size("columns of the centres", centres.columns(), "dimension of the features", d);
        Check.size("variances", variances.length, "dimension of the features", d);
        Matrix scaled = Matrix.zeros(p, d);
        double[] widths = new double[p];
        for (int i = 0; i < p; i++) {
            double[] row = features.weights().row(i);
            double square = 0;
            for (int k = 0; k < d; k++) {
                row[k] *= Math.sqrt(variances[k]);
                square += row[k] * row[k];
            }
            scaled.setRow(i, row);
            widths[i] = Math.sqrt(square / d);
        }
        double noise = Math.sqrt(-Math.expm1(-2 * time));
        double[] own = features.lengths();
        // The noise is a part of the whole: V_i = E σ' · √v W_i/√d, and E σ' = H_1/width.
        for (int i = 0; i < p; i++) {
            own[i] *= noise;
        }
        int orders = MehlerOrders.complete(features.function(), widths, d);
        FeatureMoments whole = of(features, scaled, new Drive(centres, Math.exp(-time) / Math.sqrt(d)), widths, orders, session);
        for (int i = 0; i < p; i++) {
            double[] row = whole.cross.row(i);
            for (int k = 0; k < d; k++) {
                row[k] *= own[i] / widths[i];
            }
            whole.cross.setRow(i, row);
        }
        return whole;
    }

    /// What drives the features: `g = factor W x`, and their shifts.
    private record Drive(Matrix patterns, double factor) { }

    /// @param directions rows whose cosines correlate the features
    /// @param widths standard deviations of what is averaged over, `[p]`
    private static FeatureMoments of(RandomFeatures features, Matrix directions, Drive drive, double[] widths, int orders,
            Session session) {
        int p = features.features();
        int n = Math.toIntExact(drive.patterns.rows());
        int tiles = Math.ceilDiv(n, TILE);
        double[] diagonal = new double[p];
        double[] first = new double[p];
        boolean told = (double) orders * n * p * p > LONG;
        try (Arena arena = Arena.ofShared(); MehlerSum sum = new MehlerSum(units(directions), session)) {
            if (told) {
                session.progress().begin("feature moments", (long) tiles * sum.pairs());
            }
            MemorySegment[] memory = new MemorySegment[orders];
            Arrays.setAll(memory, _ -> arena.allocate(8L * p * Math.ceilDiv(n, tiles), 64));
            for (int tile = 0; tile < tiles; tile++) {
                long from = (long) n * tile / tiles;
                long to = (long) n * (tile + 1) / tiles;
                Matrix[] moments = new Matrix[orders];
                Arrays.setAll(moments, k -> Matrix.over(memory[k].asSlice(0, 8 * p * (to - from)), p, (int) (to - from)));
                average(features, new Drive(drive.patterns.slice(from, to - from), drive.factor), widths, moments, diagonal,
                        first, session);
                sum.add(moments, 1.0 / n, told ? () -> session.progress().advance(1) : () -> { });
            }
            if (told) {
                session.progress().end();
            }
            for (int i = 0; i < p; i++) {
                diagonal[i] /= n;
                first[i] /= n;
            }
            return new FeatureMoments(sum.with(diagonal), cross(features, first));
        }
    }

    /// Fills the moments of a tile, adds to the sums of E σ² and of h_1.
    private static void average(RandomFeatures features, Drive drive, double[] widths, Matrix[] moments, double[] diagonal,
            double[] first,
            Session session) {
        int p = widths.length;
        int count = moments[0].columns();
        int shares = Math.ceilDiv(p, ROWS);
        double[] farthest = new double[shares];
        session.parallel(shares, share -> {
            Matrix into = rows(moments[0], share);
            Blas.get().gemm(drive.factor, rows(features.weights(), share), Operand.PLAIN, drive.patterns, Operand.TRANSPOSED, 0,
                    into);
            for (long i = 0; i < into.rows(); i++) {
                double shift = features.shifts()[(int) (share * ROWS + i)];
                double[] drives = into.row(i);
                for (int nu = 0; nu < count; nu++) {
                    drives[nu] += shift;
                    farthest[share] = Math.max(farthest[share], Math.abs(drives[nu]));
                }
                into.setRow(i, drives);
            }
        });
        NoiseAverages averages = averages(features.function(), widths, moments.length, count, Arrays.stream(farthest).max()
                .orElseThrow(), session);
        session.parallel(shares, share -> {
            double[] drives = new double[count];
            double[][] row = new double[moments.length][count];
            for (int i = share * ROWS; i < Math.min(p, (share + 1) * ROWS); i++) {
                moments[0].copy(i, 1, drives, 0);
                diagonal[i] += averages.row(i, drives, row);
                for (double each : row[1]) {
                    first[i] += each;
                }
                for (int k = 0; k < row.length; k++) {
                    moments[k].setRow(i, row[k]);
                }
            }
        });
    }

    private static NoiseAverages averages(FeatureFunction function, double[] widths, int orders, int drives, double farthest,
            Session session) {
        double ratio = Arrays.stream(widths).max().orElseThrow() / Arrays.stream(widths).min().orElseThrow();
        boolean series = function.smooth() && (long) widths.length * drives >= WORTH_A_SERIES && ratio <= MomentSeries.WIDEST
                && farthest <= MomentSeries.FARTHEST;
        return series ? new MomentSeries(function, widths, orders, farthest, session) : NoiseAverages.direct(function, widths);
    }

    private static Matrix rows(Matrix matrix, int share) {
        return matrix.slice((long) share * ROWS, Math.min(ROWS, matrix.rows() - (long) share * ROWS));
    }

    private static Matrix units(Matrix directions) {
        Matrix units = Matrix.zeros(directions.rows(), directions.columns());
        for (long i = 0; i < directions.rows(); i++) {
            double[] row = directions.row(i);
            double length = Math.sqrt(Arrays.stream(row).map(each -> each * each).sum());
            units.setRow(i, Arrays.stream(row).map(each -> each / length).toArray());
        }
        return units;
    }

    /// V_i = mean H_1(g_i) W_i/|W_i|.
    private static Matrix cross(RandomFeatures features, double[] first) {
        Matrix cross = Matrix.zeros(features.features(), features.dimension());
        double[] lengths = features.lengths();
        for (int i = 0; i < first.length; i++) {
            double[] row = features.weights().row(i);
            for (int k = 0; k < row.length; k++) {
                row[k] *= first[i] / (lengths[i] * Math.sqrt(row.length));
            }
            cross.setRow(i, row);
        }
        return cross;
    }
}
