package org.remanence.theory.features;

import java.util.Arrays;
import java.util.TreeMap;
import org.remanence.tensor.Check;

/// The eigenvalues of the covariance Σ of the data, with the share of directions that each has.
/// @param eigenvalues λ_k ≥ 0
/// @param weights of sum 1
public record PopulationSpectrum(double[] eigenvalues, double[] weights) {
    /// Refuses negative eigenvalues and weights, and data without variance.
    public PopulationSpectrum {
        Check.size("weights", weights.length, "eigenvalues", eigenvalues.length);
        for (int k = 0; k < weights.length; k++) {
            Check.nonNegative("population eigenvalue", eigenvalues[k]);
            Check.nonNegative("weight of a population eigenvalue", weights[k]);
        }
        Check.positive("mean population eigenvalue", mean(eigenvalues, weights));
    }

    /// Σ = σ² I.
    /// @param variance σ²
    public static PopulationSpectrum isotropic(double variance) {
        return new PopulationSpectrum(new double[] {variance}, new double[] {1});
    }

    /// Of all eigenvalues, each of the same weight; equal ones are joined.
    public static PopulationSpectrum of(double... all) {
        TreeMap<Double, Integer> counts = new TreeMap<>();
        Arrays.stream(all).forEach(each -> counts.merge(each, 1, Integer::sum));
        return new PopulationSpectrum(counts.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
                counts.values().stream().mapToDouble(count -> (double) count / all.length).toArray());
    }

    /// Tr Σ/d.
    public double mean() {
        return mean(eigenvalues, weights);
    }

    /// The largest eigenvalue.
    public double largest() {
        return Arrays.stream(eigenvalues).max().orElseThrow();
    }

    /// The part of the noise that even the best score cannot tell, `C_t = 1 − v Tr Σ_t⁻¹/d` with Σ_t = s² Σ + v I.
    public double unexplained(FeatureCoefficients c) {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            sum += weights[k] * c.signal() * eigenvalues[k] / (c.signal() * eigenvalues[k] + c.noise());
        }
        return sum;
    }

    private static double mean(double[] eigenvalues, double[] weights) {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            sum += weights[k] * eigenvalues[k];
        }
        return sum;
    }
}
