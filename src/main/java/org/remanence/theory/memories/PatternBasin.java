package org.remanence.theory.memories;

import java.util.function.DoubleUnaryOperator;
import org.remanence.tensor.Check;
import org.remanence.theory.Bracket;
import org.remanence.theory.GaussianAverage;

/// How far a pattern attracts, in one step of retrieval: the overlap with the state must exceed the noise of all others.
/// Source: derived.
public final class PatternBasin {
    private static final double MOST_NOISE = 1e12;

    private PatternBasin() { }

    /// Least overlap x·ξ/N of a state of squared length N that is retrieved.
    public static double leastOverlap(PatternLaw law, double load, double lambda) {
        return law.noise(load, lambda, 1);
    }

    /// Load below which a state is retrieved, `sup_{λ′ ≤ λ} λ′ m − ζ(λ′)`; α_1 for the pattern itself.
    /// @param law one whose overlaps depend on the length of the state alone: Gaussian or spherical
    /// @param overlap m = x·ξ/N > 0
    /// @param length ρ = |x|²/N
    public static double load(PatternLaw law, double lambda, double overlap, double length) {
        Check.positive("overlap m", overlap);
        Check.positive("inverse temperature λ", lambda);
        double best = law.overlap(lambda, length) <= overlap ? lambda
                : Bracket.root(each -> overlap - law.overlap(each, length), 1e-12, lambda);
        return best * overlap - law.freeEntropy(best, length);
    }

    /// Load below which a cue `ξ + √r n` is retrieved, n a random direction of squared length N: that of the length 1 + r, and
    /// for signs, whose overlaps depend on each coordinate, `sup_{λ′ ≤ λ} λ′ − E log cosh λ′ (1 + √r z)`.
    /// @param law Gaussian, spherical or binary
    /// @param noise r ≥ 0
    public static double noisedLoad(PatternLaw law, double lambda, double noise) {
        if (!(law instanceof BinaryPatterns)) {
            return load(law, lambda, 1, 1 + noise);
        }
        Check.positive("inverse temperature λ", lambda);
        DoubleUnaryOperator rest = each -> 1 - GaussianAverage.of(z -> {
            double x = 1 + Math.sqrt(noise) * z;
            return x * Math.tanh(each * x);
        });
        double best = rest.applyAsDouble(lambda) >= 0 ? lambda : Bracket.root(rest, 1e-12, lambda);
        return best - GaussianAverage.of(z -> BinaryPatterns.logCosh(best * (1 + Math.sqrt(noise) * z)));
    }

    /// Largest noise r of a cue `ξ + √r n` that is retrieved, n a random direction of squared length N.
    /// @param law Gaussian, spherical or binary
    /// @return NaN where the pattern itself is not retrieved
    public static double largestNoise(PatternLaw law, double load, double lambda) {
        Check.positive("load α", load);
        return noisedLoad(law, lambda, 0) < load ? Double.NaN
                : Bracket.root(r -> noisedLoad(law, lambda, r) - load, 0, MOST_NOISE);
    }

    /// The same for Gaussian patterns, in closed form.
    /// @return negative where the pattern itself is not retrieved
    public static double largestNoise(double load, double lambda) {
        Check.positive("load α", load);
        Check.positive("inverse temperature λ", lambda);
        return lambda >= 2 * load ? 1 / (2 * load) - 1 : 2 * (lambda - load) / (lambda * lambda) - 1;
    }
}
