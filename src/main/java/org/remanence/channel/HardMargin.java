package org.remanence.channel;

import org.remanence.tensor.Check;

/// All stabilities from a margin on weigh the same.
/// @param margin κ
public record HardMargin(double margin) implements Channel {
    /// Refuses NaN and infinity.
    public HardMargin {
        Check.finite("margin κ", margin);
    }

    @Override
    public double edge() {
        return margin;
    }

    @Override
    public double power() {
        return 0;
    }

    @Override
    public double logWeight(double stability) {
        return stability >= margin ? 0 : Double.NEGATIVE_INFINITY;
    }

    @Override
    public ChannelMoments at(double mean, double variance) {
        double deviation = Math.sqrt(variance);
        double y = (margin - mean) / deviation;
        if (y >= NormalTail.FAR) {
            return Channel.far(y, NormalTail.log(y), 0, variance);
        }
        double g = y < 0 ? NormalTail.density(y) / NormalTail.of(y) : 1 / NormalTail.mills(y);
        return new ChannelMoments(NormalTail.log(y), g / deviation, -g * (g - y) / variance);
    }

    @Override
    public String toString() {
        return "margin " + margin;
    }
}
