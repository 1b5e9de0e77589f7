package org.remanence.experiment.measure;

import java.util.ArrayList;
import java.util.List;
import org.remanence.sampler.StepObserver;
import org.remanence.score.EmpiricalScore;
import org.remanence.tensor.Matrix;

/// Keeps the first few trajectories at a ladder of times, with what the score believes they will become.
public final class Snapshots implements StepObserver {
    private final int rows;
    private final double[] ladder;
    private final EmpiricalScore score;
    private final List<Snapshot> taken = new ArrayList<>();

    /// The trajectories at one time.
    /// @param time of the grid
    /// @param states `[rows × d]`, noisy
    /// @param denoised `[rows × d]`, the posterior mean
    public record Snapshot(double time, Matrix states, Matrix denoised) { }

    /// @param rows trajectories to keep
    /// @param ladder times, descending; each is met by the first grid time that is not above it
    /// @param score of the patterns
    public Snapshots(int rows, double[] ladder, EmpiricalScore score) {
        this.rows = rows;
        this.ladder = ladder.clone();
        this.score = score;
    }

    @Override
    public void at(int step, double time, Matrix states, long firstIndex) {
        if (firstIndex == 0 && taken.size() < ladder.length && time <= ladder[taken.size()]) {
            Matrix kept = Matrix.zeros(Math.min(rows, states.rows()), states.columns());
            kept.segment().copyFrom(states.slice(0, kept.rows()).segment());
            taken.add(new Snapshot(time, kept, score.posterior(kept, time).denoiser()));
        }
    }

    /// Those taken, from noise to data.
    public List<Snapshot> taken() {
        return List.copyOf(taken);
    }
}
