package org.remanence.theory.networks;

import org.remanence.tensor.Check;
import org.remanence.theory.AnisotropicGaussian;
import org.remanence.theory.Information;

/// The least loss of noise prediction for data `N(m, C)`, a coordinate: that of the true score. A network below it on its
/// patterns remembers them.
/// @param law of the data
/// Source: derived; the mean over levels by the relation of information and mean square error (Guo, Shamai and Verdú, 2005).
public record DenoisingFloor(AnisotropicGaussian law) {
    /// `(1/d) Σ_i c_i/(c_i + σ²)`.
    /// @param sigma standard deviation of the noise, > 0
    public double at(double sigma) {
        double square = Check.positive("σ", sigma) * sigma;
        double sum = 0;
        for (double c : law.eigenvalues()) {
            sum += c / (c + square);
        }
        return sum / law.dimension();
    }

    /// The mean over levels whose logarithm is uniform: what the noise between them takes of the information about a datum.
    /// @param least σ, > 0
    /// @param greatest σ, > least
    public double mean(double least, double greatest) {
        Information information = law;
        double taken = information.at(least * least) - information.at(greatest * greatest);
        return taken / (law.dimension() * Math.log(greatest / least));
    }
}
