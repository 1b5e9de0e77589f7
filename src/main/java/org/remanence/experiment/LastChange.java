package org.remanence.experiment;

import java.util.Arrays;
import org.remanence.process.TimeGrid;
import org.remanence.result.Estimate;
import org.remanence.result.Histogram;
import org.remanence.sampler.StepObserver;
import org.remanence.score.EmpiricalScore;
import org.remanence.tensor.Matrix;

/// Watches the nearest pattern of each trajectory and remembers when it changed for the last time on the way to the data.
///
/// The time is that of the grid just after the change, so it is resolved to one step; a trajectory whose neighbour never
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

    /// The time of the last change of each trajectory.
    public double[] times() {
        return last.clone();
    }

    /// Their median. Its error includes that of a change anywhere within a step of the grid.
    public Estimate median(TimeGrid grid) {
        Estimate median = Estimate.median(last);
        double above = grid.start();
        for (int i = 0; grid.time(i) > median.mean(); i++) {
            above = grid.time(i);
        }
        return new Estimate(median.mean(), Math.hypot(median.stderr(), (above - median.mean()) / Math.sqrt(12)), median.count());
    }

    /// How many changed for the last time in each step of the grid, from the earliest such step to the latest.
    public Histogram histogram(TimeGrid grid) {
        double[] ascending = Arrays.stream(grid.toArray()).sorted().toArray();
        int from = Arrays.binarySearch(ascending, Arrays.stream(last).min().orElseThrow());
        int to = Math.min(Arrays.binarySearch(ascending, Arrays.stream(last).max().orElseThrow()) + 1, ascending.length - 1);
        return Histogram.of("time", Arrays.copyOfRange(ascending, Math.min(from, to - 1), to + 1), last);
    }

    /// Their mean.
    public Estimate mean() {
        return Estimate.of(last);
    }
}
