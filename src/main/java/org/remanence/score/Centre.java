package org.remanence.score;

import org.remanence.lab.Lab;
import org.remanence.tensor.Rows;

/// A point amid the patterns, and how far they reach from it. Subtracting the point costs nothing and keeps the products
/// small, hence exact.
///
/// @param point c, the mean of at most 4096 patterns spread over the set, `[d]`
/// @param radius max_μ |a_μ − c| over all patterns, rounded up
record Centre(double[] point, double radius) {
    private static final int BLOCK = 64;
    private static final long CHUNK = 4096;

    /// Reads every pattern once.
    /// @throws IllegalArgumentException if a pattern holds NaN or infinity
    static Centre of(Rows patterns, Lab lab) {
        double[] point = mean(patterns);
        int chunks = Math.toIntExact(Math.ceilDiv(patterns.rows(), CHUNK));
        double[] farthest = new double[chunks];
        lab.parallel(chunks, chunk -> farthest[chunk] = farthest(patterns, point, chunk * CHUNK));
        double widest = 0;
        for (double each : farthest) {
            widest = Math.max(widest, each);
        }
        return new Centre(point, Math.sqrt(widest) * (1 + 0x1p-40 * point.length));
    }

    private static double[] mean(Rows patterns) {
        int d = patterns.columns();
        double[] mean = new double[d];
        double[] rows = new double[BLOCK * d];
        long blocks = Math.min(BLOCK, Math.ceilDiv(patterns.rows(), BLOCK));
        long used = 0;
        for (long block = 0; block < blocks; block++) {
            long first = patterns.rows() / blocks * block;
            int count = (int) Math.min(BLOCK, patterns.rows() - first);
            patterns.copy(first, count, rows, 0);
            for (int i = 0; i < count * d; i++) {
                mean[i % d] += rows[i];
            }
            used += count;
        }
        for (int k = 0; k < d; k++) {
            mean[k] /= used;
        }
        return mean;
    }

    private static double farthest(Rows patterns, double[] point, long from) {
        int d = point.length;
        double[] rows = new double[BLOCK * d];
        double farthest = 0;
        for (long first = from; first < Math.min(from + CHUNK, patterns.rows()); first += BLOCK) {
            int count = (int) Math.min(BLOCK, Math.min(from + CHUNK, patterns.rows()) - first);
            patterns.copy(first, count, rows, 0);
            for (int i = 0; i < count; i++) {
                double square = 0;
                for (int k = 0; k < d; k++) {
                    double b = rows[i * d + k] - point[k];
                    square += b * b;
                }
                if (!Double.isFinite(square)) {
                    throw new IllegalArgumentException("patterns must be finite and below 1e150 in size, got NaN, infinity or more in row " + (first + i));
                }
                farthest = Math.max(farthest, square);
            }
        }
        return farthest;
    }
}
