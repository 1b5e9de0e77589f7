package org.remanence.experiment;

import java.util.Arrays;
import org.remanence.data.PatternSet;
import org.remanence.linalg.Spectrum;
import org.remanence.process.Diffusion;
import org.remanence.theory.AnisotropicGaussian;
import org.remanence.theory.AnnealedLaw;
import org.remanence.theory.CollapseTimes;
import org.remanence.theory.ExcessEntropyLaw;
import org.remanence.theory.IsotropicGaussian;

/// What theory predicts of the collapse of patterns of which only number, classes and spectrum are known, on the clock of a
/// process.
/// @param spectrum Gaussian with the covariance of the patterns
/// @param patterns n
/// @param classes K, 1 without labels
/// @param process whose time is meant
public record CollapseTheory(AnisotropicGaussian spectrum, long patterns, int classes, Diffusion process) {
    private static final int FINE = 160;

    /// The predictions for these patterns.
    /// @throws IllegalArgumentException if the patterns are all the same
    public static CollapseTheory of(PatternSet patterns, Spectrum spectrum, Diffusion process) {
        if (!(spectrum.largest(1)[0] > 0)) {
            throw new IllegalArgumentException("the patterns must differ from each other, but all %d of %s are the same"
                    .formatted(patterns.rows(), patterns.name()));
        }
        return new CollapseTheory(new AnisotropicGaussian(spectrum.eigenvalues()), patterns.rows(),
                Math.max(1, patterns.classCount()), process);
    }

    /// The collapse times of three surrogates.
    public CollapseTimes times() {
        return CollapseTimes.of(spectrum, patterns, classes, process::timeAt);
    }

    /// f^e/α of one round cluster with the mean variance of the patterns, for d → ∞.
    public double isotropic(double time) {
        return new ExcessEntropyLaw(round(), Math.log(patterns)).clipped(process.noiseToSignal(time));
    }

    /// f^e/α of one Gaussian with the spectrum of the patterns, for d → ∞.
    public double anisotropic(double time) {
        return new ExcessEntropyLaw(spectrum, Math.log(patterns)).clipped(process.noiseToSignal(time));
    }

    /// φ_C of one round cluster at finite n and d, an annealed lower bound.
    public double sameNeighbour(double time) {
        return new AnnealedLaw(round(), Math.log(patterns)).sameNeighbour(process.noiseToSignal(time));
    }

    /// d + v tr J of the true score of one Gaussian with the spectrum of the patterns, Σ c/(τ + c): its dimension as t → 0.
    public double dimension(double time) {
        double tau = process.noiseToSignal(time);
        return Arrays.stream(spectrum.eigenvalues()).map(c -> c / (tau + c)).sum();
    }

    /// Closely spaced times over the range of some others, in equal ratios, for a theory line.
    public static double[] fine(Points times) {
        double ratio = Math.log(times.max() / times.min());
        double[] fine = new double[FINE + 1];
        Arrays.setAll(fine, i -> times.min() * Math.exp(ratio * i / FINE));
        return fine;
    }

    private IsotropicGaussian round() {
        return new IsotropicGaussian(spectrum.dimension(), Math.sqrt(spectrum.variance()));
    }
}
