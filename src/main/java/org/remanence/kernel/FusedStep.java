package org.remanence.kernel;

import org.remanence.tensor.Precision;

/// Trajectories whose drift is linear in the state plus a combination of a few fixed directions, each taken a step at a time:
/// `x ← keep x + Σ_j pull_j u_j + noise z`, with noise, drift and the overlaps x·u_j for the next step in one pass over the
/// state.
///
/// The exact score of Gaussian clusters of one width is of this kind: the directions are the means and the pulls depend on the
/// overlaps. The noise of coordinate k is number k of the named blocks, the same whatever ran before; rows may share memory
/// for scratch, so one thread at a time uses an instance. Nothing is allocated by a step.
public sealed interface FusedStep permits FloatSteps, DoubleSteps {
    /// Coordinates whose noise is made at once: 16 KB in double, which stay in the first cache.
    int CHUNK = 2048;
    /// Trajectories so few that each can have its own noise of several steps in the cache.
    int FEW = 4;
    /// Blocks are made in multiples of this, the most that a vector takes; the rest is not used.
    int FULL = 8;

    /// Trajectories of these directions.
    /// @param precision of states and arithmetic
    /// @param directions u_j, `[J × d]`, J ≥ 1, d ≥ 1
    /// @param rows trajectories held at the same time
    /// @param kernels that do the work
    static FusedStep of(Precision precision, double[][] directions, int rows, Kernels kernels) {
        return switch (precision) {
            case FLOAT -> new FloatSteps(directions, rows, kernels);
            case DOUBLE -> new DoubleSteps(directions, rows, kernels);
        };
    }

    /// Blocks of noise one step of one trajectory takes.
    int blocks();

    /// `x = Σ_j pull_j u_j + noise z`.
    /// @param row which trajectory
    /// @param pull factors on the directions, `[J]`
    /// @param noise standard deviation
    /// @param key of the cipher
    /// @param index high half of the counter, names the trajectory
    /// @param block low half of the counter, names the step
    void begin(int row, double[] pull, double noise, long key, long index, long block);

    /// One step.
    /// @param row which trajectory
    /// @param keep factor on the state
    /// @param pull factors on the directions, `[J]`
    /// @param noise factor on the normal numbers
    /// @param key of the cipher
    /// @param index high half of the counter, names the trajectory
    /// @param block low half of the counter, names the step
    void step(int row, double keep, double[] pull, double noise, long key, long index, long block);

    /// Makes one trajectory a copy of another.
    void copy(int from, int to);

    /// x·u_j.
    double overlap(int row, int direction);

    /// Reads a state.
    void read(int row, double[] into);
}
