package org.remanence.experiment.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.remanence.data.DataModel;
import org.remanence.data.GaussianMixture;
import org.remanence.data.GaussianModel;
import org.remanence.data.PatternSet;
import org.remanence.data.SpectralCovariance;
import org.remanence.linalg.Spectrum;
import org.remanence.plot.Notation;
import org.remanence.process.Diffusion;
import org.remanence.text.BadInput;
import org.remanence.theory.AnisotropicGaussian;
import org.remanence.theory.CollapseTimes;
import org.remanence.theory.Information;
import org.remanence.theory.IsotropicGaussian;
import org.remanence.theory.SymmetricClusters;
import org.remanence.theory.regimes.AnnealedLaw;
import org.remanence.theory.regimes.ExcessEntropyLaw;

/// What theory predicts of the collapse of patterns, on the clock of a process.
/// @param law the best that is known of them: for draws from round clusters the cluster with the information of the class, for
///     anything else the Gaussian with their spectrum, which bounds the information from above
/// @param cluster one round cluster: that of the law where it has some, else one with the mean variance of the patterns
/// @param spectrum Gaussian with the covariance of the patterns
/// @param patterns n; of patterns with weights, as many as have their entropy
/// @param classes K, 1 without labels
/// @param process whose time is meant
public record CollapseTheory(Information law, IsotropicGaussian cluster, AnisotropicGaussian spectrum, long patterns, int classes,
                             Diffusion process) {
    /// The predictions for these patterns, from their law where it is known.
    /// @param spectrum of the law or of the patterns
    /// @throws IllegalArgumentException if the patterns are all the same
    public static CollapseTheory of(DataChoice data, PatternSet patterns, Spectrum spectrum, Diffusion process) {
        return of(data.law(), patterns, spectrum, process);
    }

    /// The predictions for patterns of a law, or of none that is known.
    /// @param known law that the patterns were drawn from
    /// @param spectrum of the law or of the patterns
    /// @throws IllegalArgumentException if the patterns are all the same
    public static CollapseTheory of(Optional<DataModel> known, PatternSet patterns, Spectrum spectrum, Diffusion process) {
        if (!(spectrum.largest(1)[0] > 0)) {
            throw new BadInput("the patterns must differ from each other, but all %d of %s are the same", patterns.rows(), patterns.name());
        }
        var whole = new AnisotropicGaussian(spectrum.eigenvalues());
        int classes = Math.max(1, patterns.classCount());
        Information law = known.map(model -> law(model, whole)).orElse(whole);
        IsotropicGaussian cluster = switch (law) {
            case IsotropicGaussian one -> one;
            case SymmetricClusters two -> two.cluster();
            case AnisotropicGaussian surrogate -> surrogate.round();
        };
        return new CollapseTheory(law, cluster, whole, Math.max(classes, alike(patterns)), classes, process);
    }

    /// How many patterns of equal weight have the entropy of these.
    private static long alike(PatternSet patterns) {
        return patterns.weights().isNone() ? patterns.rows() : Math.round(Math.exp(patterns.weights().entropy()));
    }

    /// The information of a model in closed form, where there is one.
    private static Information law(DataModel model, AnisotropicGaussian whole) {
        if (model instanceof GaussianModel(var _, SpectralCovariance covariance) && covariance.rank() == 0) {
            return new IsotropicGaussian(model.dimension(), Math.sqrt(covariance.ambient()));
        }
        return model instanceof GaussianMixture mixture && areRoundTwins(mixture) ? clusters(mixture) : whole;
    }

    private static boolean areRoundTwins(GaussianMixture mixture) {
        List<SpectralCovariance> covariances = mixture.components().stream().map(GaussianModel::covariance).toList();
        return covariances.size() == 2 && mixture.weights()[0] == mixture.weights()[1]
                && covariances.stream().allMatch(each -> each.rank() == 0 && each.ambient() == covariances.getFirst().ambient());
    }

    private static SymmetricClusters clusters(GaussianMixture mixture) {
        double[] first = mixture.components().getFirst().mean();
        double[] second = mixture.components().getLast().mean();
        double square = 0;
        for (int k = 0; k < first.length; k++) {
            double half = (first[k] - second[k]) / 2;
            square = Math.fma(half, half, square);
        }
        double sigma = Math.sqrt(mixture.components().getFirst().covariance().ambient());
        return new SymmetricClusters(first.length, Math.sqrt(square / first.length), sigma);
    }

    /// The collapse times of three surrogates.
    public CollapseTimes times() {
        return CollapseTimes.of(cluster, spectrum, patterns, classes, process::timeAt);
    }

    /// Where the information of the law equals log n; NaN if nowhere.
    public double collapseTime() {
        double tau = law.inverse(Math.log(patterns));
        return tau > 0 ? process.timeAt(tau) : Double.NaN;
    }

    /// That time in a sentence, with whose it is.
    public String sentence() {
        String time = Notation.number(collapseTime());
        return law instanceof AnisotropicGaussian ? "a Gaussian of the same spectrum would collapse at t_C = " + time : "its law has t_C = " + time;
    }

    /// f^e/α of the law, for d → ∞.
    public double excessEntropy(double time) {
        return excessEntropy(law, time);
    }

    /// f^e/α of one round cluster, for d → ∞: without the information of the class, as published.
    public double isotropic(double time) {
        return excessEntropy(cluster, time);
    }

    /// f^e/α of one Gaussian with the spectrum of the patterns, for d → ∞.
    public double anisotropic(double time) {
        return excessEntropy(spectrum, time);
    }

    /// f^e/α of one round cluster at finite n and d, an annealed upper bound, as a function of time.
    public DoubleUnaryOperator annealedExcessEntropy() {
        var annealed = new AnnealedLaw(cluster, Math.log(patterns));
        return time -> annealed.normalized(process.noiseToSignal(time));
    }

    /// φ_C of one round cluster at finite n and d, an annealed lower bound, as a function of time.
    public DoubleUnaryOperator sameNeighbour() {
        var annealed = new AnnealedLaw(cluster, Math.log(patterns));
        return time -> annealed.sameNeighbour(process.noiseToSignal(time));
    }

    /// d + v tr J of the true score of one Gaussian with the spectrum of the patterns, Σ c/(τ + c): its dimension as t → 0.
    public double dimension(double time) {
        double tau = process.noiseToSignal(time);
        return Arrays.stream(spectrum.eigenvalues()).map(c -> c / (tau + c)).sum();
    }

    private double excessEntropy(Information information, double time) {
        return new ExcessEntropyLaw(information, Math.log(patterns)).clipped(process.noiseToSignal(time));
    }
}
