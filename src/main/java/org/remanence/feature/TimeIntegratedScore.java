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

/// The score that one network for all times has learned, `S(x, t) = α_t A/√p σ(W x/√d + t b) + β_t x`.
///
/// A batch costs two matrix products, 4 p d flops a state, and p values of σ. States are taken in blocks of fixed size, so that a state has
/// the same bits in every batch.
public final class TimeIntegratedScore implements Score {
    private static final int BLOCK = 64;

    private final TimeIntegratedNetwork network;
    private final Matrix weights;
    private final RowPartition shares;
    private final Diffusion diffusion = new OrnsteinUhlenbeck();

    /// @param weights A/√p, `[d × p]`, as [GradientFlow#weights] gives them
    /// @param session whose workers share the states
    public TimeIntegratedScore(TimeIntegratedNetwork network, Matrix weights, Session session) {
        Check.size("columns of weights", weights.columns(), "features", network.features().features());
        this.network = network;
        this.weights = weights;
        this.shares = new RowPartition(session);
    }

    @Override
    public int dimension() {
        return network.features().dimension();
    }

    /// Ornstein–Uhlenbeck.
    @Override
    public Diffusion diffusion() {
        return diffusion;
    }

    @Override
    public void score(Matrix states, double time, Matrix into) {
        Check.size("columns of states", states.columns(), "dimension of the score", dimension());
        Check.size("rows of the result", into.rows(), "rows of states", states.rows());
        RandomFeatures features = network.at(Score.checkTime(time));
        double output = network.output(time);
        double skip = network.skip(time);
        long blocks = (states.rows() + BLOCK - 1) / BLOCK;
        shares.run(blocks, BLOCK * features.features() * (4.0 * dimension() + 20), (_, from, to) -> {
            Matrix some = Matrix.zeros(BLOCK, dimension());
            Matrix seen = Matrix.zeros(BLOCK, features.features());
            double[] values = new double[BLOCK * dimension()];
            for (long block = from; block < to; block++) {
                long first = block * BLOCK;
                int rows = (int) Math.min(BLOCK, states.rows() - first);
                Arrays.fill(values, 0);
                states.copy(first, rows, values, 0);
                some.write(0, BLOCK, values, 0);
                features.apply(some, seen);
                Blas.get().gemm(output, seen, Operand.PLAIN, weights, Operand.TRANSPOSED, skip, some);
                some.copy(0, rows, values, 0);
                into.write(first, rows, values, 0);
            }
        });
    }
}
