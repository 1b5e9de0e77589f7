/// Random-feature scores: the spectrum behind their training, and what they learn in training time.
package org.remanence.experiment.features;
