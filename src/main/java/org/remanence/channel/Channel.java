package org.remanence.channel;

/// The weight ψ(s) of a stability.
public sealed interface Channel permits HardMargin, LogPotential {
    /// The least stability of positive weight.
    double edge();

    /// β of the weight `(s − edge)^β`; 0 where all stabilities weigh the same.
    double power();

    /// log ψ(s); −∞ below the edge.
    double logWeight(double stability);

    /// The channel averaged over N(mean, variance); relative accuracy 1e-10 for all arguments.
    /// @param variance > 0
    ChannelMoments at(double mean, double variance);

    /// Far below the edge, where `log Z` is that of the moment `J_β` and the continued fraction does not cancel.
    /// @param y distance of the edge from the mean, in standard deviations, from [NormalTail#FAR] on
    /// @param beta power of the distance to the edge
    static ChannelMoments far(double y, double logMoment, double beta, double variance) {
        double next = NormalTail.momentRatio(beta + 1, y);
        double afterNext = NormalTail.momentRatio(beta + 2, y);
        return new ChannelMoments(logMoment, (y + next) / Math.sqrt(variance),
                (-1 + (beta + 1) * (afterNext - next) / (y + afterNext)) / variance);
    }
}
