package org.remanence.kernel;

/// One step of an optimizer with adaptive moments, as factors, rounded to the precision of the parameters, of
/// `m ← firstKeep m + firstShare g`, `v ← secondKeep v + secondShare g²`, `θ ← keep θ − rate m/(root √v + floor)` and
/// `a ← a + follow (θ − a)`, which is the running average of the parameters.
/// @param keep factor on a parameter
/// @param firstKeep of the mean gradient
/// @param firstShare of a gradient in it
/// @param secondKeep of the mean square of gradients
/// @param secondShare of a squared gradient in it
/// @param rate of learning
/// @param root factor on the root mean square of gradients
/// @param floor added to it, > 0
/// @param follow share of the new parameters in the average
public record ParameterUpdate(double keep, double firstKeep, double firstShare, double secondKeep, double secondShare, double rate,
                              double root, double floor, double follow) { }
