package org.remanence.theory.geometry;

import java.util.Arrays;
import org.remanence.tensor.Check;
import org.remanence.theory.Information;

/// The curves drawn in the left panels of figures 4, 11 and 12 of the source, which follow none of its equations:
/// `√(1/(t + c_j)² + [Σ_k c_k/(t² (t + c_k)) · (φ(0) + φ(√t e_j))]²)` with `φ = max(0, 1/t − 1/t_c)`, without the floor, and
/// the condensation time of eq. 15. Its terms differ in dimension; it serves to recognize the figures.
///
/// For patterns of unit length the source drops both φ(0) and the term of eq. 15 that does not depend on the state.
/// @param sigmas standard deviations √c_k, `[d]`
/// @param patterns N > 1
/// @param unitNorm whether the patterns have unit length
/// Source: Achilli et al., "Losing dimensions: geometric memorization in generative diffusion", 2024, figures 4, 11 and 12.
public record FigureCode(double[] sigmas, double patterns, boolean unitNorm) {
    /// Copies the standard deviations.
    /// @throws IllegalArgumentException if one is negative, or there is but one pattern
    public FigureCode {
        sigmas = sigmas.clone();
        for (double each : sigmas) {
            Check.nonNegative("standard deviation", each);
        }
        Check.positive("log of the number of patterns", Math.log(patterns));
    }

    /// The curves at a time, `[d]`, in the order of the directions.
    /// @param time of the variance-exploding process, > 0
    public double[] columnNorms(double time) {
        double t = Information.checkNoise(time);
        double twoLog = 2 * Math.log(patterns);
        double norms = unitNorm ? 0 : Arrays.stream(sigmas).map(sigma -> Math.pow(sigma, 4)).sum() / 2;
        double sum = Arrays.stream(sigmas).map(sigma -> sigma * sigma / (t * t * (t + sigma * sigma))).sum();
        double origin = unitNorm ? 0 : active(t, Math.sqrt(norms / twoLog));
        return Arrays.stream(sigmas).map(sigma -> {
            double c = sigma * sigma;
            double phi = origin + active(t, Math.sqrt((norms + t * c) / twoLog));
            return Math.hypot(1 / (t + c), sum * phi);
        }).toArray();
    }

    private static double active(double time, double condensation) {
        return Math.max(0, 1 / time - 1 / condensation);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FigureCode(double[] theirs, double n, boolean unit)
                && n == patterns && unit == unitNorm && Arrays.equals(sigmas, theirs);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(sigmas) + Double.hashCode(patterns);
    }

    @Override
    public String toString() {
        return "FigureCode[patterns=" + patterns + ", unitNorm=" + unitNorm + ", sigmas=" + Arrays.toString(sigmas) + "]";
    }
}
