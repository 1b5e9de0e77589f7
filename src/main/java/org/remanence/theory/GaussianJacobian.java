package org.remanence.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.remanence.tensor.Check;

/// The Jacobian of the true score of data `N(m, C)`, times the noise: `−v J` has the eigenvalue `τ/(τ + c_i)` along each
/// eigenvector of C, at every state and on either clock.
///
/// Directions without variance have 1 at every noise level; those of a manifold fall from 1 to 0 as the noise falls below
/// their variance. Differing variances open gaps on the way.
/// @param variances c_i, all d of them, in any order
/// Source: Achilli et al., "Losing dimensions: geometric memorization in generative diffusion", 2024, section 5.1 and
/// appendix A, with eq. 8 read as `t J` instead of `J/t`.
public record GaussianJacobian(double[] variances) {
    /// A step of the descending spectrum of `−v J`.
    /// @param position number of values above the step; the values below it span a tangent space of dimension d − position
    /// @param height of the step, in (0, 1)
    public record Gap(int position, double height) { }

    /// Copies the variances, and sorts them in increasing order.
    /// @throws IllegalArgumentException if there is none, or one is negative or not finite
    public GaussianJacobian {
        Check.atLeast("number of variances", 1, variances.length);
        variances = variances.clone();
        for (double each : variances) {
            Check.nonNegative("variance", each);
        }
        Arrays.sort(variances);
    }

    /// Singular values of `v J`, `[d]`, in decreasing order.
    /// @param noiseToSignal τ > 0
    public double[] spectrum(double noiseToSignal) {
        Information.checkNoise(noiseToSignal);
        return DoubleStream.of(variances).map(c -> level(c, noiseToSignal)).toArray();
    }

    /// The steps between directions of different variance, from the top of the spectrum down.
    /// @param noiseToSignal τ > 0
    public List<Gap> gaps(double noiseToSignal) {
        double[] spectrum = spectrum(noiseToSignal);
        List<Gap> gaps = new ArrayList<>();
        for (int i = 1; i < spectrum.length; i++) {
            if (variances[i] > variances[i - 1]) {
                gaps.add(new Gap(i, spectrum[i - 1] - spectrum[i]));
            }
        }
        return gaps;
    }

    /// `d + v tr J = Σ c_i/(τ + c_i)`, the number of directions that the data fill at this noise level.
    public double effectiveDimension(double noiseToSignal) {
        Information.checkNoise(noiseToSignal);
        return DoubleStream.of(variances).map(c -> c / (noiseToSignal + c)).sum();
    }

    /// `τ/(τ + c)`, the singular value along a direction of variance c.
    public static double level(double variance, double noiseToSignal) {
        return noiseToSignal / (noiseToSignal + variance);
    }

    /// The noise level τ = σ₁σ₂ at which the gap between two variances is widest.
    public static double widest(double variance, double other) {
        return Math.sqrt(variance) * Math.sqrt(other);
    }

    /// Height `(σ₁ − σ₂)/(σ₁ + σ₂)` of the gap between two variances where it is widest.
    public static double largestHeight(double variance, double other) {
        double high = Math.sqrt(Math.max(variance, other));
        double low = Math.sqrt(Math.min(variance, other));
        return (high - low) / (high + low);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GaussianJacobian(double[] theirs) && Arrays.equals(variances, theirs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(variances);
    }

    @Override
    public String toString() {
        return "GaussianJacobian" + Arrays.toString(variances);
    }
}
