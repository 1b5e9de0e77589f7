package org.remanence.channel;

/// The weights of a perceptron before any constraint.
public enum WeightPrior {
    /// Uniform on the sphere |w|² = N.
    SPHERICAL,
    /// Independent signs.
    BINARY
}
