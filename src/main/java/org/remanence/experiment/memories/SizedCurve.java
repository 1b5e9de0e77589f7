package org.remanence.experiment.memories;

import org.remanence.result.Curve;

/// A curve of one dimension.
/// @param n dimension N
/// @param share what is measured, as a rule a share of the patterns
public record SizedCurve(int n, Curve share) { }
