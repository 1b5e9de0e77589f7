package org.remanence.sampler;

import org.remanence.process.TimeGrid;
import org.remanence.random.RandomStream;
import org.remanence.session.Session;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;
import org.remanence.text.BadInput;

/// Trajectories from noise to data: a sampler, the times it steps through and the way it ends.
///
/// Trajectory number i depends on the seed, the purpose and i alone, not on how many others run or in which batches.
/// @param sampler takes the steps
/// @param grid times from noise to data; its first should be late enough that the law there is nearly `N(0, v I)`: for OU
///     `½ log(1 + Λ) + 3`, with Λ the largest eigenvalue of the data's covariance
/// @param ending what happens at a last time above 0
/// @param batch trajectories stepped together, from 1: a matter of speed and memory only
/// @param session threads, streams, progress and cancellation
public record ReverseProcess(Sampler sampler, TimeGrid grid, Ending ending, int batch, Session session) {
    private static final int BATCH = 1024;

    /// Refuses an empty batch.
    public ReverseProcess {
        Check.atLeast("batch", 1, batch);
    }

    /// Ends with the denoiser; batches of 1024.
    public ReverseProcess(Sampler sampler, TimeGrid grid, Session session) {
        this(sampler, grid, Ending.DENOISE, BATCH, session);
    }

    /// The same process from a later start on: its grid begins at `time`, whether or not that is a grid point.
    public ReverseProcess from(double time) {
        return new ReverseProcess(sampler, grid.below(time), ending, batch, session);
    }

    /// Data from noise.
    /// @param count trajectories
    /// @param purpose names their streams under the session's seed
    /// @return `[count × d]`
    public Matrix sample(long count, String purpose) {
        return sample(count, purpose, StepObserver.NONE);
    }

    /// Data from noise, observed on the way.
    /// @return `[count × d]`
    public Matrix sample(long count, String purpose, StepObserver observer) {
        return sample(0, count, purpose, observer);
    }

    /// The trajectories from a number on.
    Matrix sample(long from, long count, String purpose) {
        return sample(from, count, purpose, StepObserver.NONE);
    }

    private Matrix sample(long from, long count, String purpose, StepObserver observer) {
        Check.atLeast("count", 1, count);
        Matrix states = Matrix.zeros(count, sampler.score().dimension());
        RandomStream noise = session.stream(purpose);
        session.progress().begin("reverse process", count * grid.steps());
        try {
            for (long first = 0; first < count; first += batch) {
                Matrix some = states.slice(first, Math.min(batch, count - first));
                begin(some, purpose, from + first);
                advance(some, noise, from + first, observer);
            }
        } finally {
            session.progress().end();
        }
        return states;
    }

    /// Fills with states of the first grid time as if there were no data, `N(0, v I)`.
    /// @param states `[B × d]`
    /// @param purpose names the stream under the session's seed
    /// @param firstIndex trajectory number of row 0
    public void begin(Matrix states, String purpose, long firstIndex) {
        RandomStream stream = session.stream(purpose + "/start");
        double sigma = Math.sqrt(sampler.diffusion().variance(grid.start()));
        double[] row = new double[states.columns()];
        for (long b = 0; b < states.rows(); b++) {
            stream.gaussians(firstIndex + b, 0, row, 0, row.length);
            for (int k = 0; k < row.length; k++) {
                row[k] *= sigma;
            }
            states.write(b, 1, row, 0);
        }
    }

    /// Takes states at the first grid time to the end, in place and as one batch. Progress advances by one for each state and step.
    /// @param states `[B × d]`
    /// @param noise stream of all steps, read at index `firstIndex + row`
    /// @param firstIndex trajectory number of row 0
    /// @throws org.remanence.session.Cancelled if the session is cancelled; the states are then somewhere on their way
    /// @throws IllegalArgumentException if a state ends beyond the finite numbers, as Euler–Maruyama can with steps that are too long
    public void advance(Matrix states, RandomStream noise, long firstIndex, StepObserver observer) {
        Sampler own = sampler.forRun(session);
        observer.at(0, grid.start(), states, firstIndex);
        for (int i = 0; i < grid.steps(); i++) {
            session.checkCancelled();
            own.step(states, grid.time(i), grid.time(i + 1), new Noise(noise, firstIndex, i));
            observer.at(i + 1, grid.time(i + 1), states, firstIndex);
            session.progress().advance(states.rows());
        }
        if (grid.end() > 0 && ending == Ending.DENOISE) {
            Matrix data = Matrix.zeros(states.rows(), states.columns());
            own.score().denoise(states, grid.end(), data);
            states.segment().copyFrom(data.segment());
        }
        checkFinite(states, firstIndex);
    }

    private void checkFinite(Matrix states, long firstIndex) {
        double[] row = new double[states.columns()];
        for (long b = 0; b < states.rows(); b++) {
            states.copy(b, 1, row, 0);
            for (double each : row) {
                if (!Double.isFinite(each)) {
                    throw new BadInput("trajectory %d of sampler %s left the finite numbers in %d steps from time %s; use more steps", firstIndex + b, sampler.scheme().word(), grid.steps(), grid.start());
                }
            }
        }
    }
}
