package org.remanence.experiment.networks;

import org.remanence.result.Estimate;

/// Shares of copies without any network, by the same criterion.
/// @param heldOut share of copies among patterns held out; none where there are none
/// @param heldOutDistance their mean distance to the nearest pattern of the training
/// @param exactScore share of copies among samples of the exact score of the patterns, by the same steps
public record CopyBaseline(Estimate heldOut, Estimate heldOutDistance, Estimate exactScore) { }
