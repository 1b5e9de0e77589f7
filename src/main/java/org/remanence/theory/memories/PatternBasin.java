package org.remanence.theory.memories;

import org.remanence.tensor.Check;

/// How far a pattern attracts, in one step of retrieval: the overlap with the state must exceed the noise of all others.
/// Source: derived.
public final class PatternBasin {
    private PatternBasin() { }

    /// Least overlap x·ξ/N of a state of squared length N that is retrieved.
    public static double leastOverlap(PatternLaw law, double load, double lambda) {
        return law.noise(load, lambda, 1);
    }

    /// Largest noise r of a cue `ξ + √r n` that is retrieved, n a random direction of squared length N; Gaussian patterns.
    /// @return negative where the pattern itself is not retrieved
    public static double largestNoise(double load, double lambda) {
        Check.positive("load α", load);
        Check.positive("inverse temperature λ", lambda);
        return lambda >= 2 * load ? 1 / (2 * load) - 1 : 2 * (lambda - load) / (lambda * lambda) - 1;
    }
}
