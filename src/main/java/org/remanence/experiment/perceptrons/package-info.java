/// Perceptrons: sampling their solutions by stochastic localization and by annealing, beside the replica-symmetric theory.
package org.remanence.experiment.perceptrons;
