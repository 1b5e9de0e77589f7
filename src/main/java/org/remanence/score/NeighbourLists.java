package org.remanence.score;

import java.util.Arrays;
import org.remanence.kernel.DirectScoring;
import org.remanence.kernel.Distance;
import org.remanence.kernel.Moments;
import org.remanence.kernel.NearListener;
import org.remanence.kernel.Rounding;
import org.remanence.kernel.States;
import org.remanence.session.Session;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// What is known of each state of a batch from the calls before: its heaviest pattern, whether few patterns held the
/// weight, and, in units of the data (y = x/s), where it was when it was last compared with all patterns and which
/// patterns were near.
///
/// The heaviest pattern of before gives a lower bound on the largest log-weight now; patterns all of whose log-weights
/// lie below that by more than a cut, whose exponential times n is the precision's rounding, are skipped. So are those
/// farther from the place than a reach plus the distance δ that the state has moved since. Near patterns are scored
/// directly, in double. What happens to a state depends on its own past alone.
///
/// Source of the lists of near patterns: L. Verlet, Physical Review 159, 98 (1967).
final class NeighbourLists {
    /// Patterns for each one that may effectively hold the weight of a state that is worth screening: from measurement.
    private static final int CONCENTRATION = 128;
    /// On the square of the distance within which patterns are near.
    private static final double MARGIN = 1.25;
    /// Fewer patterns than these are as quickly compared at once.
    static final int LEAST = 2048;
    /// Covers rounding of log-weights, in nats.
    private static final double AMPLE = 0x1p-10;
    /// Relative rounding of squares, roots and quotients of a bound, amply.
    private static final double SLACK = 0x1p-40;

    private final Rows patterns;
    private final Distance distance;
    private final double tolerance;
    private final double cut;
    private final Session session;
    private final long[] heaviest;
    private final double[] heaviestLog;
    private final NeighbourList[] near;
    private final boolean[] overflowed;
    private int settled;

    /// @param states B; 0 follows nobody
    /// @param tolerance bound on the rounding of a direct log-weight beyond which products may be better, in nats
    NeighbourLists(int states, Rows patterns, Precision precision, double tolerance, Distance distance, Session session) {
        this.patterns = patterns;
        this.distance = distance;
        this.tolerance = tolerance;
        this.cut = Math.log(patterns.rows()) - Math.log(precision.unitRoundoff()) + AMPLE;
        this.session = session;
        this.heaviest = new long[states];
        this.heaviestLog = new double[states];
        this.near = new NeighbourList[states];
        this.overflowed = new boolean[states];
        Arrays.fill(heaviest, -1);
    }

    /// B.
    int states() {
        return near.length;
    }

    /// How far below the largest log-weight patterns may be skipped, in nats.
    double cut() {
        return cut;
    }

    /// Settles the states for which few patterns can matter. Returns the others.
    Selection settle(States all, PosteriorResult result) {
        Selection open = Selection.all(all.count());
        double[] radius = new double[states()];
        session.parallel(states(), b -> {
            if (heaviest[b] >= 0) {
                double[] pattern = new double[all.dimension()];
                patterns.copy(heaviest[b], 1, pattern, 0);
                heaviestLog[b] = new DirectScoring(all, distance).log(pattern, 0, b);
                radius[b] = near[b] == null ? Double.POSITIVE_INFINITY : radius(all, b);
            }
        });
        Selection which = open.filter(b -> isConcentrated(b) && near[b] != null && radius[b] <= near[b].horizon());
        settled = which.size();
        if (which.isEmpty()) {
            return open;
        }
        Moments moments = Moments.neutral(which.size(), result.isWeighted() ? all.dimension() : 0);
        long[] scored = new long[which.size()];
        double[] skipped = new double[which.size()];
        session.parallel(which.size(), i -> {
            int b = which.state(i);
            scored[i] = absorb(all, b, radius[b], i, moments);
            double rounding = 2 * Rounding.direct(all.dimension(), heaviestLog[b] - cut);
            skipped[i] = (patterns.rows() - scored[i]) * Math.exp(rounding - cut) * (1 + SLACK);
        });
        result.takePruned(which, moments, scored, skipped);
        return open.without(which);
    }

    /// How many states the last [#settle] settled.
    int settled() {
        return settled;
    }

    /// Patterns farther than this from where the state was cannot matter; infinite where direct log-weights would not
    /// do.
    private double radius(States all, int b) {
        if (!(Rounding.direct(all.dimension(), heaviestLog[b] - cut) <= tolerance)) {
            return Double.POSITIVE_INFINITY;
        }
        double reach = Math.sqrt(2 * all.variance() * (cut - heaviestLog[b])) / all.scale();
        return (reach + moved(all, b)) * (1 + SLACK);
    }

