package org.remanence.feature;

import org.remanence.process.Diffusion;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.score.Score;
import org.remanence.session.Session;
import org.remanence.tensor.Check;
import org.remanence.tensor.Matrix;

/// The score that one network for all times has learned, `S(x, t) = α_t A/√p σ(W x/√d + t b) + β_t x`.
///
/// A batch costs two matrix products, 4 p d flops a state, and p values of σ. States are taken in blocks of fixed size, so that
/// a state has
/// the same bits in every batch.
public final class TimeIntegratedScore implements Score {
    private final TimeIntegratedNetwork network;
    private final Matrix weights;
    private final BlockwiseNetwork blocks;
    private final Diffusion diffusion = new OrnsteinUhlenbeck();

    /// @param weights A/√p, `[d × p]`, as [GradientFlow#weights] gives them
    /// @param session whose workers share the states
    public TimeIntegratedScore(TimeIntegratedNetwork network, Matrix weights, Session session) {
        Check.size("columns of weights", weights.columns(), "features", network.features().features());
        this.network = network;
        this.weights = weights;
        this.blocks = new BlockwiseNetwork(session);
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
        RandomFeatures features = network.at(Score.checkTime(time));
        blocks.apply(features, weights, network.output(time), network.skip(time), states, into);
    }
}
