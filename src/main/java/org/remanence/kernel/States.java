package org.remanence.kernel;

import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;

/// A batch of states made ready for a pass over patterns: each is moved so that the centre of the patterns is the origin,
/// and divided so that a log-weight is one product and one multiply-add:
/// `L = −|x − s a|²/(2v) = q·b + β |b|² − |y|²/(2v)` with `b = a − c`, `y = x − s c`, `q = y s/v`, `β = −s²/(2v)`.
public final class States {
    private static final int SHARE = 64;

    private final double[] raw;
    private final double[] centre;
    private final double[] offset;
    private final double[] distance;
    private final int dimension;
    private final double scale;
    private final double scaleRemainder;
    private final double variance;

    /// @param states `[B × d]`
    /// @param centre c, any point near the patterns
    /// @param scale s, rounded
    /// @param scaleRemainder what rounding left of s, so that `scale + scaleRemainder` has more digits
    /// @param variance v
    /// @param workers share the work
    public States(Matrix states, double[] centre, double scale, double scaleRemainder, double variance, Workers workers) {
        Check.size("columns of states", states.columns(), "dimension of the patterns", centre.length);
        int batch = Math.toIntExact(states.rows());
        this.dimension = centre.length;
        this.scale = scale;
        this.scaleRemainder = scaleRemainder;
        this.variance = variance;
        this.raw = new double[Math.multiplyExact(batch, dimension)];
        this.centre = centre;
        this.offset = new double[batch];
        this.distance = new double[batch];
        workers.run(Math.ceilDiv(batch, SHARE), share -> {
            int first = share * SHARE;
            int count = Math.min(SHARE, batch - first);
            states.copy(first, count, raw, first * dimension);
            for (int b = first; b < first + count; b++) {
                measure(b);
            }
        });
    }

    private void measure(int b) {
        double sum = 0;
        double lost = 0;
        for (int k = 0; k < dimension; k++) {
            double y = moved(b, k);
            double square = y * y;
            double total = sum + square;
            lost += square - (total - sum) + Math.fma(y, y, -square);
            sum = total;
        }
        // A number that is not finite shows in the sum, where looking for it costs nothing; finite ones may overflow there.
        if (!Double.isFinite(sum)) {
            for (int k = 0; k < dimension; k++) {
                Check.finite("state", raw[b * dimension + k]);
            }
        }
        distance[b] = Math.sqrt(sum + lost);
        offset[b] = -(sum + lost) / (2 * variance);
    }

    private double moved(int b, int k) {
        return Math.fma(-scaleRemainder, centre[k], Math.fma(-scale, centre[k], raw[b * dimension + k]));
    }

    private States(States all, int[] which) {
        this.dimension = all.dimension;
        this.scale = all.scale;
        this.scaleRemainder = all.scaleRemainder;
        this.variance = all.variance;
        this.raw = new double[which.length * dimension];
        this.centre = all.centre;
        this.offset = new double[which.length];
        this.distance = new double[which.length];
        for (int i = 0; i < which.length; i++) {
            System.arraycopy(all.raw, which[i] * dimension, raw, i * dimension, dimension);
            offset[i] = all.offset[which[i]];
            distance[i] = all.distance[which[i]];
        }
    }

    /// Some of the states, in the order given.
    public States select(int... which) {
        return which.length == count() ? this : new States(this, which);
    }

    /// Number of states, B.
    public int count() {
        return offset.length;
    }

    /// Numbers in a state, d.
    public int dimension() {
        return dimension;
    }

    /// The states as given, `[B × d]`.
    public double[] raw() {
        return raw;
    }

    /// c, as given, `[d]`.
    public double[] centre() {
        return centre;
    }

    /// Writes q = y s / v of state b, d numbers.
    public void query(int b, double[] into, int offset) {
        for (int k = 0; k < dimension; k++) {
            into[offset + k] = moved(b, k) * (scale / variance);
        }
    }

    /// β = −s²/(2v).
    public double beta() {
        return -scale * scale / (2 * variance);
    }

    /// −|y|²/(2v) of state b.
    public double offset(int b) {
        return offset[b];
    }

    /// |y| of state b.
    public double distance(int b) {
        return distance[b];
    }

    /// s, rounded.
    public double scale() {
        return scale;
    }

    /// What rounding left of s.
    public double scaleRemainder() {
        return scaleRemainder;
    }

    /// v.
    public double variance() {
        return variance;
    }
}
