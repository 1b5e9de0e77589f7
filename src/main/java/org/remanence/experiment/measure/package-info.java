/// What several subjects measure with: the choice of data and score, noised draws, posteriors, clones, crossings. Theory and
/// simulation meet here and in the packages of the subjects, nowhere else.
package org.remanence.experiment.measure;
