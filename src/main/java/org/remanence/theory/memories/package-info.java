/// Dense associative memories of `P = e^{αN}` patterns in N → ∞ dimensions: which patterns are minima of the energy `E(x) =
/// −λ⁻¹ log Σ_μ e^{λ ξ^μ·x} + |x|²/2`, how far they attract, and when a diffusion with their empirical score collapses.
///
/// The load is α = (log P)/N; λ is the inverse temperature, 1/t for a variance-exploding diffusion at time t; squared lengths
/// are per dimension, `|x|² = N ρ`, and `E |ξ|² = N`. The sum over the other patterns is that of a random energy model.
/// Sources: Lucibello and Mézard, "The exponential capacity of dense associative memories", 2024; Achilli et al., "Memorization
/// and generalization in generative diffusion under the manifold hypothesis", 2025; Amit, Gutfreund and Sompolinsky, 1985; what
/// they leave out is derived, and says so.
package org.remanence.theory.memories;
