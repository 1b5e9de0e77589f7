package org.remanence.theory.memories;

/// A Gaussian u ~ N(mean, variance) with weight e^{λ σ(u) σ(u₁)}.
/// @param logNorm log Z, Z the average of the weight
/// @param slope derivative of log Z by the mean
/// @param curvature second derivative
/// @param product average of σ(u) σ(u₁), the derivative of log Z by λ
record TiltedAverage(double logNorm, double slope, double curvature, double product) { }
