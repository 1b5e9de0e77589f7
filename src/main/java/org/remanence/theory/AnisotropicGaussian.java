package org.remanence.theory;

import java.util.Arrays;
import org.remanence.tensor.Check;

/// Data `N(m, C)`: I = ½ Σ_i log(1 + c_i/τ). Directions without variance drop out, so data on an m-dimensional subspace
/// behave as data in dimension m.
///
/// For data of another law with the same covariance this is an upper bound, since the Gaussian carries the most
/// information; so is the collapse time it gives.
/// @param eigenvalues c_i of the covariance, all d of them, in any order; rounding may have left some slightly negative
public record AnisotropicGaussian(double[] eigenvalues) implements Information {
    private static final double ROUNDING = 1e-9;

    /// Copies the eigenvalues, and takes those that rounding made negative for zero.
    /// @throws IllegalArgumentException if there is none, one is not finite, or one is negative beyond rounding
    public AnisotropicGaussian {
        Check.atLeast("number of eigenvalues", 1, eigenvalues.length);
        eigenvalues = eigenvalues.clone();
        double largest = 0;
        for (double each : eigenvalues) {
            largest = Math.max(largest, Check.finite("eigenvalue of a covariance", each));
        }
        for (int i = 0; i < eigenvalues.length; i++) {
            if (eigenvalues[i] < -ROUNDING * largest) {
                throw new IllegalArgumentException("eigenvalues of a covariance must be ≥ 0, got " + eigenvalues[i]);
            }
            eigenvalues[i] = Math.max(eigenvalues[i], 0);
        }
    }

    @Override
    public int dimension() {
        return eigenvalues.length;
    }

    @Override
    public double at(double noiseToSignal) {
        Information.checkNoise(noiseToSignal);
        double sum = 0;
        for (double c : eigenvalues) {
            sum += Math.log1p(c / noiseToSignal);
        }
        return 0.5 * sum;
    }

    /// The root in log τ, between the noise level of the largest direction alone (log(1 + u) ≥ that direction's share) and
    /// tr C / (2 log n) (from log(1 + u) ≤ u).
    @Override
    public double inverse(double nats) {
        if (Information.checkNats(nats) <= 0) {
            return Double.POSITIVE_INFINITY;
        }
        double largest = Arrays.stream(eigenvalues).max().orElseThrow();
        if (largest == 0) {
            return 0;
        }
        double trace = Arrays.stream(eigenvalues).sum();
        return Math.exp(Bracket.root(logTau -> at(Math.exp(logTau)) - nats,
                Math.max(Math.log(largest) - 2 * nats, Math.log(Double.MIN_NORMAL)), Math.log(trace / (2 * nats))));
    }

    /// Mean eigenvalue: the variance per coordinate.
    public double variance() {
        return Arrays.stream(eigenvalues).average().orElseThrow();
    }

    /// One round cluster of the same variance per coordinate.
    public IsotropicGaussian round() {
        return new IsotropicGaussian(dimension(), Math.sqrt(variance()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AnisotropicGaussian(double[] theirs) && Arrays.equals(eigenvalues, theirs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(eigenvalues);
    }

    @Override
    public String toString() {
        return "AnisotropicGaussian[dimension=" + dimension() + ", variance=" + variance() + "]";
    }
}
