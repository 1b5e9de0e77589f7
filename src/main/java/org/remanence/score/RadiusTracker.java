package org.remanence.score;

import java.util.concurrent.atomic.DoubleAccumulator;
import org.remanence.session.Session;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;
import org.remanence.text.BadInput;

/// Patterns that notice, while they are read, how far they lie from a point. A pass over all of them then knows the radius
/// its rounding bound needs, and patterns that are generated, or streamed from a disk, are not read twice.
final class RadiusTracker implements Rows {
    private static final int BLOCK = 64;
    private static final long CHUNK = 4096;

    private final Rows patterns;
    private final double[] point;
    private final DoubleAccumulator farthest = new DoubleAccumulator(Math::max, 0);

    /// @param point c, `[d]`
    RadiusTracker(Rows patterns, double[] point) {
        this.patterns = patterns;
        this.point = point;
    }

    /// Reads every pattern, for nothing else.
    static double of(Rows patterns, double[] point, Session session) {
        return of(patterns, point, 0, patterns.rows(), session);
    }

    /// Reads patterns `from` to `to − 1`, for nothing else.
    static double of(Rows patterns, double[] point, long from, long to, Session session) {
        RadiusTracker reach = new RadiusTracker(patterns, point);
        session.parallel(Math.toIntExact(Math.ceilDiv(to - from, CHUNK)), chunk -> {
            double[] values = new double[BLOCK * point.length];
            long end = Math.min(from + (chunk + 1) * CHUNK, to);
            for (long first = from + chunk * CHUNK; first < end; first += BLOCK) {
                reach.copy(first, (int) Math.min(BLOCK, end - first), values, 0);
            }
        });
        return reach.radius();
    }

    /// max_μ |a_μ − c| over the patterns read so far, rounded up: the same number however they were read.
    double radius() {
        return Math.sqrt(farthest.get()) * (1 + 0x1p-40 * point.length);
    }

    @Override
    public long rows() {
        return patterns.rows();
    }

    @Override
    public int columns() {
        return patterns.columns();
    }

    @Override
    public Precision precision() {
        return patterns.precision();
    }

    /// @throws IllegalArgumentException if a pattern holds NaN or infinity
    @Override
    public void copy(long first, int count, double[] into, int offset) {
        patterns.copy(first, count, into, offset);
        double widest = 0;
        for (int i = 0; i < count; i++) {
            widest = Math.max(widest, finite(square(into, offset + i * point.length), first + i));
        }
        farthest.accumulate(widest);
    }

    @Override
    public void copy(long first, int count, float[] into, int offset) {
        patterns.copy(first, count, into, offset);
        double widest = 0;
        for (int i = 0; i < count; i++) {
            widest = Math.max(widest, finite(square(into, offset + i * point.length), first + i));
        }
        farthest.accumulate(widest);
    }

    /// |a − c|² in two chains of additions.
    private double square(double[] row, int at) {
        double even = 0;
        double odd = 0;
        for (int k = 0; k < point.length - 1; k += 2) {
            double one = row[at + k] - point[k];
            double two = row[at + k + 1] - point[k + 1];
            even = Math.fma(one, one, even);
            odd = Math.fma(two, two, odd);
        }
        double last = point.length % 2 == 0 ? 0 : row[at + point.length - 1] - point[point.length - 1];
        return even + odd + last * last;
    }

    private double square(float[] row, int at) {
        double even = 0;
        double odd = 0;
        for (int k = 0; k < point.length - 1; k += 2) {
            double one = row[at + k] - point[k];
            double two = row[at + k + 1] - point[k + 1];
            even = Math.fma(one, one, even);
            odd = Math.fma(two, two, odd);
        }
        double last = point.length % 2 == 0 ? 0 : row[at + point.length - 1] - point[point.length - 1];
        return even + odd + last * last;
    }

    private static double finite(double square, long row) {
        if (!Double.isFinite(square)) {
            throw new BadInput("patterns must be finite and below 1e150 in size, got NaN, infinity or more in row " + row);
        }
        return square;
    }
}
