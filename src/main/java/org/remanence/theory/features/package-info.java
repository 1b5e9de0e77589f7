/// Random-feature scores `S(x) = A σ(W x/√d)/√p` trained by denoising score matching on n patterns, for d, p, n → ∞ at fixed
/// `featureRatio` ψ_p = p/d and `sampleRatio` ψ_n = n/d: spectra, training dynamics, learning curves, mixtures.
///
/// The process is Ornstein–Uhlenbeck: s² = e^{−2t}, v = 1 − e^{−2t}. Losses are per dimension. With the features φ of a noised
/// pattern, `U = E φ φᵀ` over patterns and noise; `τ = k η/d²` is training time, k steps of gradient descent of rate η.
/// Sources: Bonnaire, Urfin, Biroli and Mézard, "Why diffusion models don't memorize", 2025; George, Veiga and Macris,
/// "Denoising score matching with random features", 2025; Urfin, Bonnaire, Biroli and Mézard, 2026; what they leave out is
/// derived, and says so.
package org.remanence.theory.features;
