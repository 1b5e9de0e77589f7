package org.remanence.theory.features;

/// The traces of the resolvent R = (U − z)⁻¹ that close the equations.
/// @param q Tr R/p
/// @param r Tr(Wᵀ R W)/(p d)
/// @param h Tr(Wᵀ R W Σ)/(p d)
/// @param <T> complex number, or one with derivatives
record OrderParameters<T>(T q, T r, T h) { }
