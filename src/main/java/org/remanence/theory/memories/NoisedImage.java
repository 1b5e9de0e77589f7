package org.remanence.theory.memories;

/// Density of `σ(u) + √t z` at a value, for u ~ N(mean, variance).
/// @param density of the value
/// @param slope its derivative by the mean of u
record NoisedImage(double density, double slope) { }
