package org.remanence.experiment.audit;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.remanence.kernel.Distance;
import org.remanence.kernel.Kernels;
import org.remanence.random.RandomStream;
import org.remanence.score.NearestPatterns;
import org.remanence.score.NearestTable;
import org.remanence.session.Session;
import org.remanence.tensor.Rows;
import org.remanence.theory.audit.Conformal;

/// The training set held against itself: when two patterns are the same, and how close its patterns are to the others.
/// @param within δ, a quarter of the median distance of a pattern to the nearest other one
/// @param rows of the patterns asked, ascending
/// @param own their closeness to all others
/// @param patterns the same patterns
record TrainingReference(double within, long[] rows, Closeness own, Rows patterns) {
    /// Patterns that decide δ.
    private static final int MEDIAN_OF = 2000;
    /// Patterns held against the others.
    private static final int ASKED = 20_000;

    static TrainingReference of(NearestPatterns search, Session session) {
        double within = within(search, session.stream("same within"));
        long[] rows = some(search.patterns().rows(), ASKED, session.stream("calibration"));
        Rows patterns = GatheredRows.of(search.patterns(), rows);
        return new TrainingReference(within, rows, Closeness.leaveOneOut(patterns, search, rows, within, session), patterns);
    }

    private static double within(NearestPatterns search, RandomStream stream) {
        long[] rows = some(search.patterns().rows(), MEDIAN_OF, stream);
        NearestTable lists = search.of(GatheredRows.of(search.patterns(), rows), 2);
        double[] distance = IntStream.range(0, rows.length).mapToDouble(i -> lists.distance(i, lists.pattern(i, 0) == rows[i] ? 1 : 0))
                .sorted().toArray();
        int k = distance.length / 2;
        return (distance.length % 2 == 1 ? distance[k] : (distance[k - 1] + distance[k]) / 2) / 4;
    }

    /// All rows, or so many different ones at random, ascending.
    private static long[] some(long of, int most, RandomStream stream) {
        if (of <= most) {
            return IntStream.range(0, (int) of).mapToLong(i -> i).toArray();
        }
        Set<Long> chosen = new HashSet<>();
        for (long i = 0; chosen.size() < most; i++) {
            chosen.add(stream.below(i, 0, of));
        }
        return chosen.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    /// Conservative conformal p-values without points held out: a pattern counts if it is as close to the others as the sample to
    /// all, or if the sample would be its nearest neighbour.
    /// @param closeness of the samples
    double[] values(Rows samples, Closeness closeness, Session session) {
        int count = rows.length;
        double[] sorted = own.value().clone();
        Arrays.sort(sorted);
        int[] hits = Arrays.stream(closeness.value()).mapToInt(value -> Conformal.atMost(sorted, value)).toArray();
        int k = (int) Math.min(Closeness.LISTED, samples.rows());
        NearestTable lists = new NearestPatterns(samples, session).of(patterns, k);
        for (int u = 0; u < count; u++) {
            for (int x : nearer(samples, lists, u)) {
                hits[x] += own.value()[u] > closeness.value()[x] ? 1 : 0;
            }
        }
        return Arrays.stream(hits).mapToDouble(each -> (1.0 + each) / (1 + count)).toArray();
    }

    /// The samples not farther from a pattern than its nearest other pattern.
    private int[] nearer(Rows samples, NearestTable lists, int u) {
        double reach = own.distance()[u];
        int last = lists.wanted() - 1;
        if (lists.wanted() == samples.rows() || lists.distance(u, last) > reach) {
            return IntStream.range(0, lists.wanted()).filter(i -> lists.distance(u, i) <= reach).map(i -> (int) lists.pattern(u, i)).toArray();
        }
        Distance direct = Kernels.get().distance();
        int d = samples.columns();
        double[] pattern = new double[d];
        double[] sample = new double[d];
        double[] residual = new double[d];
        patterns.copy(u, 1, pattern, 0);
        return IntStream.range(0, (int) samples.rows()).filter(x -> {
            samples.copy(x, 1, sample, 0);
            return Math.sqrt(direct.squared(sample, 0, pattern, 0, d, 1, 0, residual)) <= reach;
        }).toArray();
    }

    /// Patterns with another one within δ, in the whole training set as far as those asked tell.
    /// @param patterns n
    long near(long patterns) {
        long near = Arrays.stream(own.distance()).filter(each -> each <= within).count();
        return Math.round((double) near * patterns / rows.length);
    }
}
