package org.remanence.score;

import org.remanence.session.Session;
import org.remanence.tensor.Rows;

/// A point amid the patterns, and how far they reach from it. Subtracting the point costs nothing and keeps the products
/// small, hence exact.
///
/// @param point c, the mean of at most 4096 patterns spread over the set, rounded to float, `[d]`
/// @param radius max_μ |a_μ − c|, rounded up, over all patterns if they have been `read`, else over those 4096
/// @param read whether all patterns have been read
record Centre(double[] point, double radius, boolean read) {
    private static final int BLOCK = 64;

    /// Reads at most 4096 patterns.
    /// @throws IllegalArgumentException if one holds NaN or infinity
    static Centre of(Rows patterns) {
        double[] point = mean(patterns);
        RadiusTracker reach = new RadiusTracker(patterns, point);
        sample(patterns.rows(), (first, count) -> reach.copy(first, count, new double[BLOCK * point.length], 0));
        return new Centre(point, reach.radius(), patterns.rows() <= BLOCK);
    }

    /// The same point, after all patterns have been read: now, for nothing else, if they have not been before.
    Centre reaching(Rows patterns, Session session) {
        return read ? this : reaching(RadiusTracker.of(patterns, point, session));
    }

    /// The same point, after all patterns have been read.
    Centre reaching(double radius) {
        return new Centre(point, radius, true);
    }

    @FunctionalInterface
    private interface Sample {
        void visit(long first, int count);
    }

    private static void sample(long rows, Sample visitor) {
        long blocks = Math.min(BLOCK, Math.ceilDiv(rows, BLOCK));
        for (long block = 0; block < blocks; block++) {
            long first = rows / blocks * block;
            visitor.visit(first, (int) Math.min(BLOCK, rows - first));
        }
    }

    private static double[] mean(Rows patterns) {
        int d = patterns.columns();
        double[] mean = new double[d];
        double[] rows = new double[BLOCK * d];
        long[] used = new long[1];
        sample(patterns.rows(), (first, count) -> {
            patterns.copy(first, count, rows, 0);
            for (int i = 0; i < count * d; i++) {
                mean[i % d] += rows[i];
            }
            used[0] += count;
        });
        for (int k = 0; k < d; k++) {
            mean[k] = (float) (mean[k] / used[0]);
        }
        return mean;
    }
}
