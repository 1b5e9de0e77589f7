package org.remanence.theory.geometry;

import java.util.Arrays;
import org.remanence.tensor.Check;

/// How far the score of n patterns is from that of the centred Gaussian they were drawn from, to leading order in 1/n.
///
/// With independent coordinates of variances c_k, averaged over data sets and over states x of the noised law,
/// `E (s_i − s_i*)² / E s_i*² = (1/n) (c_i/τ) Π_k (1 + c_k/τ)`: coordinates of large variance go wrong first. It follows from
/// the variance of a ratio of two sums over patterns, whose Gaussian integrals are elementary. The next order is of relative
/// size 1/n only where τ > 2 c_k for all k; below, rare states dominate and the truth is smaller.
/// @param variances c, `[d]`
/// @param patterns n
public record ScoreError(double[] variances, long patterns) {
    /// Refuses negative variances.
    public ScoreError {
        Check.atLeast("patterns", 1, patterns);
        for (double each : variances) {
            Check.nonNegative("variance", each);
        }
        variances = variances.clone();
    }

    /// E (s_i − s_i*)² / E s_i*².
    /// @param coordinate i
    /// @param noiseToSignal τ
    public double relative(int coordinate, double noiseToSignal) {
        double crowd = Arrays.stream(variances).map(each -> 1 + each / noiseToSignal).reduce(1, (a, b) -> a * b);
        return variances[coordinate] / noiseToSignal * crowd / patterns;
    }
}
