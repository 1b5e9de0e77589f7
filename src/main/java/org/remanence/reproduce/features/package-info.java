/// Figures of the two talks on random-feature scores: Bandera, "A solvable model of generative diffusion and the memorization
/// phenomenon", and George, Veiga and Macris, "Denoising score matching with random features".
package org.remanence.reproduce.features;
