package org.remanence.theory.geometry;

/// The law of the energies at one of them.
/// @param coordinate r
/// @param energy E(r)
/// @param slope −dE/dr > 0
/// @param logDensity log of the density in E
/// @param logCumulative log of the probability of a lower energy
/// @param error bound on the relative error of density and probability, from halving the step of the quadrature
public record EnergyTail(double coordinate, double energy, double slope, double logDensity, double logCumulative,
                         double error) { }
