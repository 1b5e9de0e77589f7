/// Trained scores: when a network begins to copy its patterns, beside the exact score of the patterns and that of their
/// law.
package org.remanence.experiment.networks;
