/// The patterns as a generative model: its score at given states, and its samples.
package org.remanence.experiment.model;
