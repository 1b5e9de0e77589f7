package org.remanence.feature;

import org.remanence.process.Diffusion;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.score.Score;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

/// The score that random features have learned from patterns, `S(x, t) = A_t σ(W x/√d)/√p`: W serves all times, A_t one.
///
/// A batch costs two matrix products, 4 p d flops a state, and p values of σ. States are taken in blocks of fixed size, so that
/// a state has the same bits in every batch.
/// Source: Bonnaire, Urfin, Biroli and Mézard, Why diffusion models don't memorize, 2025.
public final class LearnedScore implements Score {
    private final RandomFeatures features;
    private final TimewiseTraining training;
    private final int index;
    private final BlockwiseNetwork blocks;
    private final Diffusion diffusion = new OrnsteinUhlenbeck();

    /// @param training of the networks
    /// @param index of the training time
    /// @param session whose workers share the states
    LearnedScore(RandomFeatures features, TimewiseTraining training, int index, Session session) {
        this.features = features;
        this.training = training;
        this.index = index;
        this.blocks = new BlockwiseNetwork(session);
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
        Matrix trained = training.weights(Score.checkTime(time), index);
        blocks.apply(features, trained, 1, 0, states, into);
    }
}
