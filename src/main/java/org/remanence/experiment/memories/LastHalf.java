package org.remanence.experiment.memories;

import java.util.Arrays;
import org.remanence.sampler.StepObserver;
import org.remanence.score.EmpiricalScore;
import org.remanence.tensor.Matrix;

/// Watches the largest weight along trajectories and remembers when it rose above ½ for the last time on the way to the data.
/// From then on one pattern has each of them. The time is halfway between two of the grid, on a log scale.
final class LastHalf implements StepObserver {
    private final EmpiricalScore score;
    private final double[] last;
    private final boolean[] below;

    LastHalf(int paths, EmpiricalScore score) {
        this.score = score;
        this.last = new double[paths];
        this.below = new boolean[paths];
        Arrays.fill(last, Double.NaN);
    }

    @Override
    public void at(int step, double time, Matrix states, long firstIndex) {
        double[] largest = score.moments(states, time).largest();
        for (int b = 0; b < largest.length; b++) {
            int path = (int) firstIndex + b;
            if (largest[b] < 0.5 || Double.isNaN(last[path])) {
                last[path] = time;
                below[path] = largest[b] < 0.5;
            } else if (below[path]) {
                last[path] = Math.sqrt(last[path] * time);
                below[path] = false;
            }
        }
    }

    double[] times() {
        return last.clone();
    }
}
