package org.remanence.experiment.networks;

import org.remanence.result.Curve;

/// Networks of one size at one step.
/// @param patterns n
/// @param step of the training
/// @param overlap m(σ); without points where the law is not known
/// @param trainLoss in σ
/// @param heldOutLoss in σ
public record OverlapCourse(int patterns, long step, Curve overlap, Curve trainLoss, Curve heldOutLoss) { }
