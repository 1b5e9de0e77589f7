/// Perceptrons of finite size: approximate message passing, stochastic localization, and Monte Carlo with an annealed
/// potential.
///
/// N weights w under M constraints on the stabilities `s_μ = Σ_i F_μi w_i`, `F = X/√N` with independent N(0, 1) entries.
package org.remanence.perceptron;
