/// Perceptrons of N weights w under M = αN random constraints on their stabilities `s = w·x/√N`, and sampling them by
/// stochastic localization, for N → ∞ at fixed density α.
///
/// The measure is `P(w) Π ψ(s_μ)`; q_0 is the overlap of independent samples in the replica-symmetric ansatz, q that of a
/// sample with what is known of it at time t of the localization. Sources: Straziota, Demyanenko, Baldassi and Lucibello,
/// "Sampling through algorithmic diffusion in non-convex perceptron problems", 2025; Gardner 1988; Krauth and Mézard 1989. The
/// reduced form of the free entropy and all thresholds are derived.
package org.remanence.theory.perceptrons;
