package org.remanence.experiment.measure;

import java.util.Arrays;
import org.remanence.process.TimeGrid;
import org.remanence.result.Estimate;
import org.remanence.result.Histogram;
import org.remanence.sampler.StepObserver;
import org.remanence.score.EmpiricalScore;
import org.remanence.tensor.Matrix;

/// Watches the nearest pattern of each trajectory and remembers when it changed for the last time on the way to the data.
///
/// The time is that of the grid just after the change, so it is resolved to one step. A trajectory whose neighbour never
/// changes counts with the starting time.
public final class LastChange implements StepObserver {
    private final EmpiricalScore score;
    private final long[] nearest;
    private final double[] last;

    /// @param paths number of trajectories
    /// @param score of the patterns
    public LastChange(int paths, EmpiricalScore score) {
        this.score = score;
        this.nearest = new long[paths];
        this.last = new double[paths];
        Arrays.fill(nearest, -1);
    }

    @Override
    public void at(int step, double time, Matrix states, long firstIndex) {
        long[] now = score.moments(states, time).nearest();
        for (int b = 0; b < now.length; b++) {
            int path = (int) firstIndex + b;
            if (nearest[path] != now[b]) {
                nearest[path] = now[b];
                last[path] = time;
            }
        }
    }

    /// All that is told of them.
    /// @param grid of the trajectories
    public Summary summary(TimeGrid grid) {
        return new Summary(median(grid), Estimate.of(last), Estimate.standardDeviation(last), step(grid), histogram(grid), last.clone());
    }

    /// When the nearest pattern of a trajectory changes for the last time.
    /// @param median of the trajectories; its error includes the step of the time grid
    /// @param mean of the trajectories
    /// @param standardDeviation among the trajectories
    /// @param resolution step of the time grid at the median
    /// @param histogram of the trajectories, over the steps of the grid
    /// @param times one a trajectory
    public record Summary(Estimate median, Estimate mean, Estimate standardDeviation, double resolution, Histogram histogram,
                          double[] times) {
        /// Nothing was watched.
        public static final Summary NONE = new Summary(Estimate.NONE, Estimate.NONE, Estimate.NONE, Double.NaN,
                new Histogram("time", new double[1], new long[0], 0), new double[0]);
    }

    /// Their median. Its error includes that of a change anywhere within a step of the grid.
    private Estimate median(TimeGrid grid) {
        Estimate median = Estimate.median(last);
        return new Estimate(median.mean(), Math.hypot(median.stderr(), step(grid) / Math.sqrt(12)), median.count());
    }

    /// Length of the step that ends at the median.
    private double step(TimeGrid grid) {
        double median = Estimate.median(last).mean();
        double above = grid.start();
        for (int i = 0; grid.time(i) > median; i++) {
            above = grid.time(i);
        }
        return above - median;
    }

    /// How many changed for the last time in each step of the grid, from the earliest such step to the latest.
    private Histogram histogram(TimeGrid grid) {
        double[] ascending = Arrays.stream(grid.toArray()).sorted().toArray();
        int from = Arrays.binarySearch(ascending, Arrays.stream(last).min().orElseThrow());
        int to = Math.min(Arrays.binarySearch(ascending, Arrays.stream(last).max().orElseThrow()) + 1, ascending.length - 1);
        return Histogram.of("time", Arrays.copyOfRange(ascending, Math.min(from, to - 1), to + 1), last);
    }
}
