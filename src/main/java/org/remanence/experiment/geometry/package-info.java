/// Geometric memorization: spectra of data and of Jacobians, dimensions, score fields, condensation and the random energy
/// model.
package org.remanence.experiment.geometry;