    /// δ, rounded up.
    private double moved(States all, int b) {
        int d = all.dimension();
        double[] place = near[b].place();
        double square = 0;
        double size = 0;
        for (int k = 0; k < d; k++) {
            double now = all.raw()[b * d + k] / all.scale();
            double step = now - place[k];
            square = Math.fma(step, step, square);
            size = Math.fma(now, now, Math.fma(place[k], place[k], size));
        }
        return Math.sqrt(square) * (1 + d * 0x1p-52) + 0x1p-48 * Math.sqrt(size);
    }

    /// Scores the patterns that can matter. Returns the number of those that do.
    private long absorb(States all, int b, double radius, int row, Moments into) {
        double[] values = new double[all.dimension()];
        float[] narrow = new float[all.dimension()];
        DirectScoring direct = new DirectScoring(all, distance);
        long scored = 0;
        for (int i = 0; i < near[b].count() && near[b].distance(i) <= radius; i++) {
            DirectScoring.copy(patterns, near[b].pattern(i), values, 0, narrow);
            double log = direct.log(values, 0, b);
            if (!(log < Math.max(heaviestLog[b], into.largest()[row]) - cut)) {
                direct.absorb(row, near[b].pattern(i), log, into);
                scored++;
            }
        }
        return scored;
    }

    /// Whether a state is worth screening: few patterns held its weight.
    boolean isConcentrated(int b) {
        return states() > 0 && heaviest[b] >= 0;
    }

    /// Lower bounds on the largest log-weights of some concentrated states, after [#settle].
    double[] known(States all, Selection which) {
        return which.stream().mapToDouble(b -> {
            double log = heaviestLog[b];
            return log - Rounding.direct(all.dimension(), log) - SLACK * (Math.abs(log) + Math.abs(all.offset(b)));
        }).toArray();
    }

    /// Hears of the patterns near some concentrated states.
    ///
    /// A state whose heaviest pattern lies at distance D tends to that pattern: it is going to move by no more than D
    /// √(1 − ρ) while the noise falls by the factor ρ, and then needs the patterns within r √ρ, r its reach now. The
    /// sum is never above √(D² + r²); a margin covers chance, where it can be had.
    NearListener listener(States all, Selection which) {
        double slack = 2 * SLACK;
        which.stream().forEach(b -> {
            double least = (overflowed[b] ? 1 : MARGIN) * (2 * heaviestLog[b] - cut);
            double log = least + slack * (Math.abs(least) + Math.abs(all.offset(b)));
            near[b] = new NeighbourList(place(all, b), least, log < 0 ? distance(all, log) : 0, patterns.rows());
        });
        return new NearListener() {
            @Override
            public double least(int state) {
                return near[which.state(state)].least();
            }

            @Override
            public void heard(int state, int count, long[] found, double[] logs) {
                int b = which.state(state);
                double[] distances = new double[count];
                for (int i = 0; i < count; i++) {
                    double log = logs[i] + slack * (Math.abs(logs[i]) + Math.abs(all.offset(b)));
                    distances[i] = log < 0 ? distance(all, log) : 0;
                }
                near[b].add(count, found, distances);
            }
        };
    }

    /// |x/s − a| of that log-weight, rounded down.
    private static double distance(States all, double log) {
        return Math.sqrt(-2 * all.variance() * log) / all.scale() * (1 - SLACK);
    }

    private static double[] place(States all, int b) {
        int d = all.dimension();
        double[] place = new double[d];
        for (int k = 0; k < d; k++) {
            place[k] = all.raw()[b * d + k] / all.scale();
        }
        return place;
    }

    /// Remembers what came out.
    /// @param unlisted what [#settle] left
    /// @param heard those of whose patterns a [#listener] heard to the end
    void learn(Posterior posterior, Selection unlisted, Selection heard) {
        for (int b = 0; b < states(); b++) {
            double effective = 1 / posterior.participation()[b];
            boolean concentrated = effective <= Math.max(1, (double) patterns.rows() / CONCENTRATION);
            heaviest[b] = concentrated ? posterior.nearest()[b] : -1;
            if (unlisted.has(b)) {
                overflowed[b] = !heard.has(b) || !near[b].isWhole();
                near[b] = overflowed[b] ? null : near[b].sorted();
            }
        }
    }
}
