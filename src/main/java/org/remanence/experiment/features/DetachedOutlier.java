package org.remanence.experiment.features;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.remanence.experiment.AxisValues;
import org.remanence.result.Estimate;

/// When an outlier joins the bulk, seen from where it still stands clear. Close to the transition its distance from the edge is
/// quadratic in what is left of the time, but there the edge of a finite system is blurred.
///
/// Distances are those from the edge of an infinite bulk, by [SoftEdge]. The second eigenvalue of a finite system lies below it,
/// which would move the transition to later times.
final class DetachedOutlier {
    /// How many widths of the edge an outlier that stands clear is away, in the mean.
    private static final double CLEAR = 5;
    /// Times that a straight line is laid through, at most.
    private static final int LATEST = 3;

    private DetachedOutlier() { }

    /// The time at which the mean of √(outlier − edge) vanishes, by a straight line through the latest times of a clear outlier.
    /// @param runs of several systems at all times
    /// @return [Estimate#NONE] without two such times, without a later one at which the outlier is lost, or if the distance does
    ///     not fall
    static Estimate vanishing(AxisValues times, List<List<Leading>> runs) {
        int[] order = IntStream.range(0, times.size()).boxed()
                .sorted((i, j) -> Double.compare(times.at(i), times.at(j))).mapToInt(i -> i).toArray();
        int clear = 0;
        while (clear < order.length && isClear(order[clear], runs)) {
            clear++;
        }
        if (clear < 2 || clear == order.length) {
            return Estimate.NONE;
        }
        int[] latest = Arrays.copyOfRange(order, Math.max(0, clear - LATEST), clear);
        Optional<Double> whole = root(times, latest, runs);
        double[] without = IntStream.range(0, runs.size()).mapToObj(left -> IntStream.range(0, runs.size()).filter(i -> i != left)
                .mapToObj(runs::get).toList()).map(others -> root(times, latest, others)).flatMap(Optional::stream)
                .mapToDouble(each -> each).toArray();
        return whole.isPresent() && without.length == runs.size() ? Estimate.jackknife(whole.get(), without) : Estimate.NONE;
    }

    private static boolean isClear(int at, List<List<Leading>> runs) {
        return mean(runs, run -> run.get(at).largest() - run.get(at).edge().edge()) > CLEAR * mean(runs,
                run -> run.get(at).edge().width());
    }

    private static Optional<Double> root(AxisValues times, int[] at, List<List<Leading>> runs) {
        Line line = Line.through(Arrays.stream(at).mapToDouble(times::at).toArray(),
                Arrays.stream(at).mapToDouble(k -> mean(runs, run -> distance(run.get(k)))).toArray());
        return line.slope() < 0 ? Optional.of(line.root()) : Optional.empty();
    }

    private static double distance(Leading leading) {
        return Math.sqrt(Math.max(0, leading.largest() - leading.edge().edge()));
    }

    private static double mean(List<List<Leading>> runs, ToDoubleFunction<List<Leading>> of) {
        return runs.stream().mapToDouble(of).average().orElseThrow();
    }
}
