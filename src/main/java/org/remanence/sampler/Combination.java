package org.remanence.sampler;

import org.remanence.random.RandomStream;
import org.remanence.session.RowPartition;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

/// Weighted sums of whole batches, with or without noise: all a stepper does besides calling the score.
final class Combination {
    private static final double WORK_OF_A_GAUSSIAN = 10;

    private final int dimension;
    private final RowPartition shares;
    private final double[][] first;
    private final double[][] second;
    private final double[][] normal;

    Combination(int dimension, Session session) {
        this.dimension = dimension;
        this.shares = new RowPartition(session);
        this.first = new double[shares.most()][dimension];
        this.second = new double[shares.most()][dimension];
        this.normal = new double[shares.most()][dimension];
    }

    /// `into = a x + b y`; any two of the three may be the same matrix.
    void into(Matrix into, double a, Matrix x, double b, Matrix y) {
        shares.run(into.rows(), 2.0 * dimension, (share, from, to) -> {
            for (long row = from; row < to; row++) {
                sum(share, row, a, x, b, y);
                into.write(row, 1, first[share], 0);
            }
        });
    }

    /// `into = a x + b y + sigma z`, where row r takes its numbers z at index `firstIndex + r` from `position` on.
    void into(Matrix into, double a, Matrix x, double b, Matrix y, double sigma, RandomStream stream, long firstIndex, long position) {
        shares.run(into.rows(), (2 + WORK_OF_A_GAUSSIAN) * dimension, (share, from, to) -> {
            double[] total = first[share];
            double[] z = normal[share];
            for (long row = from; row < to; row++) {
                sum(share, row, a, x, b, y);
                stream.gaussians(firstIndex + row, position, z, 0, dimension);
                for (int k = 0; k < dimension; k++) {
                    total[k] += sigma * z[k];
                }
                into.write(row, 1, total, 0);
            }
        });
    }

    private void sum(int share, long row, double a, Matrix x, double b, Matrix y) {
        double[] total = first[share];
        double[] other = second[share];
        x.copy(row, 1, total, 0);
        y.copy(row, 1, other, 0);
        for (int k = 0; k < dimension; k++) {
            total[k] = a * total[k] + b * other[k];
        }
    }
}
