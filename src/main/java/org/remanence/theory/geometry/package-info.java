/// Which directions and how many patterns the score still sees: condensation, the random energy model, spectra of Jacobians.
package org.remanence.theory.geometry;
