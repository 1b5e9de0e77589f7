package org.remanence.feature;

import java.util.Arrays;
import org.remanence.linalg.Blas;
import org.remanence.linalg.Operand;
import org.remanence.process.Diffusion;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.score.Score;
import org.remanence.session.RowPartition;
import org.remanence.session.Session;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;

/// The score that random features have learned from patterns, `S(x, t) = A_t σ(W x/√d)/√p`: W serves all times, A_t one.
///
/// A batch costs two matrix products, 4 p d flops a state, and p values of σ. States are taken in blocks of fixed size, so that
/// a state has the same bits in every batch.
/// Source: Bonnaire, Urfin, Biroli and Mézard, Why diffusion models don't memorize, 2025.
public final class LearnedScore implements Score {
    private static final int BLOCK = 64;

    private final RandomFeatures features;
    private final TimewiseTraining training;
    private final int index;
    private final RowPartition shares;
    private final Diffusion diffusion = new OrnsteinUhlenbeck();

    /// @param training of the networks
    /// @param index of the training time
    /// @param session whose workers share the states
    LearnedScore(RandomFeatures features, TimewiseTraining training, int index, Session session) {
        this.features = features;
        this.training = training;
        this.index = index;
        this.shares = new RowPartition(session);
    }

    @Override
    public int dimension() {
        return features.dimension();
    }

    /// Ornstein–Uhlenbeck.
    @Override
    public Diffusion diffusion() {
        return diffusion;
    }

    /// Trains for several times at once, one a worker, with progress. What is not trained here is when it is asked for.
    /// @param times > 0
    public void train(double... times) {
        training.train(times);
    }

    @Override
    public void score(Matrix states, double time, Matrix into) {
        Check.size("columns of states", states.columns(), "dimension of the score", dimension());
        Check.size("rows of the result", into.rows(), "rows of states", states.rows());
        Matrix trained = training.weights(Score.checkTime(time), index);
        long blocks = (states.rows() + BLOCK - 1) / BLOCK;
        shares.run(blocks, BLOCK * features.features() * (4.0 * dimension() + 20), (_, from, to) -> {
            Matrix some = Matrix.zeros(BLOCK, dimension());
            Matrix seen = Matrix.zeros(BLOCK, features.features());
            Matrix learned = Matrix.zeros(BLOCK, dimension());
            double[] values = new double[BLOCK * dimension()];
            for (long block = from; block < to; block++) {
                long first = block * BLOCK;
                int rows = (int) Math.min(BLOCK, states.rows() - first);
                Arrays.fill(values, 0);
                states.copy(first, rows, values, 0);
                some.write(0, BLOCK, values, 0);
                features.apply(some, seen);
                Blas.get().gemm(1, seen, Operand.PLAIN, trained, Operand.TRANSPOSED, 0, learned);
                learned.copy(0, rows, values, 0);
                into.write(first, rows, values, 0);
            }
        });
    }
}
