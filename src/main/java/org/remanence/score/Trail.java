package org.remanence.score;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.remanence.kernel.DirectScoring;
import org.remanence.kernel.Distance;
import org.remanence.kernel.Moments;
import org.remanence.kernel.Rounding;
import org.remanence.kernel.States;
import org.remanence.kernel.Tiles;
import org.remanence.kernel.Tiling;
import org.remanence.kernel.WatchedTiles;
import org.remanence.lab.Lab;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// Where each state of a batch was when it was last compared with all patterns, in units of the data (y = x/s), and how near
/// the nearest pattern of each tile was then.
///
/// A state that has moved by δ since lies no nearer than D − δ to the patterns of a tile that was at distance D. The pattern
/// that was nearest gives a lower bound on the largest log-weight; a tile all of whose log-weights lie below that by more than a cut,
/// whose exponential times n is the precision's rounding, is skipped. The rest is scored directly, in double. What happens to a
/// state depends on its own past alone.
final class Trail {
    /// A state to which more than one tile in so many matters is compared with all patterns by products, and remembered anew:
    /// from measurement.
    private static final int SHARE = 32;
    /// Tiles from which on scoring one of them directly is cheaper than the products with all.
    private static final int LEAST = 16;
    /// Relative rounding of squares, roots and quotients of a bound, amply.
    private static final double SLACK = 0x1p-40;

    private final Rows patterns;
    private final Distance distance;
    private final double tolerance;
    private final double cut;
    private final Lab lab;
    private final double[][] places;
    private final float[][] nearest;
    private final Tiling[] tilings;
    private final long[] patternOf;

    /// @param states B; 0 follows nobody
    /// @param tolerance bound on the rounding of a direct log-weight beyond which products may be better, in nats
    Trail(int states, Rows patterns, Precision precision, double tolerance, Distance distance, Lab lab) {
        this.patterns = patterns;
        this.distance = distance;
        this.tolerance = tolerance;
        this.cut = Math.log(patterns.rows()) - Math.log(precision.unitRoundoff());
        this.lab = lab;
        this.places = new double[states][];
        this.nearest = new float[states][];
        this.tilings = new Tiling[states];
        this.patternOf = new long[states];
    }

    /// B.
    int states() {
        return places.length;
    }

    /// Settles the states for which few tiles can matter.
    /// @param settled learns which, `[B]`
    void settle(States all, PosteriorResult result, boolean weighted, boolean[] settled) {
        if (states() == 0) {
            return;
        }
        double[] radius = new double[states()];
        lab.parallel(states(), b -> {
            radius[b] = places[b] == null ? Double.POSITIVE_INFINITY : radius(all, b);
            settled[b] = isFew(b, radius[b]);
        });
        int[] which = IntStream.range(0, settled.length).filter(b -> settled[b]).toArray();
        if (which.length == 0) {
            return;
        }
        Moments moments = Moments.neutral(which.length, weighted ? all.dimension() : 0);
        long[] scored = new long[which.length];
        double[] skipped = new double[which.length];
        lab.parallel(which.length, i -> {
            int b = which[i];
            scored[i] = absorb(all, b, radius[b], i, moments);
            skipped[i] = skipped(all, b, radius[b], patterns.rows() - scored[i], moments.largest()[i]);
            patternOf[b] = moments.nearest()[i];
        });
        result.takePruned(which, moments, scored, skipped);
    }

    /// Patterns farther than this from where the state was cannot matter; infinite where direct log-weights would not do.
    private double radius(States all, int b) {
        double[] pattern = new double[all.dimension()];
        patterns.copy(patternOf[b], 1, pattern, 0);
        double log = new DirectScoring(all, distance).log(pattern, 0, b);
        if (!(Rounding.direct(all.dimension(), log - cut) <= tolerance)) {
            return Double.POSITIVE_INFINITY;
        }
        double reach = Math.sqrt(2 * all.variance() * (cut - log)) / all.scale();
        return (reach + moved(all, b)) * (1 + SLACK);
    }

    /// δ, rounded up.
    private double moved(States all, int b) {
        int d = all.dimension();
        double square = 0;
        double size = 0;
        for (int k = 0; k < d; k++) {
            double now = all.raw()[b * d + k] / all.scale();
            double step = now - places[b][k];
            square = Math.fma(step, step, square);
            size = Math.fma(now, now, Math.fma(places[b][k], places[b][k], size));
        }
        return Math.sqrt(square) * (1 + d * 0x1p-52) + 0x1p-48 * Math.sqrt(size);
    }

    private boolean isFew(int b, double radius) {
        if (places[b] == null || nearest[b].length < LEAST || radius == Double.POSITIVE_INFINITY) {
            return false;
        }
        int left = Math.max(1, nearest[b].length / SHARE);
        for (float bound : nearest[b]) {
            // Negated, so that NaN counts as "can matter".
            if (!(bound > radius) && --left < 0) {
                return false;
            }
        }
        return true;
    }

    /// Scores the patterns of the tiles that can matter. Returns their number.
    private long absorb(States all, int b, double radius, int row, Moments into) {
        int d = all.dimension();
        int tile = tilings[b].tile();
        double[] values = new double[tile * d];
        DirectScoring direct = new DirectScoring(all, distance);
        long scored = 0;
        for (int j = 0; j < nearest[b].length; j++) {
            if (nearest[b][j] > radius) {
                continue;
            }
            long first = (long) j * tile;
            int count = (int) Math.min(tile, patterns.rows() - first);
            patterns.copy(first, count, values, 0);
            for (int i = 0; i < count; i++) {
                direct.absorb(row, first + i, direct.log(values, i * d, b), into);
            }
            scored += count;
        }
        return scored;
    }

    /// Bound on the weight of `count` patterns in tiles beyond the radius, relative to the heaviest, of log-weight `largest`.
    private double skipped(States all, int b, double radius, long count, double largest) {
        if (count == 0) {
            return 0;
        }
        double least = Double.POSITIVE_INFINITY;
        for (float bound : nearest[b]) {
            least = bound > radius ? Math.min(least, bound) : least;
        }
        double left = (least - moved(all, b)) * (1 - SLACK) * all.scale();
        double log = -left * left / (2 * all.variance()) * (1 - SLACK);
        return count * Math.exp(log - largest + Rounding.direct(all.dimension(), largest)) * (1 + SLACK);
    }

    /// The tiles of a pass over all patterns for some of the states, which this remembers.
    Tiles watching(Tiles tiles, Tiling tiling, int[] which) {
        if (states() == 0) {
            return tiles;
        }
        int count = Math.toIntExact(Math.ceilDiv(patterns.rows(), tiling.tile()));
        for (int b : which) {
            places[b] = null;
            tilings[b] = tiling;
            if (nearest[b] == null || nearest[b].length != count) {
                nearest[b] = new float[count];
            } else {
                Arrays.fill(nearest[b], 0);
            }
        }
        return new WatchedTiles(tiles, (state, tile, least) -> nearest[which[state]][tile] = Math.nextDown((float) least));
    }

    /// Remembers where the states are that were compared with all patterns.
    /// @param settled those that were not
    void learn(States all, boolean[] settled, long[] nearestPattern) {
        int d = all.dimension();
        for (int b = 0; b < states(); b++) {
            if (!settled[b] && nearest[b] != null) {
                places[b] = new double[d];
                for (int k = 0; k < d; k++) {
                    places[b][k] = all.raw()[b * d + k] / all.scale();
                }
                patternOf[b] = nearestPattern[b];
            }
        }
    }
}
