package org.remanence.experiment.networks;

import org.remanence.experiment.Reported;
import org.remanence.experiment.measure.LastChange;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;

/// What clones, U-turns and trajectories under one score tell of its regimes.
public record RegimeCurves(
        @Reported("φ: share of pairs of clones that end in the same class") Curve sameClass,
        @Reported("φ_C: share of pairs of clones that end nearest to the same pattern of the training") Curve sameNeighbour,
        @Reported("share of noised patterns that return to their class; no points without returns") Curve sameClassByReturn,
        @Reported("share of noised patterns that return to themselves; no points without returns") Curve sameNeighbourByReturn,
        @Reported(value = "when the nearest pattern of a trajectory changes for the last time", unit = "Ornstein–Uhlenbeck time")
                LastChange.Summary lastChange,
        @Reported(value = "where sameClass crosses 0.7752", unit = "Ornstein–Uhlenbeck time") Estimate speciation,
        @Reported(value = "where sameNeighbour crosses 1/2", unit = "Ornstein–Uhlenbeck time") Estimate collapse) { }
