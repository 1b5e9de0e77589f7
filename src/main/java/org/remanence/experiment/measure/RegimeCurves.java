package org.remanence.experiment.measure;

import java.util.Arrays;
import java.util.Optional;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Reported;
import org.remanence.result.Curve;
import org.remanence.result.Estimate;
import org.remanence.sampler.ReverseProcess;
import org.remanence.score.EmpiricalScore;
import org.remanence.tensor.Matrix;
import org.remanence.theory.SameClass;

/// What clones, U-turns and trajectories under one score tell of its regimes.
public record RegimeCurves(
        @Reported("φ: share of pairs of clones that end in the same class; no points without classes") Curve sameClass,
        @Reported("φ_C: share of pairs of clones that end nearest to the same pattern") Curve sameNeighbour,
        @Reported("share of noised patterns that return to their class; no points without returns") Curve sameClassByReturn,
        @Reported("share of noised patterns that return to themselves; no points without returns") Curve sameNeighbourByReturn,
        @Reported(value = "when the nearest pattern of a trajectory changes for the last time", unit = "time of the process")
                LastChange.Summary lastChange,
        @Reported("share of the ends of those trajectories that are copies, nearer to one pattern than a third of the distance to the next") Estimate copied,
        @Reported(value = "where sameClass crosses 0.775", unit = "time of the process") Estimate speciation,
        @Reported(value = "where sameNeighbour crosses 1/2", unit = "time of the process") Estimate collapse) {
    private static final CloneRuns NOTHING = new CloneRuns(Curve.empty("time"), Curve.empty("time"));
    /// Nothing was measured.
    public static final RegimeCurves NONE = new RegimeCurves(NOTHING, NOTHING, LastChange.Summary.NONE, Estimate.NONE);

    private RegimeCurves(CloneRuns clones, CloneRuns returned, LastChange.Summary lastChange, Estimate copied) {
        this(clones.sameClass(), clones.sameNeighbour(), returned.sameClass(), returned.sameNeighbour(), lastChange, copied,
                clones.sameClass().crossing(SameClass.THRESHOLD), clones.sameNeighbour().crossing(0.5));
    }

    /// How much is measured.
    /// @param times when clones part and U-turns turn
    /// @param pairs of clones, one a base path
    /// @param returns U-turns a time, 0 for none
    /// @param paths watched for their last change
    public record Counts(AxisValues times, int pairs, int returns, int paths) { }

    /// Runs clones, then U-turns, then paths.
    /// @param process how they run; its grid spans all times
    /// @param score of the patterns
    /// @param classifier of the ends, if there are classes
    public static RegimeCurves of(Counts counts, ReverseProcess process, EmpiricalScore score, Optional<? extends Classifier> classifier) {
        CloneRuns clones = CloneRuns.of(counts.times, counts.pairs, process, score, classifier);
        CloneRuns returned = counts.returns == 0 ? NOTHING : UTurns.of(counts.times, counts.returns, process, score, classifier);
        var lastChange = new LastChange(counts.paths, score);
        Matrix ends = process.sample(counts.paths, "last change", lastChange);
        long copies = NeighbourRatios.of(ends, score.patterns(), process.session()).copies(NeighbourRatios.COPY);
        return new RegimeCurves(clones, returned, lastChange.summary(process.grid()), Estimate.share(copies, counts.paths));
    }

    /// Whether anything was measured.
    public boolean isMeasured() {
        return sameNeighbour.size() > 0;
    }

    /// Share of the trajectories whose nearest pattern has changed for the last time when they reach a time, at every change.
    public Curve settled() {
        double[] changes = Arrays.stream(lastChange.times()).sorted().distinct().toArray();
        return Curve.exact("time", changes, time -> (double) Arrays.stream(lastChange.times()).filter(each -> each >= time).count() / lastChange.times().length);
    }
}
