package org.remanence.sampler;

import org.remanence.tensor.Matrix;

/// Looks at trajectories on their way from noise to data.
@FunctionalInterface
public interface StepObserver {
    /// Looks at nothing.
    StepObserver NONE = (step, time, states, firstIndex) -> { };

    /// Called at every time of the grid, the first before any step; the final denoise is not part of the grid.
    /// @param step number of the grid time, from 0
    /// @param time the grid time
    /// @param states `[B × d]`, to be read or copied at once: the next step overwrites them
    /// @param firstIndex trajectory number of row 0
    void at(int step, double time, Matrix states, long firstIndex);
}
