package org.remanence.feature;

import java.util.Arrays;
import org.remanence.linalg.Blas;
import org.remanence.linalg.Operand;
import org.remanence.session.RowPartition;
import org.remanence.session.Session;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;

/// Networks on random features, `α A σ(W x/√d + b)/√p + β x`, at many states: two matrix products, 4 p d flops a state, and p
/// values of σ.
///
/// States are taken in blocks of fixed size, so that a state has the same bits in every batch, shared among the workers of a
/// session.
final class BlockwiseNetwork {
    private static final int BLOCK = 64;

    private final RowPartition shares;

    BlockwiseNetwork(Session session) {
        this.shares = new RowPartition(session);
    }

    /// @param weights A/√p, `[d × p]`
    /// @param output α
    /// @param skip β
    /// @param states `[B × d]`
    /// @param into receives `[B × d]`
    void apply(RandomFeatures features, Matrix weights, double output, double skip, Matrix states, Matrix into) {
        int d = features.dimension();
        Check.size("columns of states", states.columns(), "dimension of the score", d);
        Check.size("rows of the result", into.rows(), "rows of states", states.rows());
        long blocks = (states.rows() + BLOCK - 1) / BLOCK;
        shares.run(blocks, BLOCK * features.features() * (4.0 * d + 20), (_, from, to) -> {
            Matrix some = Matrix.zeros(BLOCK, d);
            Matrix seen = Matrix.zeros(BLOCK, features.features());
            double[] values = new double[BLOCK * d];
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
