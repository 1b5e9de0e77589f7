package org.remanence.experiment.measure;

import java.util.Arrays;
import java.util.Optional;
import org.remanence.experiment.AxisValues;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.sampler.Cloning;
import org.remanence.sampler.ReverseProcess;
import org.remanence.score.EmpiricalScore;

/// Clones parted at several times of the same base paths: how often both end in the same class, and at the same pattern.
/// @param sameClass φ(t); without points where there are no classes
/// @param sameNeighbour φ_C(t)
public record CloneRuns(Curve sameClass, Curve sameNeighbour) {
    /// Runs `pairs` base paths, each cloned at every time.
    /// @param process how paths run; its grid spans all times
    /// @param score of the patterns
    /// @param classifier of the ends, if there are classes
    public static CloneRuns of(AxisValues times, int pairs, ReverseProcess process, EmpiricalScore score, Optional<? extends Classifier> classifier) {
        long[] sameClass = new long[times.size()];
        long[] sameNeighbour = new long[times.size()];
        double[] axis = times.values();
        new Cloning(process).along(pairs, axis, "cloning", (time, _, clones) -> {
            long neighbours = Neighbours.agreements(clones.first(), clones.second(), score);
            long classes = classifier.map(each -> each.agreements(clones.first(), clones.second())).orElse(0L);
            for (int i = 0; i < axis.length; i++) {
                if (axis[i] == time) {
                    sameNeighbour[i] += neighbours;
                    sameClass[i] += classes;
                }
            }
        });
        return new CloneRuns(classifier.isPresent() ? shares(axis, sameClass, pairs) : Curve.empty("time"),
                shares(axis, sameNeighbour, pairs));
    }

    private static Curve shares(double[] axis, long[] same, int pairs) {
        return Curve.of("time", axis, Arrays.stream(same).mapToObj(each -> share(each, pairs)).toList());
    }

    /// The error is that of (k + 1)/(n + 2), so that nothing seen in n pairs is not taken for certainty.
    public static Estimate share(long same, long pairs) {
        double smooth = (same + 1.0) / (pairs + 2.0);
        return new Estimate((double) same / pairs, Math.sqrt(smooth * (1 - smooth) / pairs), pairs);
    }
}
