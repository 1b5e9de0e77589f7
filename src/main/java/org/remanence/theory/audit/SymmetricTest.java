package org.remanence.theory.audit;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Tests whether a model treats training set and points held out alike. Null hypothesis: given samples and the pool of both, which n
/// of the n + m points of the pool are the training set is uniform. It holds for any model that has copied nothing, however bad.
///
/// Each point of the pool keeps its closest sample; the points with one are ranked by that closeness, those held out first among
/// equals; labels of the first are hypergeometric.
/// @param scan of the ranking
/// @param nearestTrain A, samples whose nearest point is of the training set
/// @param expected N n/(n + m)
/// @param variance of A under the null hypothesis, hubs included
/// @param copied points of the training set among the first ranks that hold at most a share q of decoys; their indices, ascending
/// @param samples N
/// @param train n
/// @param heldOut m
public record SymmetricTest(EnrichmentScan scan, long nearestTrain, double expected, double variance, long[] copied, int samples, long train,
        long heldOut) {
    private static final double ROUNDING = 0x1p-48;

    /// @param nearest index in the pool of each sample's nearest point: training set from 0, then points held out from n
    /// @param closeness of each sample to the pool
    /// @param train n
    /// @param heldOut m
    /// @param q tolerated share of decoys
    public static SymmetricTest of(long[] nearest, double[] closeness, long train, long heldOut, double q) {
        Map<Long, Point> points = new HashMap<>();
        for (int i = 0; i < nearest.length; i++) {
            points.merge(nearest[i], new Point(nearest[i], nearest[i] < train, closeness[i], 1), Point::and);
        }
        List<Point> ranked = points.values().stream().sorted(Comparator.comparingDouble(Point::best).thenComparing(Point::target)
                .thenComparingLong(Point::index)).toList();
        boolean[] good = new boolean[ranked.size()];
        for (int rank = 0; rank < good.length; rank++) {
            good[rank] = ranked.get(rank).target;
        }
        double total = (double) train + heldOut;
        double mean = nearest.length / total;
        double squares = points.values().stream().mapToDouble(each -> (each.samples - mean) * (each.samples - mean)).sum()
                + (total - points.size()) * mean * mean;
        long inTrain = points.values().stream().filter(Point::target).mapToLong(Point::samples).sum();
        return new SymmetricTest(EnrichmentScan.of(good, Math.toIntExact(train + heldOut), Math.toIntExact(train), true), inTrain,
                train / total * nearest.length, train * (heldOut / total) / (total - 1) * squares,
                copied(ranked, (double) train / heldOut, q), nearest.length, train, heldOut);
    }

    /// A point of the pool next to some samples.
    /// @param index in the pool
    /// @param target whether it is of the training set
    /// @param best closeness of its closest sample
    /// @param samples how many
    private record Point(long index, boolean target, double best, long samples) {
        Point and(Point other) {
            return new Point(index, target, Math.min(best, other.best), samples + other.samples);
        }
    }

    /// Of the longest head with few enough decoys.
    private static long[] copied(List<Point> ranked, double odds, double q) {
        int targets = 0;
        int cut = 0;
        for (int rank = 0; rank < ranked.size(); rank++) {
            targets += ranked.get(rank).target ? 1 : 0;
            if (targets > 0 && odds * (2 + rank - targets) / targets <= q * (1 + ROUNDING)) {
                cut = rank + 1;
            }
        }
        return ranked.stream().limit(cut).filter(Point::target).mapToLong(Point::index).sorted().toArray();
    }

    /// (A − expected) in standard deviations; 0 where A cannot vary.
    public double z() {
        return variance > 0 ? (nearestTrain - expected) / Math.sqrt(variance) : 0;
    }

    /// Share of samples that lean to the training set beyond chance, (A/N − ρ)/(1 − ρ) with ρ = n/(n + m).
    public double copiedFraction() {
        double share = train / ((double) train + heldOut);
        return ((double) nearestTrain / samples - share) / (1 - share);
    }

    /// So many different patterns must be copied before the test can reject: ln(scans/level)/ln(1 + m/n).
    public double copiesNeeded(double level) {
        return copiesNeeded(train, heldOut, level, scan.scanned().length);
    }

    static double copiesNeeded(double train, double heldOut, double level, int scans) {
        return Math.log(scans / level) / Math.log1p(heldOut / train);
    }
}
