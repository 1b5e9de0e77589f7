/// Figures of Lucibello, "Generative diffusion in high dimension", a talk, on sampling the solutions of perceptrons.
package org.remanence.reproduce.perceptrons;
