package org.remanence.bench;

import org.remanence.kernel.Gaussians;
import org.remanence.kernel.Kernels;
import org.remanence.session.Session;
import org.remanence.tensor.Precision;

/// Normal numbers, in blocks that stay in the first cache, as candidate and as yardstick.
final class Fill {
    static final int COUNT = 4096;
    private static final int TASKS = 64;
    private static final int FILLS = 64;

    private final double[][] doubles = new double[TASKS][];
    private final float[][] floats = new float[TASKS][];
    private final Precision precision;

    Fill(Precision precision) {
        this.precision = precision;
        for (int task = 0; task < TASKS; task++) {
            doubles[task] = new double[precision == Precision.DOUBLE ? COUNT : 0];
            floats[task] = new float[precision == Precision.FLOAT ? COUNT : 0];
        }
    }

    /// Billions of numbers.
    Alternation.Side side(Session session) {
        return new Alternation.Side(() -> session.parallel(TASKS, task -> fill(task, Kernels.get().gaussians())), 1e-9 * TASKS * FILLS * COUNT);
    }

    /// The numbers of one task, each block over the last.
    void fill(int task, Gaussians gaussians) {
        for (int i = 0; i < FILLS; i++) {
            long block = (long) i * COUNT / 4;
            if (precision == Precision.FLOAT) {
                gaussians.into(1, task, block, floats[task], 0, COUNT / 4);
            } else {
                gaussians.into(1, task, block, doubles[task], 0, COUNT / 4);
            }
        }
    }

    /// The last block of a task.
    double[] last(int task) {
        return precision == Precision.DOUBLE ? doubles[task].clone() : PeerProblem.doubles(floats[task]);
    }
}
